import { sql } from 'kysely'
import type { DeliveryState, DigestId } from '../domain/digest.ts'
import type { RecipientId, SubscriptionId } from '../domain/subscription.ts'
import type { Day, UnixMs } from '../domain/time.ts'
import type { Db } from './db.ts'

/** A digest as a list of past ones shows it, and what became of it. */
export type PastDigest = {
  id: DigestId
  subscriptionId: SubscriptionId
  from: Day
  to: Day
  dueAt: UnixMs
  /** Absent while it is not composed. */
  composedAt?: UnixMs
  /** How many papers it has. */
  papers: number
  /** How it stands with its delivery, and since when; absent where it is not delivered: not composed, or empty. */
  delivery?: { state: DeliveryState; endedAt?: UnixMs; nextAt?: UnixMs }
  /** What went wrong last, in words for people. */
  trouble?: string
}

/** The digests of a recipient, those due last first; with `before`, those that follow one in this order. */
export async function listPastDigests(
  db: Db,
  recipientId: RecipientId,
  { size, before }: { size: number; before?: Pick<PastDigest, 'dueAt' | 'id'> | undefined },
): Promise<PastDigest[]> {
  const ids = db.selectFrom('subscription').select('id').where('recipient_id', '=', recipientId)
  let query = selectDigests(db).where('digest.subscription_id', 'in', ids)
  if (before) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('due_at', 'digest.id'), '<', tuple(before.dueAt, before.id as string)),
    )
  }
  const rows = await query.orderBy('due_at', 'desc').orderBy('digest.id', 'desc').limit(size).execute()
  return rows.map(toPastDigest)
}

/** The last digest of each of some subscriptions. */
export async function listLastDigests(db: Db, ids: readonly SubscriptionId[]): Promise<PastDigest[]> {
  if (ids.length === 0) return []
  const rows = await selectDigests(db)
    .where('digest.subscription_id', 'in', ids)
    .where('digest.to_day', '=', (eb) =>
      eb
        .selectFrom('digest as later')
        .select((of) => of.fn.max('later.to_day').as('day'))
        .whereRef('later.subscription_id', '=', 'digest.subscription_id'),
    )
    .execute()
  return rows.map(toPastDigest)
}

function selectDigests(db: Db) {
  return db
    .selectFrom('digest')
    .leftJoin('delivery', 'delivery.digest_id', 'digest.id')
    .select(['digest.id', 'digest.subscription_id', 'from_day', 'to_day', 'due_at', 'composed_at'])
    .select(['state', 'ended_at', 'delivery.next_at', 'digest.trouble', 'delivery.trouble as delivery_trouble'])
    .select(
      sql<number>`(select count(*) from digest_paper where subscription_id = digest.subscription_id and digest_id = digest.id)`.as(
        'papers',
      ),
    )
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
    papers: row.papers,
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
