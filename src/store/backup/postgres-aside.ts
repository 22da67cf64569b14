import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { AppError } from '../../domain/error.ts'
import { type Db, openDatabase, openPostgres } from '../db.ts'
import { migrateToLatest } from '../migrate.ts'
import type { Aside, Swapped } from './aside.ts'
import { findChangeNumberIfAny, raiseNumbers } from './change-numbers.ts'
import { migrateAsFarAs } from './schema-version.ts'
import { TREATMENTS } from './tables.ts'

const SCHEMA = 'broadsheet_restore'
const ADVISORY_LOCK = 7_202_611 // any number that nobody else of this database takes
// Shorter than the second after which PostgreSQL looks for deadlocks: so it is we who give way, never a reader.
const LOCK_TIMEOUT_MS = 300
const LOCK_RETRY_MS = 50
const LOCK_WAIT_MS = 60_000
const TABLES = sql.join(Object.keys(TREATMENTS).map((name) => sql.table(name)))

/** As `workAside`: the place is a schema of its own in the same database. */
export async function workInPostgresAside<T>(url: string, work: (aside: Aside) => Promise<T>): Promise<T> {
  const live = openDatabase(url)
  try {
    // The tables to be replaced: without them the ones aside would be taken for the program's own.
    await migrateToLatest(live)
    return await live.connection().execute(async (guard) => {
      await lockAside(guard)
      await sql`drop schema if exists ${sql.id(SCHEMA)} cascade`.execute(guard)
      await sql`create schema ${sql.id(SCHEMA)}`.execute(guard)
      try {
        return await workInSchema(url, live, work)
      } finally {
        await sql`drop schema if exists ${sql.id(SCHEMA)} cascade`.execute(guard)
        await sql`select pg_advisory_unlock(${ADVISORY_LOCK})`.execute(guard)
      }
    })
  } finally {
    await live.destroy()
  }
}

async function workInSchema<T>(url: string, live: Db, work: (aside: Aside) => Promise<T>): Promise<T> {
  const db = openPostgres(url, SCHEMA)
  try {
    const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(db)
    if (rows[0]?.schema !== SCHEMA) throw new AppError('unavailable', `PostgreSQL does not let us work in ${SCHEMA}`)
    const liveNumber = await findChangeNumberIfAny(live)
    return await work({
      db,
      liveNumber,
      checkWhole: () => Promise.resolve(), // PostgreSQL has checked every reference as it came in
      migrateAsFarAs: (name) => migrateAsFarAs(db, name, SCHEMA),
      takePlace: (lastNumber) => replaceTables(live, db, liveNumber, lastNumber),
    })
  } finally {
    await db.destroy()
  }
}

async function lockAside(guard: Db): Promise<void> {
  const { rows } = await sql<{ taken: boolean }>`select pg_try_advisory_lock(${ADVISORY_LOCK}) as taken`.execute(guard)
  if (!rows[0]?.taken)
    throw new AppError('conflict', 'Another restore is at work in this database. Nothing was changed.')
}

/**
 * Drops the live tables and moves the others into their schema, in one transaction. Writers are held off first, readers
 * only for the moment of the swap; one of them that waits finds the new tables under the old names.
 */
function replaceTables(live: Db, aside: Db, liveNumber: number, lastNumber: number): Promise<Swapped> {
  return live.transaction().execute(async (tx) => {
    await sql`lock table change_counter in exclusive mode`.execute(tx)
    const replacedNumber = await findChangeNumberIfAny(tx)
    if (replacedNumber !== liveNumber) await raiseNumbers(aside, Math.max(replacedNumber - liveNumber, lastNumber))
    const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(tx)
    const schema = sql.id(rows[0]?.schema ?? 'public')
    await lockTables(tx)
    await sql`drop table ${TABLES}`.execute(tx)
    for (const name of Object.keys(TREATMENTS)) {
      await sql`alter table ${sql.id(SCHEMA, name)} set schema ${schema}`.execute(tx)
    }
    return { replacedNumber }
  })
}

/** Takes all tables from all others. A reader that is at work on them is waited for, and its wait for us never lasts. */
async function lockTables(tx: Db): Promise<void> {
  await sql`set local lock_timeout = ${sql.raw(String(LOCK_TIMEOUT_MS))}`.execute(tx)
  const deadline = performance.now() + LOCK_WAIT_MS
  while (performance.now() < deadline) {
    await sql`savepoint before_lock`.execute(tx)
    try {
      await sql`lock table ${TABLES} in access exclusive mode`.execute(tx)
      return
    } catch (error) {
      if (!isLockTimeout(error)) throw error
      await sql`rollback to savepoint before_lock`.execute(tx)
    }
    await sleep(LOCK_RETRY_MS)
  }
  throw new AppError('unavailable', 'Somebody keeps reading from the database. Nothing was changed; try again.')
}

function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '55P03'
}
