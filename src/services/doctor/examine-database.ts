import { stat } from 'node:fs/promises'
import { openExisting } from '../../store/backup/open-existing.ts'
import { KNOWN_MIGRATIONS, listAppliedMigrations } from '../../store/backup/schema-version.ts'
import { type Db, toSqlitePath } from '../../store/db.ts'
import { findDatabaseVersion } from '../../store/inspect-database.ts'

/** What a question to a database gave, or what it threw instead. */
export type Answered<T> = { answer: T } | { error: unknown }

/** How a database stands, as it was found once: every check of it begins here. */
export type Examination = {
  /** Whether it is an SQLite file. */
  isFile: boolean
  /** How much that file takes; 0 for another database, or where there is no file. */
  bytes: number
  /** Its name and version. */
  version: Answered<string>
  /** The migrations that its tables have been through, in order; `undefined` where it does not answer. */
  migrations: Answered<string[]> | undefined
  /** Opens on it where its tables are those of this version; `undefined` where they cannot be read. */
  readable: Db | undefined
}

/** Looks at a database, and neither makes nor changes anything. Never throws; `close` lets go of what was opened. */
export async function examineDatabase(url: string): Promise<Examination & { close(): Promise<void> }> {
  const db = await ask(() => openExisting(url))
  const version = 'answer' in db ? await ask(() => findDatabaseVersion(db.answer)) : db
  const migrations =
    'answer' in db && 'answer' in version ? await ask(() => listAppliedMigrations(db.answer)) : undefined
  const isCurrent = migrations !== undefined && 'answer' in migrations && areKnown(migrations.answer)
  const path = toSqlitePath(url)
  return {
    isFile: path !== undefined,
    bytes: path === undefined ? 0 : ((await stat(path).catch(() => undefined))?.size ?? 0),
    version,
    migrations,
    readable: isCurrent && 'answer' in db ? db.answer : undefined,
    close: async () => ('answer' in db ? db.answer.destroy() : undefined),
  }
}

async function ask<T>(question: () => T | Promise<T>): Promise<Answered<T>> {
  try {
    return { answer: await question() }
  } catch (error) {
    return { error }
  }
}

function areKnown(applied: readonly string[]): boolean {
  return applied.length === KNOWN_MIGRATIONS.length && applied.every((name) => KNOWN_MIGRATIONS.includes(name))
}
