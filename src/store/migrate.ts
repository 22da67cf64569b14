import { Migrator } from 'kysely/migration'
import { AppError } from '../domain/error.ts'
import type { Db } from './db.ts'
import { migrations } from './migrations/index.ts'

/**
 * Brings the tables up to date: each migration once, in a transaction, safe when several processes start at once.
 *
 * @throws AppError `internal` when a migration fails, `unavailable` when the database does not answer
 */
export async function migrateToLatest(db: Db): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } })
  const { error, results } = await migrator.migrateToLatest()
  if (error === undefined) return
  const failed = results?.find((result) => result.status === 'Error')?.migrationName
  if (failed === undefined)
    throw new AppError('unavailable', `The database does not answer: ${toMessage(error)}`, { cause: error })
  throw new AppError('internal', `Migration ${failed} failed`, { cause: error })
}

function toMessage(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(toMessage).join('; ')
  return error instanceof Error ? error.message : String(error)
}

/** Asks the database for one row. @throws whatever the driver throws where it does not answer */
export async function checkDatabase(db: Db): Promise<void> {
  await db.selectFrom('change_counter').select('last_number').executeTakeFirstOrThrow()
}
