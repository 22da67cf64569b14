import { sql } from 'kysely'
import type { DeliveryState, Digest, DigestId } from '../domain/digest.ts'
import type { Subscription, SubscriptionId } from '../domain/subscription.ts'
import type { Day, UnixMs } from '../domain/time.ts'
import { chunks } from './chunks.ts'
import { type Db, isPostgres } from './db.ts'
import { insertDelivery } from './deliveries.ts'
import { insertPapers } from './digest-papers.ts'
import { toSubscription } from './subscriptions.ts'

/** A digest that is to be composed, and what for. */
export type WaitingDigest = {
  id: DigestId
  from: Day
  to: Day
  dueAt: UnixMs
  /** Tries that failed. */
  attempts: number
  /** Whether somebody asked for it by hand. */
  isAsked: boolean
  subscription: Subscription
}

/** The key of the digest of a subscription for the period that ends with a day. */
export function toDigestId(subscriptionId: SubscriptionId, to: Day): DigestId {
  return `${subscriptionId}.${to}` as DigestId
}

/** Digests that are due, not composed and not waiting for another try; those due first come first. */
export async function listWaitingDigests(db: Db, now: UnixMs, limit: number): Promise<WaitingDigest[]> {
  const rows = await db
    .selectFrom('digest')
    .innerJoin('subscription', 'subscription.id', 'digest.subscription_id')
    .selectAll('subscription')
    .select(['digest.id as digest_id', 'from_day', 'to_day', 'due_at', 'asked_at', 'attempts'])
    .where('composed_at', 'is', null)
    .where('due_at', '<=', now)
    .where(({ or, eb }) => or([eb('retry_at', 'is', null), eb('retry_at', '<=', now)]))
    // By the index alone: ten thousand that are due at the same hour would be sorted for each batch.
    .orderBy('due_at')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.digest_id as DigestId,
    from: row.from_day as Day,
    to: row.to_day as Day,
    dueAt: row.due_at,
    attempts: row.attempts,
    isAsked: row.asked_at !== null,
    subscription: toSubscription(row),
  }))
}

/** A composed digest, and whether it is to be delivered: an empty one may not be. */
export type FrozenDigest = { digest: Digest; isDelivered: boolean }

/**
 * Freezes composed digests, with their papers and their deliveries, in one transaction. One that somebody else has frozen
 * meanwhile is left as it is.
 *
 * @returns those that were frozen now
 */
export async function freezeDigests(db: Db, frozen: readonly FrozenDigest[]): Promise<DigestId[]> {
  return db.transaction().execute(async (tx) => {
    const own: FrozenDigest[] = []
    // By their ids, as a recipient is forgotten: of two who take the same rows in two orders, each would wait for the other.
    for (const each of frozen.toSorted(byId)) if (await freeze(tx, each.digest)) own.push(each)
    await insertPapers(
      tx,
      own.map(({ digest }) => digest),
    )
    for (const { digest, isDelivered } of own) if (isDelivered) await insertDelivery(tx, digest.id, digest.dueAt)
    return own.map(({ digest }) => digest.id)
  })
}

function byId(a: FrozenDigest, b: FrozenDigest): number {
  return a.digest.id < b.digest.id ? -1 : 1
}

async function freeze(tx: Db, digest: Digest): Promise<boolean> {
  const result = await tx
    .updateTable('digest')
    .set({ content: JSON.stringify(digest), papers: digest.papers.length, composed_at: digest.composedAt })
    .set({ trouble: null, retry_at: null })
    .where('id', '=', digest.id)
    .where('composed_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Notes that a digest could not be composed, and when that is tried again. */
export async function setBackDigest(
  db: Db,
  id: DigestId,
  { trouble, retryAt }: { trouble: string; retryAt: UnixMs },
): Promise<void> {
  await db
    .updateTable('digest')
    .set((eb) => ({ trouble, retry_at: retryAt, attempts: eb('attempts', '+', 1) }))
    .where('id', '=', id)
    .where('composed_at', 'is', null)
    .execute()
}

/** Takes away digests that were never composed and will not be: the next one begins where they would have. */
export async function discardDigests(db: Db, ids: readonly DigestId[]): Promise<void> {
  for (const chunk of chunks(ids)) {
    await db.deleteFrom('digest').where('id', 'in', chunk).where('composed_at', 'is', null).execute()
  }
}

/** When the next digest can be composed: one that is due then, or is tried again; `undefined` where none waits. */
export async function findNextCompositionAt(db: Db): Promise<UnixMs | undefined> {
  const row = await db
    .selectFrom('digest')
    .select(sql<number | null>`min(case when coalesce(retry_at, 0) > due_at then retry_at else due_at end)`.as('at'))
    .where('composed_at', 'is', null)
    .executeTakeFirst()
  return row?.at ?? undefined
}

/** A composed digest; `undefined` for one that is not there, not composed, not kept any more, or damaged. */
export async function findDigest(db: Db, id: DigestId): Promise<Digest | undefined> {
  const row = await db.selectFrom('digest').select('content').where('id', '=', id).executeTakeFirst()
  return row && toDigest(row.content)
}

/** What is kept of a digest as it was frozen; `undefined` where nothing is, or it is damaged: that must not keep others. */
export function toDigest(content: string | null): Digest | undefined {
  if (content === null) return undefined
  try {
    return JSON.parse(content) as Digest
  } catch {
    return undefined
  }
}

/** How deliveries end of digests that nobody got: those count for nothing, and their papers come with the next. */
export const UNSENT_STATES = ['dropped', 'failed'] as const satisfies readonly DeliveryState[]

/**
 * What a subscription had last, before the digest of a day: of those that were composed, and neither dropped nor failed.
 * `undefined` before the first, and where that one is not kept any more, or damaged.
 */
export async function findLastDigest(db: Db, subscriptionId: SubscriptionId, before: Day): Promise<Digest | undefined> {
  const row = await selectPast(db, subscriptionId, before)
    .select('content')
    .where(({ or, eb }) => or([eb('state', 'is', null), eb('state', 'not in', UNSENT_STATES)]))
    .orderBy('to_day', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && toDigest(row.content)
}

/**
 * Since when a subscription has had no paper: the first day of the digests without any that follow the last one with some.
 * To be asked where its last one had none.
 */
export async function findEmptySince(db: Db, subscriptionId: SubscriptionId, before: Day): Promise<Day | undefined> {
  const past = selectPast(db, subscriptionId, before)
  const full = past
    .select((eb) => eb.fn.max('to_day').as('day'))
    .where('papers', '>', 0)
    .where(({ or, eb }) => or([eb('state', 'is', null), eb('state', 'not in', UNSENT_STATES)]))
  const row = await past
    .select((eb) => eb.fn.min('from_day').as('day'))
    .where('papers', '=', 0)
    .where((eb) => eb('to_day', '>', eb.fn.coalesce(full, eb.val(''))))
    .executeTakeFirst()
  return (row?.day ?? undefined) as Day | undefined
}

/** What was composed for a subscription before the digest of a day, with how its delivery stands. */
function selectPast(db: Db, subscriptionId: SubscriptionId, before: Day) {
  return db
    .selectFrom('digest')
    .leftJoin('delivery', 'delivery.digest_id', 'digest.id')
    .where('subscription_id', '=', subscriptionId)
    .where('to_day', '<', before)
    .where('composed_at', 'is not', null)
}

/**
 * Forgets what stood in digests that were composed before an instant, the oldest first, unless they are on their way. That
 * there were such, and which papers they held, is kept: no paper comes twice.
 *
 * @returns how many; fewer than `size` once none is left
 */
export async function pruneDigests(db: Db, before: UnixMs, size: number): Promise<number> {
  const old = db
    .selectFrom('digest')
    .select('id')
    .where('content', 'is not', null)
    .where('composed_at', '<', before)
    .where(({ eb, exists, not }) => {
      const own = eb.selectFrom('delivery').select('digest_id').whereRef('digest_id', '=', 'digest.id')
      return not(exists(own.where('ended_at', 'is', null)))
    })
    .orderBy('composed_at')
    .limit(size)
    // Two servers do it side by side.
    .$if(isPostgres(db), (query) => query.forUpdate().skipLocked())
  const query = db.updateTable('digest').set({ content: null }).where('id', 'in', old)
  return Number((await query.executeTakeFirst()).numUpdatedRows)
}

/** Whose a digest is of which nothing is kept any more but that it was, and its day. `undefined` for any other. */
export async function findPrunedDigest(
  db: Db,
  id: DigestId,
): Promise<{ subscriptionId: SubscriptionId; to: Day } | undefined> {
  const row = await db
    .selectFrom('digest')
    .select(['subscription_id', 'to_day'])
    .where('id', '=', id)
    .where('composed_at', 'is not', null)
    .where('content', 'is', null)
    .executeTakeFirst()
  return row && { subscriptionId: row.subscription_id as SubscriptionId, to: row.to_day as Day }
}
