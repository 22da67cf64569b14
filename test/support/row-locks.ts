import { sql } from 'kysely'
import { setTimeout as wait } from 'node:timers/promises'
import type { Db } from '../../src/store/db.ts'

/** The tables whose rows can be held, and by which column. */
const KEYS = { subscription: 'id', digest: 'id', delivery: 'digest_id' } as const

/** Locks a row of PostgreSQL in a transaction of its own, until it is called back. */
export async function holdRow(db: Db, table: keyof typeof KEYS, id: string): Promise<() => Promise<void>> {
  const [held, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const holding = db.transaction().execute(async (tx) => {
    await sql`select 1 from ${sql.table(table)} where ${sql.ref(KEYS[table])} = ${id} for update`.execute(tx)
    held.resolve()
    await release.promise
  })
  holding.catch(held.reject)
  await held.promise
  return () => {
    release.resolve()
    return holding
  }
}

/** Waits until so many connections to this database of PostgreSQL wait for locks of others. */
export async function untilWaiting(db: Db, connections: number): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ count: number }>`select count(distinct pid) as count from pg_locks
      where not granted and pid in (select pid from pg_stat_activity where datname = current_database())`.execute(db)
    if (Number(rows[0]?.count) >= connections) return
    await wait(5)
  }
}
