import { AppError } from '../../domain/error.ts'
import { OPEN_STATES, type Subscription } from '../../domain/subscription.ts'
import type { UnixMs } from '../../domain/time.ts'
import { toNextTime } from '../../platform/zoned-time.ts'
import type { Db } from '../../store/db.ts'
import { type SubscriptionChange, updateSubscription } from '../../store/subscriptions.ts'

/** Stops digests until `resumeSubscription`; again, it changes nothing. @throws AppError `conflict` unless it has begun and lasts */
export function pauseSubscription(db: Db, subscription: Subscription): Promise<Subscription> {
  return moveTo(db, subscription, 'active', { state: 'paused', nextAt: undefined })
}

/**
 * Has digests go out again, from the next time of the rhythm on; again, it changes nothing.
 *
 * @throws AppError `conflict` unless it has begun and lasts
 */
export function resumeSubscription(db: Db, subscription: Subscription, now: UnixMs): Promise<Subscription> {
  return moveTo(db, subscription, 'paused', { state: 'active', nextAt: toNextTime(subscription.rhythm, now) })
}

/** Ends a subscription; one that is over stays as it is. */
export async function endSubscription(db: Db, subscription: Subscription, now: UnixMs): Promise<Subscription> {
  const change = { state: 'ended', endedAt: now, nextAt: undefined } as const
  return (await updateSubscription(db, subscription.id, OPEN_STATES, change)) ?? subscription
}

/** @throws AppError `conflict`, always: what is over takes no change */
export function refuseEnded(): never {
  throw new AppError(
    'conflict',
    'This subscription has ended. Nothing was changed: begin it again to have its digests.',
  )
}

/** @throws AppError `conflict`, always: nobody has said yes to what has not begun */
export function refuseUnbegun(): never {
  const why = 'This subscription has not begun: the mail that asks whether it is wanted has not been answered.'
  throw new AppError('conflict', `${why} Nothing was changed.`)
}

async function moveTo(
  db: Db,
  subscription: Subscription,
  from: 'active' | 'paused',
  change: SubscriptionChange,
): Promise<Subscription> {
  if (subscription.state === change.state) return subscription
  if (subscription.state === 'pending') refuseUnbegun()
  return (await updateSubscription(db, subscription.id, [from], change)) ?? refuseEnded()
}
