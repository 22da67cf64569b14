import { sql } from 'kysely'
import type { Digest, DigestId } from '../domain/digest.ts'
import type { Subscription, SubscriptionId } from '../domain/subscription.ts'
import type { Day, UnixMs } from '../domain/time.ts'
import { type Db, isPostgres } from './db.ts'
import { chunks } from './chunks.ts'
import { toDigestId, UNSENT_STATES } from './digests.ts'
import { toSubscription } from './subscriptions.ts'

/** A subscription for which a digest is to be made. */
export type DueSubscription = {
  subscription: Subscription & { nextAt: UnixMs }
  /** The last day of its last digest that was neither dropped nor failed. */
  lastTo?: Day
  /** Whether nothing is sent to its recipient. */
  isSuppressed: boolean
}

/** The last day of the last digest of a subscription; those that nobody got do not count. */
const LAST_TO = sql<Day | null>`(select digest.to_day from digest
  left join delivery on delivery.digest_id = digest.id
  where digest.subscription_id = subscription.id and (delivery.state is null or delivery.state not in (${sql.join(UNSENT_STATES.map((state) => sql.lit(state)))}))
  order by digest.to_day desc limit 1)`

/** Active subscriptions that are due, the longest overdue first. */
export async function listDueSubscriptions(db: Db, now: UnixMs, limit: number): Promise<DueSubscription[]> {
  const rows = await selectDue(db).where('next_at', '<=', now).orderBy('next_at').limit(limit).execute()
  return rows.map(toDueSubscription)
}

/** A subscription that is active or paused, with its last digest; due or not. */
export async function findForDigest(db: Db, id: SubscriptionId): Promise<DueSubscription | undefined> {
  const row = await select(db)
    .where('subscription.id', '=', id)
    .where('state', 'in', ['active', 'paused'])
    .executeTakeFirst()
  return row && toDueSubscription(row)
}

function select(db: Db) {
  return db
    .selectFrom('subscription')
    .innerJoin('recipient', 'recipient.id', 'subscription.recipient_id')
    .selectAll('subscription')
    .select('recipient.suppressed_at')
    .select(LAST_TO.as('last_to'))
}

function selectDue(db: Db) {
  return select(db).where('state', '=', 'active').where('next_at', 'is not', null)
}

function toDueSubscription(row: Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]): DueSubscription {
  const subscription = toSubscription(row)
  return {
    subscription: { ...subscription, nextAt: row.next_at ?? 0 },
    ...(row.last_to !== null && { lastTo: row.last_to }),
    isSuppressed: row.suppressed_at !== null,
  }
}

/** What was planned for a subscription: its next time, and a digest where one is due. */
export type PlannedDigest = {
  subscriptionId: SubscriptionId
  /** As it was read: who changed the subscription meanwhile wins. */
  dueAt: UnixMs
  nextAt: UnixMs
  digest?: Pick<Digest, 'from' | 'to' | 'dueAt'>
}

/** Keeps plans, in one transaction: each time is moved on, and each digest made that is not there. @returns how many were made */
export async function keepPlans(db: Db, plans: readonly PlannedDigest[]): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const digests: DigestRow[] = []
    // By their ids, as a recipient is forgotten: of two who take the same rows in two orders, each would wait for the other.
    for (const plan of plans.toSorted((a, b) => (a.subscriptionId < b.subscriptionId ? -1 : 1))) {
      const isOwn = await moveOn(tx, plan)
      if (isOwn && plan.digest) digests.push(toDigestRow(plan.subscriptionId, plan.digest))
    }
    let made = 0
    for (const chunk of chunks(digests)) made += await insertDigests(tx, chunk)
    return made
  })
}

async function moveOn(tx: Db, { subscriptionId, dueAt, nextAt }: PlannedDigest): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('subscription')
    .set({ next_at: nextAt })
    .where('id', '=', subscriptionId)
    .where('state', '=', 'active')
    .where('next_at', '=', dueAt)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/**
 * Makes a digest that was asked for out of turn, or makes that of the day anew where nobody got it: it was dropped, or
 * failed.
 *
 * @returns its id; `undefined` where there is another one for that day
 */
export async function insertDigest(
  db: Db,
  subscriptionId: SubscriptionId,
  digest: Pick<Digest, 'from' | 'to' | 'dueAt'>,
): Promise<DigestId | undefined> {
  const id = toDigestId(subscriptionId, digest.to)
  return db.transaction().execute(async (tx) => {
    const row = { ...toDigestRow(subscriptionId, digest), asked_at: digest.dueAt }
    const isMade = (await insertDigests(tx, [row])) > 0 || (await resetUnsent(tx, id, row))
    return isMade ? id : undefined
  })
}

/** Has a digest that nobody got composed anew, as if it had not been. Its papers are free already. */
async function resetUnsent(tx: Db, id: DigestId, { from_day, due_at, asked_at }: AskedRow): Promise<boolean> {
  // The digest first, as a recipient is forgotten.
  const own = tx.selectFrom('digest').select('id').where('id', '=', id)
  await own.$if(isPostgres(tx), (query) => query.forUpdate()).execute()
  const unsent = tx.deleteFrom('delivery').where('digest_id', '=', id).where('state', 'in', UNSENT_STATES)
  if ((await unsent.executeTakeFirst()).numDeletedRows === 0n) return false
  await tx
    .updateTable('digest')
    .set({ from_day, due_at, asked_at, composed_at: null, content: null, papers: null })
    .set({ attempts: 0, retry_at: null, trouble: null })
    .where('id', '=', id)
    .execute()
  return true
}

type DigestRow = ReturnType<typeof toDigestRow>
type AskedRow = DigestRow & { asked_at: UnixMs }

async function insertDigests(db: Db, rows: readonly (DigestRow | AskedRow)[]): Promise<number> {
  const insert = db.insertInto('digest').values(rows)
  const result = await insert.onConflict((conflict) => conflict.doNothing()).executeTakeFirst()
  return Number(result.numInsertedOrUpdatedRows ?? 0n)
}

function toDigestRow(subscriptionId: SubscriptionId, { from, to, dueAt }: Pick<Digest, 'from' | 'to' | 'dueAt'>) {
  return {
    id: toDigestId(subscriptionId, to),
    ...{ subscription_id: subscriptionId, from_day: from, to_day: to, due_at: dueAt, attempts: 0 },
  }
}

/** When the next subscription is due; `undefined` where none is active. */
export async function findNextDueAt(db: Db): Promise<UnixMs | undefined> {
  const row = await selectNext(db).executeTakeFirst()
  return row?.next_at ?? undefined
}

function selectNext(db: Db) {
  return db.selectFrom('subscription').select('next_at').where('next_at', 'is not', null).orderBy('next_at').limit(1)
}
