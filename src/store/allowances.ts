import type { UnixMs } from '../domain/time.ts'
import type { Db } from './db.ts'

/** How often something may be had under a key in one window of time; windows begin at multiples of their length. */
export type Allowance = { key: string; most: number; windowMs: number }

/**
 * Takes one of what a key may have in the window that holds an instant. All processes on one database count together, and
 * a restart forgets nothing. Within a transaction that is rolled back nothing was taken.
 *
 * @returns whether there was one left
 */
export async function takeAllowance(db: Db, { key, most, windowMs }: Allowance, now: UnixMs): Promise<boolean> {
  if (most < 1) return false
  const taken = await db
    .insertInto('allowance')
    .values({ key, begins_at: now - (now % windowMs), count: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['key', 'begins_at'])
        .doUpdateSet((eb) => ({ count: eb('allowance.count', '+', 1) }))
        .where('allowance.count', '<', most),
    )
    .returning('count')
    .executeTakeFirst()
  return taken !== undefined
}

/** Gives one back of what was taken in the window that holds an instant; nothing where none was, or it is forgotten. */
export async function returnAllowance(
  db: Db,
  { key, windowMs }: Omit<Allowance, 'most'>,
  takenAt: UnixMs,
): Promise<void> {
  await db
    .updateTable('allowance')
    .set((eb) => ({ count: eb('count', '-', 1) }))
    .where('key', '=', key)
    .where('begins_at', '=', takenAt - (takenAt % windowMs))
    .where('count', '>', 0)
    .execute()
}

/** Forgets windows that began before an instant. */
export async function deleteAllowancesBefore(db: Db, instant: UnixMs): Promise<void> {
  await db.deleteFrom('allowance').where('begins_at', '<', instant).execute()
}
