import { existsSync } from 'node:fs'
import SqliteDatabase from 'better-sqlite3'
import { AppError } from '../../domain/error.ts'
import { type Db, openDatabase, toSqliteDb, toSqlitePath } from '../db.ts'

/**
 * Opens a database that is there already, as it is and for reading alone: nothing is made, migrated or set for good. On
 * SQLite a statement that writes fails; the journal that others left is tidied up, as whoever closes a file last does.
 *
 * @throws AppError `not_found` where an SQLite file is absent, and as `openDatabase` does
 */
export function openExisting(url: string): Db {
  const path = toSqlitePath(url)
  if (path === undefined || path === ':memory:') return openDatabase(url)
  if (!existsSync(path)) throw new AppError('not_found', `There is no database at ${path}.`)
  try {
    // Not `readonly`: such a connection leaves files beside a journal of "wal" that it may not take away.
    const database = new SqliteDatabase(path, { fileMustExist: true })
    database.pragma('busy_timeout = 30000') // an import of another process may hold the file for a batch
    database.pragma('query_only = on')
    database.pragma('schema_version') // reads: what is no database is told now
    return toSqliteDb(database)
  } catch (cause) {
    throw new AppError('unavailable', `Cannot open the database at ${path}: ${(cause as Error).message}`, { cause })
  }
}
