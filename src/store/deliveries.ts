import { sql } from 'kysely'
import type { DeliveryState, DigestId } from '../domain/digest.ts'
import type { ChannelName } from '../domain/subscription.ts'
import type { UnixMs } from '../domain/time.ts'
import { chunks } from './chunks.ts'
import { type Db, isPostgres } from './db.ts'
import type { DeliveryTable } from './schema.ts'
import { selectWanted } from './wanted-digests.ts'

/** The columns of a claim, as they are while nobody has one. */
export const UNCLAIMED = { worker: null, claimed_until: null, handed_over_at: null } as const

// As literals, so that both databases look into the index of what is open.
const IS_WAITING = sql<boolean>`(delivery.state = 'waiting' and delivery.ended_at is null)`
/** What a worker has now. */
export const IS_CLAIMED = sql<boolean>`(delivery.state = 'claimed' and delivery.ended_at is null)`

/**
 * Has a composed digest delivered; belongs into the transaction that composes it. One that is known stays as it is.
 *
 * @param dueAt of the digest, however late it was composed: from then on it is reckoned to be late
 */
export async function insertDelivery(db: Db, digestId: DigestId, dueAt: UnixMs): Promise<void> {
  const channel = db
    .selectFrom('digest')
    .innerJoin('subscription', 'subscription.id', 'digest.subscription_id')
    .innerJoin('recipient', 'recipient.id', 'subscription.recipient_id')
    .select('recipient.channel')
    .where('digest.id', '=', digestId)
  await db
    .insertInto('delivery')
    .values({
      ...{ digest_id: digestId, channel, state: 'waiting', next_at: dueAt, attempts: 0, ...UNCLAIMED },
      ...{ first_at: null, ended_at: null, trouble: null },
    })
    .onConflict((conflict) => conflict.column('digest_id').doNothing())
    .execute()
}

/** When the first delivery that waits for each of these channels falls due, in the past where one is; none of one for which nothing waits. */
export async function findFirstWaiting(db: Db, channels: readonly ChannelName[]): Promise<Map<ChannelName, UnixMs>> {
  const first = new Map<ChannelName, UnixMs>()
  // One by one: together, the index of what waits would be read whole.
  for (const channel of channels) {
    const row = await db
      .selectFrom('delivery')
      .select('next_at')
      .where(IS_WAITING)
      .where('channel', '=', channel)
      .orderBy('next_at')
      .limit(1)
      .executeTakeFirst()
    if (row) first.set(channel, row.next_at ?? 0)
  }
  return first
}

/** Who delivers, and until when that keeps others off. */
export type DeliveryClaim = { worker: string; now: UnixMs; until: UnixMs }

/** Takes at most `size` due deliveries of a channel for one worker, those first that waited longest. @returns them in this order */
export async function claimDeliveries(
  db: Db,
  channel: ChannelName,
  size: number,
  { worker, now, until }: DeliveryClaim,
): Promise<DigestId[]> {
  // Chosen without a lock, and claimed where they still wait: of two workers at once, one gets each. PostgreSQL gives them
  // different ones to begin with.
  const due = db
    .selectFrom('delivery')
    .select('digest_id')
    .where(IS_WAITING)
    .where('channel', '=', channel)
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .orderBy('digest_id')
    .limit(size)
    .$if(isPostgres(db), (query) => query.forUpdate().skipLocked())
  const rows = await db
    .updateTable('delivery')
    .set({ state: 'claimed', worker, claimed_until: until, handed_over_at: null })
    .where('digest_id', 'in', due)
    .where('state', '=', 'waiting')
    .returning(['digest_id', 'next_at'])
    .execute()
  // What is changed comes back in any order.
  return rows.sort(byTime).map(({ digest_id: id }) => id as DigestId)
}

type Timed = Pick<DeliveryTable, 'digest_id' | 'next_at'>

function byTime(a: Timed, b: Timed): number {
  return (a.next_at ?? 0) - (b.next_at ?? 0) || (a.digest_id < b.digest_id ? -1 : 1)
}

/** Keeps for longer what a worker has claimed and has in hand. */
export async function renewClaims(db: Db, ids: readonly DigestId[], worker: string, until: UnixMs): Promise<void> {
  for (const chunk of chunks(ids)) {
    await db
      .updateTable('delivery')
      .set({ claimed_until: until })
      .where('digest_id', 'in', chunk)
      .where('state', '=', 'claimed')
      .where('worker', '=', worker)
      .execute()
  }
}

/**
 * Keeps deliveries from being changed by others until the end of a transaction that changes several of them, one statement
 * after the other. They are taken in the order in which `forgetRecipient` takes them: in any other, each could wait for the
 * other. SQLite has one writer at a time.
 */
export async function holdDeliveries(tx: Db, ids: readonly DigestId[]): Promise<void> {
  if (!isPostgres(tx)) return
  const rows = tx.selectFrom('delivery').select('digest_id').where('digest_id', 'in', ids)
  await rows.orderBy('digest_id').forUpdate().execute()
}

/**
 * Notes that the last byte of each of these messages is about to go out: from now on it may have arrived.
 *
 * @returns those that are still the worker's, and still wanted (`selectWanted`); the others must not be sent
 */
export async function markHandedOver(
  db: Db,
  ids: readonly DigestId[],
  worker: string,
  now: UnixMs,
): Promise<Set<DigestId>> {
  const rows = await db
    .updateTable('delivery')
    .set({ handed_over_at: now })
    .where('digest_id', 'in', ids)
    .where('state', '=', 'claimed')
    .where('worker', '=', worker)
    .where(({ exists }) => exists(selectWanted(db).where(sql<boolean>`digest.id = delivery.digest_id`)))
    .returning('digest_id')
    .execute()
  return new Set(rows.map(({ digest_id: id }) => id as DigestId))
}

/** How a delivery ended. `trouble` is what the other side said, in words for people. */
export type DeliveryEnd = {
  state: Exclude<DeliveryState, 'waiting' | 'claimed'>
  now: UnixMs
  /** Whether it was tried: a delivery that never was keeps no time of a first try. */
  isTried: boolean
  trouble?: string | undefined
}

/**
 * Ends deliveries of a worker. What another took for `unknown` meanwhile, since this worker was not heard of, is known
 * after all. What another has taken over stays as it is.
 *
 * @returns those that ended
 */
export async function endDeliveries(
  db: Db,
  ids: readonly DigestId[],
  worker: string,
  { state, now, isTried, trouble }: DeliveryEnd,
): Promise<DigestId[]> {
  const rows = await db
    .updateTable('delivery')
    .set({ state, ended_at: now, next_at: null, claimed_until: null, trouble: trouble ?? null })
    .$if(isTried, (query) => query.set((eb) => ({ first_at: toFirst(now), attempts: eb('attempts', '+', 1) })))
    .where('digest_id', 'in', ids)
    .where('state', 'in', ['claimed', 'unknown'])
    .where('worker', '=', worker)
    .returning('digest_id')
    .execute()
  return rows.map(({ digest_id: id }) => id as DigestId)
}

/** Has a delivery of a worker tried again later; the other side did not take it, which is certain. */
export async function postponeDelivery(
  db: Db,
  id: DigestId,
  worker: string,
  { now, nextAt, trouble }: { now: UnixMs; nextAt: UnixMs; trouble: string },
): Promise<void> {
  await db
    .updateTable('delivery')
    .set({ state: 'waiting', next_at: nextAt, trouble, ...UNCLAIMED, ended_at: null })
    .set((eb) => ({ first_at: toFirst(now), attempts: eb('attempts', '+', 1) }))
    .where('digest_id', '=', id)
    .where('state', 'in', ['claimed', 'unknown'])
    .where('worker', '=', worker)
    .execute()
}

/** Gives back what a worker claimed and did not hand over, as if it had not been claimed. @param trouble that was met, for people */
export async function releaseDeliveries(
  db: Db,
  ids: readonly DigestId[],
  worker: string,
  trouble?: string,
): Promise<void> {
  for (const chunk of chunks(ids)) {
    await db
      .updateTable('delivery')
      .set({ state: 'waiting', ...UNCLAIMED, ...(trouble !== undefined && { trouble }) })
      .where('digest_id', 'in', chunk)
      .where('state', '=', 'claimed')
      .where('worker', '=', worker)
      .execute()
  }
}

/** A delivery that has never been tried, with the rhythm (JSON) of its subscription. */
export type Untried = { id: DigestId; nextAt: UnixMs; rhythm: string }

/**
 * Deliveries by a channel that were never tried though they were due before an instant, at most `size`, those behind
 * another one.
 */
export async function listUntried(
  db: Db,
  channel: ChannelName,
  { before, size, after }: { before: UnixMs; size: number; after?: Untried | undefined },
): Promise<Untried[]> {
  const { nextAt: last = 0, id = '' } = after ?? {}
  const rows = await db
    .selectFrom('delivery')
    .innerJoin('digest', 'digest.id', 'delivery.digest_id')
    .innerJoin('subscription', 'subscription.id', 'digest.subscription_id')
    .select(['delivery.digest_id', 'delivery.next_at', 'subscription.rhythm'])
    .where(IS_WAITING)
    .where('delivery.channel', '=', channel)
    .where('delivery.next_at', '<', before)
    .where('delivery.first_at', 'is', null)
    .where(sql<boolean>`(delivery.next_at, delivery.digest_id) > (${last}, ${id})`)
    .orderBy('delivery.next_at')
    .orderBy('delivery.digest_id')
    .limit(size)
    .execute()
  return rows.map((row) => ({ id: row.digest_id as DigestId, nextAt: row.next_at ?? 0, rhythm: row.rhythm }))
}

/** Drops deliveries that still wait, and tells why. Belongs into one transaction with `freePapers`. @returns those dropped */
export async function dropWaiting(db: Db, ids: readonly DigestId[], now: UnixMs, trouble: string): Promise<DigestId[]> {
  const dropped: DigestId[] = []
  for (const chunk of chunks(ids)) {
    const rows = await db
      .updateTable('delivery')
      .set({ state: 'dropped', ended_at: now, next_at: null, trouble })
      .where('digest_id', 'in', chunk)
      .where('state', '=', 'waiting')
      .returning('digest_id')
      .execute()
    dropped.push(...rows.map(({ digest_id: id }) => id as DigestId))
  }
  return dropped
}

/**
 * Has a digest sent again that ended, whatever became of it; one that waits is sent at once. Its papers count as sent.
 * Returns whether there is such a digest, and nobody is sending it.
 */
export async function reopenDelivery(db: Db, id: DigestId, now: UnixMs): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('delivery')
    .set({ state: 'waiting', next_at: now, first_at: null, attempts: 0, ended_at: null, trouble: null, ...UNCLAIMED })
    .where('digest_id', '=', id)
    .where('state', '<>', 'claimed')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** When the first claim runs out, whosever it is. */
export async function findNextClaimEnd(db: Db): Promise<UnixMs | undefined> {
  const row = await db
    .selectFrom('delivery')
    .select((eb) => eb.fn.min('claimed_until').as('until'))
    .where(IS_CLAIMED)
    .executeTakeFirst()
  return row?.until ?? undefined
}

/** When a delivery was tried first: now, unless it was before. */
export function toFirst(now: UnixMs) {
  return sql<number>`coalesce(first_at, cast(${now} as bigint))`
}

/** Deliveries, joined with their digests, subscriptions and recipients. */
export function deliveriesWithRecipients(db: Db) {
  return db
    .selectFrom('delivery')
    .innerJoin('digest', 'digest.id', 'delivery.digest_id')
    .innerJoin('subscription', 'subscription.id', 'digest.subscription_id')
    .innerJoin('recipient', 'recipient.id', 'subscription.recipient_id')
}
