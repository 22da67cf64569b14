import { type Db, openDatabase } from './store/db.ts'
import { migrateToLatest } from './store/migrate.ts'

/**
 * Opens a database, brings its tables up to date, and makes on it what a command or a server takes, which closes it in the
 * end. Where that fails it is closed at once.
 *
 * @throws AppError `unavailable` when the database does not answer; what `make` throws
 */
export async function openOnDatabase<T>(url: string, make: (db: Db) => T | Promise<T>): Promise<T> {
  const db = openDatabase(url)
  try {
    await migrateToLatest(db)
    return await make(db)
  } catch (error) {
    await db.destroy()
    throw error
  }
}
