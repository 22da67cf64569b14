import { type ExpressionBuilder, sql } from 'kysely'
import type { DeliveryState, DigestId } from '../domain/digest.ts'
import type { ChannelName } from '../domain/subscription.ts'
import type { UnixMs } from '../domain/time.ts'
import { chunks } from './chunks.ts'
import { type Db, isPostgres } from './db.ts'
import type { Schema } from './schema.ts'

const OPEN = { worker: null, claimed_until: null, handed_over_at: null } as const

/**
 * Has a composed digest delivered; belongs into the transaction that composes it. One that is known stays as it is.
 *
 * @param dueAt of the digest, however late it was composed: from then on it is reckoned to be late
 */
export async function insertDelivery(db: Db, digestId: DigestId, dueAt: UnixMs): Promise<void> {
  await db
    .insertInto('delivery')
    .values({
      ...{ digest_id: digestId, state: 'waiting', next_at: dueAt, attempts: 0, ...OPEN },
      ...{ first_at: null, ended_at: null, trouble: null },
    })
    .onConflict((conflict) => conflict.column('digest_id').doNothing())
    .execute()
}

/** The channels for which something is due. */
export async function listDueChannels(db: Db, now: UnixMs): Promise<ChannelName[]> {
  const rows = await selectWithRecipient(db)
    .select('recipient.channel')
    .distinct()
    .where('delivery.state', '=', 'waiting')
    .where('delivery.ended_at', 'is', null)
    .where('delivery.next_at', '<=', now)
    .execute()
  return rows.map(({ channel }) => channel as ChannelName)
}

/** Who delivers, and until when that keeps others off. */
export type DeliveryClaim = { worker: string; now: UnixMs; until: UnixMs }

/** Takes at most `size` due deliveries of a channel for one worker, those first that waited longest. */
export async function claimDeliveries(
  db: Db,
  channel: ChannelName,
  size: number,
  { worker, now, until }: DeliveryClaim,
): Promise<DigestId[]> {
  // Chosen without a lock, and claimed where they still wait: of two workers at once, one gets each. PostgreSQL gives them
  // different ones to begin with.
  const due = selectWithRecipient(db)
    .select('delivery.digest_id')
    .where('delivery.state', '=', 'waiting')
    .where('delivery.ended_at', 'is', null)
    .where('delivery.next_at', '<=', now)
    .where('recipient.channel', '=', channel)
    .orderBy('delivery.next_at')
    .orderBy('delivery.digest_id')
    .limit(size)
    .$if(isPostgres(db), (query) => query.forUpdate('delivery').skipLocked())
  const rows = await db
    .updateTable('delivery')
    .set({ state: 'claimed', worker, claimed_until: until, handed_over_at: null })
    .where('digest_id', 'in', due)
    .where('state', '=', 'waiting')
    .returning('digest_id')
    .execute()
  return rows.map(({ digest_id: id }) => id as DigestId)
}

/** Keeps what a worker has claimed for longer. */
export async function renewClaims(db: Db, worker: string, until: UnixMs): Promise<void> {
  await db
    .updateTable('delivery')
    .set({ claimed_until: until })
    .where('state', '=', 'claimed')
    .where('ended_at', 'is', null)
    .where('worker', '=', worker)
    .execute()
}

/**
 * Notes that the last byte of each of these messages is about to go out: from now on it may have arrived.
 *
 * @returns those that are still the worker's; the others must not be sent
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
 * after all.
 */
export async function endDeliveries(
  db: Db,
  ids: readonly DigestId[],
  worker: string,
  { state, now, isTried, trouble }: DeliveryEnd,
): Promise<void> {
  await db
    .updateTable('delivery')
    .set({ state, ended_at: now, next_at: null, claimed_until: null, trouble: trouble ?? null })
    .$if(isTried, (query) => query.set((eb) => ({ first_at: toFirst(now), attempts: eb('attempts', '+', 1) })))
    .where('digest_id', 'in', ids)
    .where('state', 'in', ['claimed', 'unknown'])
    .where('worker', '=', worker)
    .execute()
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
    .set({ state: 'waiting', next_at: nextAt, trouble, ...OPEN, ended_at: null })
    .set((eb) => ({ first_at: toFirst(now), attempts: eb('attempts', '+', 1) }))
    .where('digest_id', '=', id)
    .where('state', 'in', ['claimed', 'unknown'])
    .where('worker', '=', worker)
    .execute()
}

/** Gives back what a worker claimed and did not hand over, as if it had not been claimed. */
export async function releaseDeliveries(db: Db, ids: readonly DigestId[], worker: string): Promise<void> {
  for (const chunk of chunks(ids)) {
    await db
      .updateTable('delivery')
      .set({ state: 'waiting', ...OPEN })
      .where('digest_id', 'in', chunk)
      .where('state', '=', 'claimed')
      .where('worker', '=', worker)
      .execute()
  }
}

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
  const claimed = db.selectFrom('delivery').where('state', '=', 'claimed').where('ended_at', 'is', null)
  const workers = await claimed.select('worker').distinct().execute()
  const dead = workers.flatMap(({ worker }) => (worker !== null && isDead(worker) ? [worker] : []))
  const isAbandoned = ({ or, eb }: ExpressionBuilder<Schema, 'delivery'>) =>
    or([eb('claimed_until', '<=', now), ...(dead.length > 0 ? [eb('worker', 'in', dead)] : [])])
  const abandoned = db
    .updateTable('delivery')
    .where('state', '=', 'claimed')
    .where('ended_at', 'is', null)
    .where(isAbandoned)
  // The worker's name stays with what is unknown: one that only slept can tell yet how it went.
  const unknown = await abandoned
    .set({ state: 'unknown', ended_at: now, next_at: null, claimed_until: null, trouble: UNKNOWN })
    .set((eb) => ({ first_at: toFirst(now), attempts: eb('attempts', '+', 1) }))
    .where('handed_over_at', 'is not', null)
    .executeTakeFirst()
  const waiting = await abandoned
    .set({ state: 'waiting', ...OPEN })
    .where('handed_over_at', 'is', null)
    .executeTakeFirst()
  return { waiting: Number(waiting.numUpdatedRows), unknown: Number(unknown.numUpdatedRows) }
}

/** A delivery that has never been tried, with the rhythm (JSON) of its subscription. */
export type Untried = { id: DigestId; nextAt: UnixMs; rhythm: string }

/** Deliveries that were never tried though they were due before an instant, at most `size`, those behind another one. */
export async function listUntried(
  db: Db,
  { before, size, after }: { before: UnixMs; size: number; after?: Untried | undefined },
): Promise<Untried[]> {
  const { nextAt: last = 0, id = '' } = after ?? {}
  const rows = await selectWithRecipient(db)
    .select(['delivery.digest_id', 'delivery.next_at', 'subscription.rhythm'])
    .where('delivery.state', '=', 'waiting')
    .where('delivery.ended_at', 'is', null)
    .where('delivery.next_at', '<', before)
    .where('delivery.first_at', 'is', null)
    .where(({ or, and, eb }) =>
      or([
        eb('delivery.next_at', '>', last),
        and([eb('delivery.next_at', '=', last), eb('delivery.digest_id', '>', id)]),
      ]),
    )
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

/** Lets the papers of digests that nobody got come into later ones. */
export async function freePapers(db: Db, ids: readonly DigestId[]): Promise<void> {
  for (const chunk of chunks(ids)) await db.deleteFrom('digest_paper').where('digest_id', 'in', chunk).execute()
}

/** When something is to be done next: a delivery by one of these channels falls due, or a claim runs out. */
export async function findNextDelivery(db: Db, channels: readonly ChannelName[]): Promise<UnixMs | undefined> {
  const waiting = channels.length === 0 ? undefined : await findFirstWaiting(db, channels)
  const claimed = await db
    .selectFrom('delivery')
    .select((eb) => eb.fn.min('claimed_until').as('until'))
    .where('state', '=', 'claimed')
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  const instants = [waiting, claimed?.until].filter((at) => typeof at === 'number')
  return instants.length === 0 ? undefined : Math.min(...instants)
}

async function findFirstWaiting(db: Db, channels: readonly ChannelName[]): Promise<UnixMs | undefined> {
  const row = await selectWithRecipient(db)
    .select('delivery.next_at')
    .where('delivery.state', '=', 'waiting')
    .where('delivery.ended_at', 'is', null)
    .where('recipient.channel', 'in', channels)
    .orderBy('delivery.next_at')
    .limit(1)
    .executeTakeFirst()
  return row?.next_at ?? undefined
}

/** When a delivery was tried first: now, unless it was before. */
function toFirst(now: UnixMs) {
  return sql<number>`coalesce(first_at, cast(${now} as bigint))`
}

function selectWithRecipient(db: Db) {
  return db
    .selectFrom('delivery')
    .innerJoin('digest', 'digest.id', 'delivery.digest_id')
    .innerJoin('subscription', 'subscription.id', 'digest.subscription_id')
    .innerJoin('recipient', 'recipient.id', 'subscription.recipient_id')
}
