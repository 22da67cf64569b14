import { sql } from 'kysely'
import type { DigestId } from '../domain/digest.ts'
import type { SubscriptionState } from '../domain/subscription.ts'
import type { UnixMs } from '../domain/time.ts'
import type { Db } from './db.ts'

/** Something may be sent to its recipient, and its subscription goes on; while that is paused, it was asked for by hand. */
const IS_WANTED = sql<boolean>`(recipient.suppressed_at is null and (subscription.state = 'active'
  or (subscription.state = 'paused' and digest.asked_at is not null)))`

/** The digests that may be sent as things stand now. */
export function selectWanted(db: Db) {
  return selectDigests(db).select('digest.id').where(IS_WANTED)
}

/** What stands against sending a digest: its recipient is sent nothing, for a reason, or its subscription does not go on. */
export type Unwanted = { suppressed?: string; state: SubscriptionState }

/** Those among some digests that may not be sent as things stand now, and why. */
export async function listUnwanted(db: Db, ids: readonly DigestId[]): Promise<Map<DigestId, Unwanted>> {
  const rows = await selectDigests(db)
    .select(['digest.id', 'subscription.state', 'recipient.suppressed_at', 'recipient.suppressed_reason'])
    .where('digest.id', 'in', ids)
    .where(sql<boolean>`not ${IS_WANTED}`)
    .execute()
  return new Map(
    rows.map(({ id, state, suppressed_at: at, suppressed_reason: reason }) => [
      id as DigestId,
      { state: state as SubscriptionState, ...(at !== null && { suppressed: reason ?? '' }) },
    ]),
  )
}

/** Notes that somebody asked for a digest by hand: a pause of its subscription does not hold it up. */
export async function noteAsked(db: Db, id: DigestId, now: UnixMs): Promise<void> {
  await db.updateTable('digest').set({ asked_at: now }).where('id', '=', id).execute()
}

function selectDigests(db: Db) {
  return db
    .selectFrom('digest')
    .innerJoin('subscription', 'subscription.id', 'digest.subscription_id')
    .innerJoin('recipient', 'recipient.id', 'subscription.recipient_id')
}
