import type { ExpressionBuilder } from 'kysely'
import type { UnixMs } from '../domain/time.ts'
import type { Db } from './db.ts'
import { IS_CLAIMED, toFirst, UNCLAIMED } from './deliveries.ts'
import type { Schema } from './schema.ts'

const UNKNOWN =
  'Whoever sent it went away after the message was handed over: it may have arrived. It is not sent again by itself.'

/**
 * Settles what workers left that have died, or were not heard of for as long as a claim lasts: what was not handed over
 * waits again, what was is `unknown`.
 *
 * @param isDead whether a worker is known to have died; asked of those alone that claim something
 */
export async function settleAbandoned(
  db: Db,
  now: UnixMs,
  isDead: (worker: string) => boolean,
): Promise<{ waiting: number; unknown: number }> {
  const workers = await db.selectFrom('delivery').where(IS_CLAIMED).select('worker').distinct().execute()
  const dead = workers.flatMap(({ worker }) => (worker !== null && isDead(worker) ? [worker] : []))
  const isAbandoned = ({ or, eb }: ExpressionBuilder<Schema, 'delivery'>) =>
    or([eb('claimed_until', '<=', now), ...(dead.length > 0 ? [eb('worker', 'in', dead)] : [])])
  const abandoned = db.updateTable('delivery').where(IS_CLAIMED).where(isAbandoned)
  // The worker's name stays with what is unknown: one that only slept can tell yet how it went.
  const unknown = await abandoned
    .set({ state: 'unknown', ended_at: now, next_at: null, claimed_until: null, trouble: UNKNOWN })
    .set((eb) => ({ first_at: toFirst(now), attempts: eb('attempts', '+', 1) }))
    .where('handed_over_at', 'is not', null)
    .executeTakeFirst()
  const waiting = await abandoned
    .set({ state: 'waiting', ...UNCLAIMED })
    .where('handed_over_at', 'is', null)
    .executeTakeFirst()
  return { waiting: Number(waiting.numUpdatedRows), unknown: Number(unknown.numUpdatedRows) }
}
