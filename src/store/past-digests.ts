import { sql } from 'kysely'
import type { DeliveryState, DigestId } from '../domain/digest.ts'
import type { RecipientId, SubscriptionId } from '../domain/subscription.ts'
import type { Day, UnixMs } from '../domain/time.ts'
import type { Db } from './db.ts'
import { UNSENT_STATES } from './digests.ts'

/** A digest as a list of past ones shows it, and what became of it. */
export type PastDigest = {
  id: DigestId
  subscriptionId: SubscriptionId
  from: Day
  to: Day
  dueAt: UnixMs
  /** Absent while it is not composed. */
  composedAt?: UnixMs
  /** Whether what stood in it is not kept any more. */
  isPruned: boolean
  /** How many papers it has; none while it is not composed. */
  papers: number
  /** How it stands with its delivery, and since when; absent where it is not delivered: not composed, or empty. */
  delivery?: { state: DeliveryState; endedAt?: UnixMs; nextAt?: UnixMs }
  /** What went wrong last, in words for people. */
  trouble?: string
}

type Page = { size: number; before?: Pick<PastDigest, 'dueAt' | 'id'> | undefined }

/** The digests of a recipient, those due last first; with `before`, those that follow one in this order. */
export async function listPastDigests(db: Db, recipientId: RecipientId, page: Page): Promise<PastDigest[]> {
  const query = selectDigests(db).where('digest.id', 'in', selectNewest(db, recipientId, page))
  return (await query.orderBy('due_at', 'desc').orderBy('digest.id', 'desc').execute()).map(toPastDigest)
}

/**
 * The ids of one page. Of each subscription no more digests are looked at than the page has room for, however many it had:
 * those not older than the last that could stand on it.
 */
function selectNewest(db: Db, recipientId: RecipientId, { size, before }: Page) {
  const { dueAt, id } = before ?? {}
  const isBehind = (table: 'digest' | 'other') =>
    dueAt === undefined
      ? sql<boolean>`1 = 1`
      : sql<boolean>`(${sql.ref(`${table}.due_at`)}, ${sql.ref(`${table}.id`)}) < (${dueAt}, ${id})`
  const oldest = sql<UnixMs>`coalesce((select other.due_at from digest as other
    where other.subscription_id = subscription.id and ${isBehind('other')}
    order by other.due_at desc, other.id desc limit 1 offset ${size - 1}), 0)`
  return db
    .selectFrom('subscription')
    .innerJoin('digest', 'digest.subscription_id', 'subscription.id')
    .select('digest.id')
    .where('subscription.recipient_id', '=', recipientId)
    .where('digest.due_at', '>=', oldest)
    .where(isBehind('digest'))
    .orderBy('digest.due_at', 'desc')
    .orderBy('digest.id', 'desc')
    .limit(size)
}

/** A digest that can be read in a feed. */
export type ReadableDigest = { id: DigestId; composedAt: UnixMs }

/** So far back a feed looks for digests that can be read. */
const MOST_LOOKED_AT = 50

/** The last digests of a subscription that are kept and that nothing stood against: neither dropped nor failed. */
export async function listReadableDigests(
  db: Db,
  subscriptionId: SubscriptionId,
  size: number,
): Promise<ReadableDigest[]> {
  const last = db
    .selectFrom('digest')
    .select('id')
    .where('subscription_id', '=', subscriptionId)
    .orderBy('due_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_LOOKED_AT)
  const rows = await db
    .selectFrom('digest')
    .leftJoin('delivery', 'delivery.digest_id', 'digest.id')
    .select(['digest.id', 'composed_at'])
    .where('digest.id', 'in', last)
    .where('content', 'is not', null)
    .where(({ or, eb }) => or([eb('state', 'is', null), eb('state', 'not in', UNSENT_STATES)]))
    .orderBy('due_at', 'desc')
    .orderBy('digest.id', 'desc')
    .limit(size)
    .execute()
  return rows.map((row) => ({ id: row.id as DigestId, composedAt: row.composed_at ?? 0 }))
}

/** The last digest of each of some subscriptions. */
export async function listLastDigests(db: Db, ids: readonly SubscriptionId[]): Promise<PastDigest[]> {
  if (ids.length === 0) return []
  // Asked of each subscription, and not of each of its digests.
  const last = sql<string>`(select other.id from digest as other
    where other.subscription_id = subscription.id order by other.to_day desc limit 1)`
  const lasts = db.selectFrom('subscription').select(last.as('id')).where('subscription.id', 'in', ids)
  return (await selectDigests(db).where('digest.id', 'in', lasts).execute()).map(toPastDigest)
}

function selectDigests(db: Db) {
  return db
    .selectFrom('digest')
    .leftJoin('delivery', 'delivery.digest_id', 'digest.id')
    .select(['digest.id', 'digest.subscription_id', 'from_day', 'to_day', 'due_at', 'composed_at', 'papers'])
    .select(sql<number>`case when composed_at is not null and content is null then 1 else 0 end`.as('is_pruned'))
    .select(['state', 'ended_at', 'delivery.next_at', 'digest.trouble', 'delivery.trouble as delivery_trouble'])
}

type Row = Awaited<ReturnType<ReturnType<typeof selectDigests>['execute']>>[number]

function toPastDigest(row: Row): PastDigest {
  const trouble = row.delivery_trouble ?? row.trouble
  return {
    id: row.id as DigestId,
    subscriptionId: row.subscription_id as SubscriptionId,
    from: row.from_day as Day,
    to: row.to_day as Day,
    dueAt: row.due_at,
    papers: row.papers ?? 0,
    isPruned: row.is_pruned === 1,
    ...(row.composed_at !== null && { composedAt: row.composed_at }),
    ...(row.state !== null && { delivery: toDelivery(row.state as DeliveryState, row) }),
    ...(trouble !== null && { trouble }),
  }
}

function toDelivery(
  state: DeliveryState,
  { ended_at, next_at }: Pick<Row, 'ended_at' | 'next_at'>,
): NonNullable<PastDigest['delivery']> {
  return { state, ...(ended_at !== null && { endedAt: ended_at }), ...(next_at !== null && { nextAt: next_at }) }
}
