import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { AppError } from '../../domain/error.ts'
import type { Db } from '../db.ts'
import { migrations } from '../migrations/index.ts'
import { listOwnTables } from './tables.ts'

/** The names of the migrations that this program knows, in order. */
export const KNOWN_MIGRATIONS: readonly string[] = Object.keys(migrations)

/** The names of the migrations that a database has been through, in order; none where it holds no tables of ours. */
export async function listAppliedMigrations(db: Db): Promise<string[]> {
  const tables = await listOwnTables(db)
  if (!tables.some(({ name }) => name === 'kysely_migration')) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  return rows.map(({ name }) => name)
}

/**
 * Migrates a database forward as far as one migration, that included.
 *
 * @param schema where PostgreSQL's tables are to be, unless in the usual place
 * @throws AppError `internal` when a migration fails
 */
export async function migrateAsFarAs(db: Db, name: string, schema?: string): Promise<void> {
  const provider = { getMigrations: () => Promise.resolve(migrations) }
  const migrator = new Migrator({ db, provider, ...(schema !== undefined && { migrationTableSchema: schema }) })
  const { error } = await migrator.migrateTo(name)
  if (error !== undefined) throw new AppError('internal', `Migration to ${name} failed`, { cause: error })
}
