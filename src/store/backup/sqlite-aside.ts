import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import SqliteDatabase from 'better-sqlite3'
import { sql } from 'kysely'
import { AppError } from '../../domain/error.ts'
import { removeDrafts, toDraftPath } from '../../platform/drafts.ts'
import { type Db, openDatabase, toSqliteDb } from '../db.ts'
import { takeFileLock } from '../file-lock.ts'
import type { Aside, Swapped } from './aside.ts'
import { findChangeNumberIfAny, raiseNumbers } from './change-numbers.ts'
import { migrateAsFarAs } from './schema-version.ts'

const PAGES_A_STEP = 2000
const LOCK_WAIT_MS = 60_000
const LOCK_RETRY_MS = 20

/** As `workAside`: the place is a file beside the live one. */
export async function workInSqliteAside<T>(path: string, work: (aside: Aside) => Promise<T>): Promise<T> {
  if (path === '' || path === ':memory:') throw new AppError('invalid', 'A database in memory cannot be restored.')
  const lock = takeFileLock(`${path}.restore`)
  if (!lock) {
    throw new AppError('conflict', 'Another restore is at work in this database. Nothing was changed.')
  }
  try {
    return await workInDraft(path, work)
  } finally {
    lock.release()
  }
}

async function workInDraft<T>(path: string, work: (aside: Aside) => Promise<T>): Promise<T> {
  removeDrafts(path)
  const live = openDatabase(`sqlite:${path}`)
  const draft = toDraftPath(path)
  try {
    const db = toSqliteDb(openDraft(draft, await findPageSize(live)))
    try {
      const liveNumber = await findChangeNumberIfAny(live).catch(unlessDamaged)
      const takePlace = (lastNumber: number): Promise<Swapped> => {
        return replacePages({ draft, db, path, live, liveNumber, lastNumber })
      }
      return await work({
        db,
        liveNumber,
        takePlace,
        checkWhole: () => checkWhole(db),
        migrateAsFarAs: (name) => migrateAsFarAs(db, name),
      })
    } finally {
      await db.destroy()
    }
  } finally {
    removeDraft(draft)
    await live.destroy()
  }
}

/** Nobody else sees the file, and it goes if we are killed: so it is neither journaled nor synced. */
function openDraft(path: string, pageSize: number): SqliteDatabase.Database {
  const database = new SqliteDatabase(path)
  database.pragma(`page_size = ${pageSize}`) // pages are copied one to one
  database.pragma('journal_mode = off')
  database.pragma('synchronous = off')
  database.pragma('foreign_keys = off') // checked once, at the end
  database.pragma('cache_size = -65536') // 64 MiB: keys in no order fall on all pages of their indexes
  return database
}

async function findPageSize(live: Db): Promise<number> {
  const { rows } = await sql<{ page_size: number }>`pragma page_size`.execute(live)
  return rows[0]?.page_size ?? 8192
}

async function checkWhole(db: Db): Promise<void> {
  const broken = await sql<{ table: string }>`pragma foreign_key_check`.execute(db)
  const [first] = broken.rows
  if (first)
    throw new AppError(
      'invalid',
      `The backup is damaged: ${broken.rows.length} rows of "${first.table}" refer to absent ones.`,
    )
  const { rows } = await sql<{ quick_check: string }>`pragma quick_check(1)`.execute(db)
  if (rows[0]?.quick_check !== 'ok')
    throw new AppError('unavailable', `The new database is damaged: ${rows[0]?.quick_check}`)
}

type Swap = { draft: string; db: Db; path: string; live: Db; liveNumber: number; lastNumber: number }

/**
 * Copies the draft's pages over the live file's, in one transaction of SQLite: a process that has the file open reads
 * the old pages until it is committed and the new ones from its next statement on, and one killed on the way leaves
 * the old ones.
 */
async function replacePages({ draft, db, path, live, ...numbers }: Swap): Promise<Swapped> {
  let { liveNumber, lastNumber } = numbers
  const source = new SqliteDatabase(draft, { readonly: true })
  const deadline = performance.now() + LOCK_WAIT_MS
  const watcher = new SqliteDatabase(path, { readonly: true })
  try {
    while (performance.now() < deadline) {
      const found = await copyPages(source, path, () => readLastNumber(watcher), liveNumber)
      if (found === 'locked') await sleep(LOCK_RETRY_MS)
      else if (found === 'copied') return { replacedNumber: liveNumber, ...(await emptyJournal(live)) }
      else {
        const by = Math.max(found - liveNumber, lastNumber)
        await raiseNumbers(db, by)
        ;[liveNumber, lastNumber] = [found, lastNumber + by]
      }
    }
  } finally {
    source.close()
    watcher.close()
  }
  throw new AppError('unavailable', 'Another process keeps writing to the database. Nothing was changed; try again.')
}

/** What was committed stays so whatever happens here, such as a disk that is full: whoever writes next tries it again. */
async function emptyJournal(live: Db): Promise<Pick<Swapped, 'journalError'>> {
  try {
    await sql`pragma wal_checkpoint(truncate)`.execute(live)
    return {}
  } catch (journalError) {
    return { journalError }
  }
}

class NumberMoved extends Error {
  readonly number: number

  constructor(number: number) {
    super('The live tables have changed')
    this.number = number
  }
}

/** Ends with 'copied'; with 'locked' where somebody else was writing; or with the live number where it has moved. */
async function copyPages(
  source: SqliteDatabase.Database,
  path: string,
  readNumber: () => number,
  expected: number,
): Promise<'copied' | 'locked' | number> {
  let isLocked = false
  // Called first when the copy holds the lock for writing and has written nothing: no number can move after that.
  const progress = (): number => {
    if (!isLocked) {
      const number = readNumber()
      if (number !== expected) throw new NumberMoved(number)
    }
    isLocked = true
    return PAGES_A_STEP
  }
  try {
    // Where it does not get the lock, the library ends at once, as if there had been nothing to copy.
    await source.backup(path, { progress })
    return isLocked ? 'copied' : 'locked'
  } catch (error) {
    if (error instanceof NumberMoved) return error.number
    throw error
  }
}

function readLastNumber(database: SqliteDatabase.Database): number {
  try {
    const table = database.prepare(`select name from sqlite_master where name = 'change_counter'`).get()
    if (table === undefined) return 0
    const row = database.prepare('select last_number from change_counter').get() as { last_number: number } | undefined
    return row?.last_number ?? 0
  } catch (error) {
    return unlessDamaged(error)
  }
}

/** A damaged database is what a restore is for: its numbers count as none. */
function unlessDamaged(error: unknown): number {
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CORRUPT')) return 0
  throw error
}

function removeDraft(path: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
}
