import { sql } from 'kysely'
import { type Db, isPostgres } from './db.ts'

/** What is known of a database that answers, in words: "SQLite 3.54.1", "PostgreSQL 18.4". */
export async function findDatabaseVersion(db: Db): Promise<string> {
  const query = isPostgres(db)
    ? sql<{ version: string }>`select 'PostgreSQL ' || current_setting('server_version') as version`
    : sql<{ version: string }>`select 'SQLite ' || sqlite_version() as version`
  return (await query.execute(db)).rows[0]?.version ?? 'unknown'
}

/** What is wrong inside an SQLite file. Lists hold what was found first, and are empty where nothing is wrong. */
export type SqliteFaults = { damages: string[]; tablesWithBrokenReferences: string[]; journalMode: string }

const MOST_DAMAGES = 5

/** Looks through a whole SQLite file: some seconds for each gigabyte. `undefined` for PostgreSQL. */
export async function inspectSqlite(db: Db): Promise<SqliteFaults | undefined> {
  if (isPostgres(db)) return undefined
  const checked = await sql<{ quick_check: string }>`pragma quick_check(${sql.lit(MOST_DAMAGES)})`.execute(db)
  const broken = await sql<{ table: string }>`select distinct "table" from pragma_foreign_key_check`.execute(db)
  const journal = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(db)
  return {
    damages: checked.rows.map((row) => row.quick_check).filter((line) => line !== 'ok'),
    tablesWithBrokenReferences: broken.rows.map(({ table }) => table),
    journalMode: journal.rows[0]?.journal_mode ?? 'unknown',
  }
}
