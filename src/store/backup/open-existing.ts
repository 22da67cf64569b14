import { existsSync } from 'node:fs'
import { AppError } from '../../domain/error.ts'
import { type Db, openDatabase, toSqlitePath } from '../db.ts'

/**
 * Opens a database that is there already, as it is: nothing is made and nothing is migrated.
 *
 * @throws AppError `not_found` where an SQLite file is absent, and as `openDatabase` does
 */
export function openExisting(url: string): Db {
  const path = toSqlitePath(url)
  if (path !== undefined && path !== ':memory:' && !existsSync(path)) {
    throw new AppError('not_found', `There is no database at ${path}.`)
  }
  return openDatabase(url)
}
