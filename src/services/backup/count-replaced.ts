import { openExisting } from '../../store/backup/open-existing.ts'
import { listAppliedMigrations } from '../../store/backup/schema-version.ts'
import { countRows } from '../../store/backup/snapshot.ts'
import { toAppError } from '../../domain/error.ts'

/** How many papers a restore would replace. 0 where there is no database yet. @throws whatever hinders counting them */
export async function countReplaced(databaseUrl: string): Promise<number> {
  let db
  try {
    db = openExisting(databaseUrl)
  } catch (error) {
    if (toAppError(error).code === 'not_found') return 0
    throw error
  }
  try {
    return (await listAppliedMigrations(db)).length === 0 ? 0 : await countRows(db, 'paper')
  } finally {
    await db.destroy()
  }
}
