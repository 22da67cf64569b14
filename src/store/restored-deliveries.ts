import { sql } from 'kysely'
import type { UnixMs } from '../domain/time.ts'
import type { Db } from './db.ts'

const TROUBLE = 'The database was restored from a backup: this digest may have been sent since that was taken.'

/**
 * Notes of every digest that was planned and not delivered that it may have been: of a database that was just restored
 * nobody can tell. One that was not composed stays without its papers.
 *
 * @returns how many
 */
export async function doubtOpenDeliveries(db: Db, now: UnixMs): Promise<number> {
  const waiting = await db
    .updateTable('delivery')
    .set({ state: 'unknown', ended_at: now, next_at: null, worker: null, claimed_until: null, trouble: TROUBLE })
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  const planned = await db
    .insertInto('delivery')
    .columns(['digest_id', 'channel', 'state', 'attempts', 'ended_at', 'trouble'])
    .expression((eb) =>
      eb
        .selectFrom('digest')
        .innerJoin('subscription', 'subscription.id', 'digest.subscription_id')
        .innerJoin('recipient', 'recipient.id', 'subscription.recipient_id')
        .select(['digest.id', 'recipient.channel', sql.lit('unknown').as('state'), sql.lit(0).as('attempts')])
        .select((of) => [of.cast<number>(of.val(now), 'bigint').as('ended_at'), of.val(TROUBLE).as('trouble')])
        .where('composed_at', 'is', null),
    )
    .executeTakeFirst()
  await db.updateTable('digest').set({ composed_at: now, retry_at: null }).where('composed_at', 'is', null).execute()
  return Number(waiting.numUpdatedRows) + Number(planned.numInsertedOrUpdatedRows ?? 0n)
}
