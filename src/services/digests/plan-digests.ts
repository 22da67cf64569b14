import { AppError } from '../../domain/error.ts'
import type { Log } from '../../domain/ports.ts'
import type { Subscription, SubscriptionId } from '../../domain/subscription.ts'
import { type Clock, DAY_MS, type UnixMs } from '../../domain/time.ts'
import { toNextTime } from '../../platform/zoned-time.ts'
import { type Db, isRefusal } from '../../store/db.ts'
import {
  type DueSubscription,
  findForDigest,
  insertDigest,
  keepPlans,
  listDueSubscriptions,
  type PlannedDigest,
} from '../../store/due-subscriptions.ts'
import { type DigestPeriod, type PastOf, planSubscription, toPeriod } from './plan-period.ts'

type Deps = { db: Db; clock: Clock; log: Log }

/** Subscriptions that are planned in one transaction. */
const AT_ONCE = 200

/**
 * Makes a digest for every subscription that is due, and moves each on to its next time. A crash at any point leaves each
 * either due or planned; of two who plan at once, one does.
 *
 * @returns how many digests were made
 */
export async function planDigests({ db, clock, log }: Deps, signal: AbortSignal): Promise<number> {
  let made = 0
  for (;;) {
    signal.throwIfAborted()
    const now = clock()
    const due = await listDueSubscriptions(db, now, AT_ONCE)
    if (due.length === 0) return made
    made += await keepPlans(
      db,
      due.map((each) => plan(each, now, log)),
    )
  }
}

function plan(due: DueSubscription, now: UnixMs, log: Log): PlannedDigest {
  const { id: subscriptionId, nextAt: dueAt, rhythm } = due.subscription
  try {
    const { digest, nextAt } = planSubscription({ rhythm, nextAt: dueAt, past: toPast(due) }, now)
    return { subscriptionId, dueAt, nextAt, ...(digest && !due.isSuppressed && { digest }) }
  } catch (error) {
    // A zone that the machine does not know (any more) must not stop the others.
    log('digest.unplanned', { subscription: subscriptionId, message: String(error) }, 'error')
    return { subscriptionId, dueAt, nextAt: now + DAY_MS }
  }
}

/**
 * Makes one digest for every subscription that is due, however long ago, with all its days, and moves each on to its next
 * time.
 */
export async function planMissed(db: Db, now: UnixMs): Promise<void> {
  for (;;) {
    const due = await listDueSubscriptions(db, now, AT_ONCE)
    if (due.length === 0) return
    await keepPlans(
      db,
      due.map((each) => planAll(each, now)),
    )
  }
}

function planAll(due: DueSubscription, now: UnixMs): PlannedDigest {
  const { id: subscriptionId, nextAt: dueAt, rhythm } = due.subscription
  try {
    const period = toPeriod(rhythm, now, toPast(due))
    const digest = period.from <= period.to && !due.isSuppressed && { ...period, dueAt }
    return { subscriptionId, dueAt, nextAt: toNextTime(rhythm, now), ...(digest && { digest }) }
  } catch {
    return { subscriptionId, dueAt, nextAt: now + DAY_MS } // a zone that this machine does not know
  }
}

function toPast({ lastTo, subscription: { confirmedAt, createdAt } }: Omit<DueSubscription, 'isSuppressed'>): PastOf {
  return lastTo === undefined ? { since: confirmedAt ?? createdAt } : { lastTo }
}

/**
 * Makes a digest now, out of turn, though its subscription be paused: that goes on as before, and the next one brings what
 * is new since. The digest of the day is made anew where nobody got it: it was dropped, or failed.
 *
 * @throws AppError `not_found` where there is no subscription that is active or paused, `conflict` where nothing is new
 *   since the last digest, or nothing is sent to its address
 */
export async function planNow({ db, clock }: Omit<Deps, 'log'>, id: SubscriptionId): Promise<void> {
  const found = (await findForDigest(db, id)) ?? refuseUnknown()
  if (found.isSuppressed)
    throw new AppError('conflict', 'Nothing is sent to this address at present. Nothing was done.')
  const dueAt = clock()
  const period = toPeriod(found.subscription.rhythm, dueAt, toPast(found))
  const made = period.from <= period.to && (await insertOne(db, id, { ...period, dueAt }))
  if (!made) throw new AppError('conflict', 'There has been no new edition since the last digest. Nothing was sent.')
}

/** The days of a digest that would go out now, of a subscription in any state; `from` is after `to` where nothing is new. */
export async function planPreview(
  db: Db,
  { id, rhythm }: Pick<Subscription, 'id' | 'rhythm'>,
  dueAt: UnixMs,
): Promise<DigestPeriod> {
  const found = await findForDigest(db, id)
  // Before it is confirmed it has had nothing.
  return toPeriod(rhythm, dueAt, found ? toPast(found) : { since: dueAt })
}

async function insertOne(db: Db, id: SubscriptionId, digest: Parameters<typeof insertDigest>[2]): Promise<boolean> {
  try {
    return (await insertDigest(db, id, digest)) !== undefined
  } catch (error) {
    // Its recipient was forgotten since it was read.
    if (isRefusal(error)) refuseUnknown()
    throw error
  }
}

function refuseUnknown(): never {
  throw new AppError('not_found', 'There is no such subscription, or it is not confirmed, or it has ended.')
}
