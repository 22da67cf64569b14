import type SqliteDatabase from 'better-sqlite3'

const STATEMENTS_KEPT = 200

/** The part of better-sqlite3 that Kysely uses. */
type Prepares = Pick<SqliteDatabase.Database, 'close' | 'prepare'>

/**
 * Keeps prepared statements by their text, the least lately used dropped first: preparing the upsert of 200 papers takes
 * longer than a tenth of running it.
 */
export function cacheStatements(database: SqliteDatabase.Database): Prepares {
  const kept = new Map<string, SqliteDatabase.Statement>()
  const prepare = (sql: string): SqliteDatabase.Statement => {
    const known = kept.get(sql)
    const statement = known ?? database.prepare(sql)
    kept.delete(sql)
    kept.set(sql, statement)
    const [oldest] = kept.keys()
    if (kept.size > STATEMENTS_KEPT && oldest !== undefined) kept.delete(oldest)
    return statement
  }
  return { close: () => database.close(), prepare: prepare as SqliteDatabase.Database['prepare'] }
}
