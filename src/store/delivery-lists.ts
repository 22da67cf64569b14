import { sql } from 'kysely'
import { type DeliveryState, type DigestId, type ListedState, OPEN_DELIVERY_STATES } from '../domain/digest.ts'
import type { Recipient } from '../domain/subscription.ts'
import type { UnixMs } from '../domain/time.ts'
import type { Db } from './db.ts'
import { deliveriesWithRecipients } from './deliveries.ts'
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

/** A digest as a list of them shows it: with its delivery, or `empty` without one. */
export type ListedDigest = Omit<DeliveryStanding, 'state'> & { state: ListedState }

/** Digests that were composed and are not delivered, since no paper was worth it; at most `size`, the last first. */
export async function listEmptyDigests(db: Db, size: number): Promise<ListedDigest[]> {
  const rows = await db
    .selectFrom('digest')
    .innerJoin('subscription', 'subscription.id', 'digest.subscription_id')
    .innerJoin('recipient', 'recipient.id', 'subscription.recipient_id')
    .selectAll('recipient')
    .select(['digest.id as digest_id', 'digest.due_at', 'digest.composed_at'])
    // As a literal: with a parameter SQLite would not look into the index of those without papers.
    .where(sql<boolean>`digest.papers = 0`)
    .where(({ eb, exists, not }) =>
      not(exists(eb.selectFrom('delivery').select('digest_id').whereRef('digest_id', '=', 'digest.id'))),
    )
    .orderBy('digest.composed_at', 'desc')
    .limit(size)
    .execute()
  return rows.map((row) => ({
    ...{ id: row.digest_id as DigestId, recipient: toRecipient(row), state: 'empty', dueAt: row.due_at, attempts: 0 },
    ...(row.composed_at !== null && { endedAt: row.composed_at }),
  }))
}

/**
 * Deliveries in some states, at most `size`: those first that are open, by when they are tried next; then those that
 * ended, the last first.
 */
export async function listDeliveries(
  db: Db,
  { states, size }: { states: readonly DeliveryState[]; size: number },
): Promise<DeliveryStanding[]> {
  const query = select(db).where('delivery.state', 'in', states).limit(size)
  const open = states.some((state) => OPEN_DELIVERY_STATES.includes(state))
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

function select(db: Db) {
  return deliveriesWithRecipients(db)
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
