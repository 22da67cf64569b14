import { type CompiledQuery, sql } from 'kysely'
import type { Digest, DigestId } from '../domain/digest.ts'
import type { PaperId } from '../domain/paper.ts'
import type { Subscription, SubscriptionId } from '../domain/subscription.ts'
import type { Day, UnixMs } from '../domain/time.ts'
import { chunks } from './chunks.ts'
import type { Db } from './db.ts'
import { insertDelivery } from './deliveries.ts'
import { toSubscription } from './subscriptions.ts'

/** A digest that is to be composed, and what for. */
export type WaitingDigest = {
  id: DigestId
  from: Day
  to: Day
  dueAt: UnixMs
  /** Tries that failed. */
  attempts: number
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
    .select(['digest.id as digest_id', 'from_day', 'to_day', 'due_at', 'attempts'])
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
    for (const each of frozen) if (await freeze(tx, each.digest)) own.push(each)
    const papers = own.flatMap(({ digest }) => digest.papers.map((paper) => toPaperRow(digest, paper.id)))
    for (const chunk of chunks(papers)) await tx.insertInto('digest_paper').values(chunk).execute()
    for (const { digest, isDelivered } of own) if (isDelivered) await insertDelivery(tx, digest.id, digest.dueAt)
    return own.map(({ digest }) => digest.id)
  })
}

async function freeze(tx: Db, digest: Digest): Promise<boolean> {
  const result = await tx
    .updateTable('digest')
    .set({ content: JSON.stringify(digest), composed_at: digest.composedAt, trouble: null, retry_at: null })
    .where('id', '=', digest.id)
    .where('composed_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

function toPaperRow({ id, subscriptionId }: Digest, paperId: PaperId) {
  return { subscription_id: subscriptionId, paper_id: paperId, digest_id: id }
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

/** A composed digest; `undefined` for one that is not there or not composed. */
export async function findDigest(db: Db, id: DigestId): Promise<Digest | undefined> {
  const row = await db.selectFrom('digest').select('content').where('id', '=', id).executeTakeFirst()
  return row?.content ? (JSON.parse(row.content) as Digest) : undefined
}

/** What a subscription had last, before the digest of a day: of those that were composed and not dropped. */
export async function findLastDigest(db: Db, subscriptionId: SubscriptionId, before: Day): Promise<Digest | undefined> {
  const row = await db
    .selectFrom('digest')
    .leftJoin('delivery', 'delivery.digest_id', 'digest.id')
    .select('content')
    .where('subscription_id', '=', subscriptionId)
    .where('to_day', '<', before)
    .where('content', 'is not', null)
    .where(({ or, eb }) => or([eb('state', 'is', null), eb('state', '<>', 'dropped')]))
    .orderBy('to_day', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.content ? (JSON.parse(row.content) as Digest) : undefined
}

/** So many papers are looked up at once, by one statement whose text never changes. */
const LOOKED_UP = 40
/** Compiling a query with forty values takes longer than running it, and every digest asks it. */
const compiled = new WeakMap<object, CompiledQuery>()

/** Which of some papers a subscription has had. */
export async function findSentPapers(
  db: Db,
  subscriptionId: SubscriptionId,
  ids: readonly PaperId[],
): Promise<Set<PaperId>> {
  const sent = new Set<PaperId>()
  for (const chunk of chunks(ids, LOOKED_UP)) {
    for (const id of await readSent(db, subscriptionId, chunk)) sent.add(id)
  }
  return sent
}

async function readSent(db: Db, subscriptionId: SubscriptionId, ids: readonly PaperId[]): Promise<PaperId[]> {
  const padded = [...ids, ...Array.from({ length: LOOKED_UP - ids.length }, () => '')]
  const { adapter } = db.getExecutor()
  const query = compiled.get(adapter) ?? selectSent(db, subscriptionId, padded).compile()
  compiled.set(adapter, query)
  const { rows } = await db.executeQuery({ ...query, parameters: [subscriptionId, ...padded] })
  return (rows as { paper_id: PaperId }[]).map(({ paper_id }) => paper_id)
}

function selectSent(db: Db, subscriptionId: SubscriptionId, ids: readonly string[]) {
  return db
    .selectFrom('digest_paper')
    .select('paper_id')
    .where('subscription_id', '=', subscriptionId)
    .where('paper_id', 'in', ids)
}
