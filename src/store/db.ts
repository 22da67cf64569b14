import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { Kysely, PostgresAdapter, PostgresDialect } from 'kysely'
import pg from 'pg'
import { AppError } from '../domain/error.ts'
import { cacheStatements } from './cached-statements.ts'
import type { Schema } from './schema.ts'
import { AppSqliteDialect } from './sqlite-dialect.ts'

/** An open database, or one transaction on it: every store function takes it first. */
export type Db = Kysely<Schema>

const SQLITE_PREFIX = 'sqlite:'

/**
 * Opens `sqlite:PATH` (made where it does not exist, its folder too) or `postgres://…`. Does not migrate.
 *
 * @throws AppError `invalid` when the address has neither form, `unavailable` when SQLite cannot open the file.
 */
export function openDatabase(url: string): Db {
  if (url.startsWith(SQLITE_PREFIX)) return openSqlite(url.slice(SQLITE_PREFIX.length))
  if (/^postgres(ql)?:\/\//.test(url)) return openPostgres(url)
  throw new AppError('invalid', 'DATABASE_URL must be sqlite:PATH or postgres://…')
}

/** The file of a `sqlite:` address; `undefined` for another database. */
export function toSqlitePath(url: string): string | undefined {
  return url.startsWith(SQLITE_PREFIX) ? url.slice(SQLITE_PREFIX.length) : undefined
}

/** A database of an SQLite connection that was opened and set up by the caller. */
export function toSqliteDb(database: SqliteDatabase.Database): Db {
  return new Kysely<Schema>({ dialect: new AppSqliteDialect({ database: cacheStatements(database) }) })
}

/** Whether a database is PostgreSQL; else it is SQLite. For the few places where the two need different SQL. */
export function isPostgres(db: Db): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter
}

function openSqlite(path: string): Db {
  let database: SqliteDatabase.Database
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
    database = new SqliteDatabase(path)
    database.pragma('page_size = 8192') // a paper takes some 2 KiB: half of a smaller page would stay empty
    database.pragma('busy_timeout = 30000') // an import of another process may hold the file for a batch
    database.pragma('journal_mode = wal')
    database.pragma('synchronous = full') // what was acknowledged survives a power cut too
    database.pragma('foreign_keys = on')
    database.pragma('cache_size = -16384') // 16 MiB; what does not fit is in the system's own cache
    database.pragma('wal_autocheckpoint = 8000') // pages that change often reach the file less often
  } catch (cause) {
    throw new AppError('unavailable', `Cannot open the database at ${path}: ${(cause as Error).message}`, { cause })
  }
  return toSqliteDb(database)
}

/** Opens `postgres://…`. With `schema`, which exists or will, tables are made and found there and nowhere else. */
export function openPostgres(connectionString: string, schema?: string): Db {
  const types = new pg.TypeOverrides()
  types.setTypeParser(pg.types.builtins.INT8, Number) // instants and counts fit a double
  const pool = new pg.Pool({ connectionString, max: 10, types, connectionTimeoutMillis: 10_000 })
  // Before any other query of a connection, which waits behind it.
  if (schema !== undefined) {
    pool.on('connect', (client) => void client.query(`set search_path to "${schema}"`).catch(() => client.end()))
  }
  // An idle connection that the server closes is no failure: the pool opens another at the next query.
  pool.on('error', () => undefined)
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
}

/** Whether the database refused what was written (too long, out of range, a broken constraint), and not the writer. */
export function isRefusal(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^(22|23)[0-9A-Z]{3}$/.test(code) || /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|RANGE)/.test(code)
}

/** What a driver's failure means to those above: `unavailable`. What is not a driver's stays as it is. */
export function toStoreError(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || error instanceof AppError) return error
  return new AppError('unavailable', `The database failed: ${error.message}`, { cause: error })
}
