import type { DeliveryState, DigestId } from '../domain/digest.ts'
import type { Recipient } from '../domain/subscription.ts'
import type { UnixMs } from '../domain/time.ts'
import { chunks } from './chunks.ts'
import type { Db } from './db.ts'
import { toRecipient } from './recipients.ts'

/** How it stands with a delivery, for whom. Instants that have not come are absent. */
export type DeliveryStanding = {
  id: DigestId
  recipient: Recipient
  state: DeliveryState
  dueAt: UnixMs
  /** Tries so far. */
  attempts: number
  nextAt?: UnixMs
  handedOverAt?: UnixMs
  endedAt?: UnixMs
  trouble?: string
}

const OPEN: readonly DeliveryState[] = ['waiting', 'claimed']

/**
 * Deliveries in some states, at most `size`: those first that are open, by when they are tried next; then those that
 * ended, the last first.
 */
export async function listDeliveries(
  db: Db,
  { states, size }: { states: readonly DeliveryState[]; size: number },
): Promise<DeliveryStanding[]> {
  const query = select(db).where('delivery.state', 'in', states).limit(size)
  const open = states.some((state) => OPEN.includes(state))
    ? await query.where('delivery.ended_at', 'is', null).orderBy('delivery.next_at').orderBy('digest.id').execute()
    : []
  const ended = await query
    .where('delivery.ended_at', 'is not', null)
    .orderBy('delivery.ended_at', 'desc')
    .orderBy('digest.id')
    .execute()
  return [...open, ...ended].slice(0, size).map(toStanding)
}

/** How it stands with one delivery; `undefined` where there is none. */
export async function findDelivery(db: Db, id: DigestId): Promise<DeliveryStanding | undefined> {
  const row = await select(db).where('digest.id', '=', id).executeTakeFirst()
  return row && toStanding(row)
}

/**
 * Has a digest sent again that ended, whatever became of it; one that waits is sent at once. Its papers count as sent.
 * Returns whether there is such a digest, and nobody is sending it.
 */
export async function reopenDelivery(db: Db, id: DigestId, now: UnixMs): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('delivery')
    .set({ state: 'waiting', next_at: now, first_at: null, attempts: 0, ended_at: null, trouble: null })
    .set({ worker: null, claimed_until: null, handed_over_at: null })
    .where('digest_id', '=', id)
    .where('state', '<>', 'claimed')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Notes that the papers of a digest have been in one, where no other digest holds them. Undoes `freePapers`. */
export async function takePapers(
  db: Db,
  { subscriptionId, id, papers }: { subscriptionId: string; id: DigestId; papers: readonly { id: string }[] },
): Promise<void> {
  const rows = papers.map((paper) => ({ subscription_id: subscriptionId, paper_id: paper.id, digest_id: id }))
  for (const chunk of chunks(rows)) {
    await db
      .insertInto('digest_paper')
      .values(chunk)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

function select(db: Db) {
  return db
    .selectFrom('delivery')
    .innerJoin('digest', 'digest.id', 'delivery.digest_id')
    .innerJoin('subscription', 'subscription.id', 'digest.subscription_id')
    .innerJoin('recipient', 'recipient.id', 'subscription.recipient_id')
    .selectAll('recipient')
    .select(['digest.id as digest_id', 'digest.due_at', 'delivery.state', 'delivery.attempts', 'delivery.next_at'])
    .select(['delivery.handed_over_at', 'delivery.ended_at', 'delivery.trouble'])
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]

function toStanding(row: Row): DeliveryStanding {
  return {
    id: row.digest_id as DigestId,
    recipient: toRecipient(row),
    state: row.state as DeliveryState,
    dueAt: row.due_at,
    attempts: row.attempts,
    ...(row.next_at !== null && { nextAt: row.next_at }),
    ...(row.handed_over_at !== null && { handedOverAt: row.handed_over_at }),
    ...(row.ended_at !== null && { endedAt: row.ended_at }),
    ...(row.trouble !== null && { trouble: row.trouble }),
  }
}
