import { sql } from 'kysely'
import type { Db } from '../db.ts'
import { listOwnTables, TREATMENTS } from './tables.ts'

/** The number of the last change; 0 where there are no tables of ours. */
export async function findChangeNumberIfAny(db: Db): Promise<number> {
  const tables = await listOwnTables(db)
  if (!tables.some(({ name }) => name === 'change_counter')) return 0
  const row = await db.selectFrom('change_counter').select('last_number').executeTakeFirst()
  return row?.last_number ?? 0
}

/** Moves every number of a change up. `by` is at least the last number: so no two are equal on the way either. */
export async function raiseNumbers(db: Db, by: number): Promise<void> {
  for (const [name, { number }] of Object.entries(TREATMENTS)) {
    if (number === undefined) continue
    const column = sql.ref(number)
    await sql`update ${sql.table(name)} set ${column} = ${column} + ${by}`.execute(db)
  }
}

/** Sets the number of the last change, which no paper need have. */
export async function raiseChangeNumber(db: Db, number: number): Promise<void> {
  await db.updateTable('change_counter').set({ last_number: number }).execute()
}

/**
 * Whether a follower that has read all changes up to a number may go on from there. Where it may not, a restore has
 * put other papers in the place of those it knows: it forgets them all and reads from 0.
 *
 * Asked after the changes have been read, so that a restore in between is seen too.
 */
export async function canFollowFrom(db: Db, number: number): Promise<boolean> {
  if (number === 0) return true
  const first = await db
    .selectFrom('paper')
    .select((eb) => eb.fn.min('change_number').as('number'))
    .executeTakeFirst()
  // A restore numbers every paper above all numbers before it; otherwise the oldest change is one that was read.
  const oldest = first?.number as number | null | undefined
  return typeof oldest === 'number' && oldest <= number
}
