import { lstatSync, rmSync, statSync } from 'node:fs'
import SqliteDatabase from 'better-sqlite3'

/** A lock that is ours. */
export type FileLock = {
  /** Whether it still stands in its place: who removed the file has let others take another. */
  isHeld(): boolean
  release(): void
}

/**
 * Takes a lock for this thread; `undefined` while another thread or process holds it. It is a transaction of SQLite on a
 * file of its own, so that the system lets go of it with whoever held it, however that ended. A number in a file says
 * less: after a restart, and in another container always, it is somebody else's.
 *
 * What stands in its place and is no lock is removed. Nobody else may open the file: a process that closes it loses
 * what it holds there (POSIX).
 */
export function takeFileLock(path: string): FileLock | undefined {
  for (let attempt = 0; attempt < 2; attempt++) {
    const before = findIdentity(path)
    const database = openLocked(path)
    if (database === 'held') return undefined
    const identity = findIdentity(path)
    // It was removed, or gave way to another, between opening and locking: what we have is a lock on nothing.
    const isOurs = identity !== undefined && (before === undefined || before === identity)
    if (database && isOurs) return toLock(path, database, identity)
    if (database) database.close()
    else rmSync(path, { recursive: true, force: true })
  }
  return undefined
}

/** Whether somebody holds a lock at this moment. Makes and changes nothing. */
export function isFileLocked(path: string): boolean {
  if (findIdentity(path) === undefined) return false
  try {
    const database = new SqliteDatabase(path, { readonly: true, fileMustExist: true, timeout: 0 })
    try {
      database.pragma('schema_version')
      return false
    } finally {
      database.close()
    }
  } catch (error) {
    return isBusy(error)
  }
}

/** `undefined` where something stands there that is no lock. */
function openLocked(path: string): SqliteDatabase.Database | 'held' | undefined {
  let database: SqliteDatabase.Database | undefined
  try {
    database = new SqliteDatabase(path, { timeout: 0 })
    database.pragma('journal_mode = memory') // it writes nothing, so it needs no file beside it either
    database.exec('begin exclusive')
    return database
  } catch (error) {
    database?.close()
    if (isBusy(error)) return 'held'
    if (isNoLock(path, error)) return undefined
    throw error
  }
}

function toLock(path: string, database: SqliteDatabase.Database, identity: string): FileLock {
  const isHeld = (): boolean => database.open && findIdentity(path) === identity
  return {
    isHeld,
    release() {
      if (isHeld()) rmSync(path, { force: true })
      database.close()
    },
  }
}

function findIdentity(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false })
  return stats && `${stats.dev}:${stats.ino}`
}

function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test((error as { code?: string }).code ?? '')
}

function isNoLock(path: string, error: unknown): boolean {
  if ((error as { code?: string }).code === 'SQLITE_NOTADB') return true
  const stands = lstatSync(path, { throwIfNoEntry: false })
  return stands !== undefined && !stands.isFile()
}
