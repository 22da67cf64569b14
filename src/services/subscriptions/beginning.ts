import { AppError } from '../../domain/error.ts'
import { MOST_SUBSCRIPTIONS } from '../../domain/order-limits.ts'
import { OPEN_STATES, type Recipient, type Subscription, type SubscriptionId } from '../../domain/subscription.ts'
import type { UnixMs } from '../../domain/time.ts'
import { drawKey, type RandomBytes } from '../../platform/random-key.ts'
import { toNextTime } from '../../platform/zoned-time.ts'
import type { Db } from '../../store/db.ts'
import { insertSubscription, listSubscriptionsOf, updateSubscription } from '../../store/subscriptions.ts'
import { checkOrder, type Order, toWishKey } from './check-order.ts'
import { refuseBarren } from './check-wish.ts'
import { refuseUnbegun } from './moving.ts'

/** What it takes to begin one. */
export type BeginFor = {
  now: UnixMs
  draw?: RandomBytes | undefined
  /** Whether its reader said so, and not an operator for them. */
  isReaders?: boolean
  /** Whether the id of one that is there already may be told. */
  tellsIds?: boolean
}

/**
 * Begins a subscription of a recipient at once, without a question. Belongs into a transaction that holds the recipient
 * (`upsertRecipient`).
 *
 * @throws AppError `invalid` for an order that cannot be kept or could bring nothing, `conflict` where the recipient has
 *   such a subscription or too many of them
 */
export async function beginFor(
  tx: Db,
  recipient: Recipient,
  order: Order,
  { now, draw, isReaders = false, tellsIds = false }: BeginFor,
): Promise<Subscription> {
  const wanted = checkOrder(order)
  await refuseBarren(tx, wanted.wish)
  const open = await listSubscriptionsOf(tx, recipient.id, OPEN_STATES, MOST_SUBSCRIPTIONS)
  const nextAt = toNextTime(wanted.rhythm, now)
  const begun = { ...wanted, state: 'active' as const, nextAt, ...(isReaders && { confirmedAt: now }) }
  const same = open.find(({ wish }) => toWishKey(wish) === toWishKey(wanted.wish))
  if (same?.state === 'pending') {
    const subscription = await updateSubscription(tx, same.id, ['pending'], begun)
    if (subscription) return subscription
  }
  const which = tellsIds ? ` (${same?.id})` : ''
  if (same) throw new AppError('conflict', `It has this subscription already${which}. Nothing was changed.`)
  refuseSurplus(recipient, open)
  const id = drawKey(draw) as SubscriptionId
  const subscription: Subscription = { ...begun, id, recipientId: recipient.id, createdAt: now }
  await insertSubscription(tx, subscription)
  return subscription
}

/**
 * Begins one again that is over, as it was: what it brought and what was said of it still counts. Belongs into a
 * transaction that holds the recipient. One that is not over stays as it is.
 *
 * @throws AppError `conflict` where another one brings the same, or there are too many of them
 */
export async function beginAgain(
  tx: Db,
  recipient: Recipient,
  subscription: Subscription,
  now: UnixMs,
): Promise<Subscription> {
  const { id, wish, rhythm, state, confirmedAt = now } = subscription
  if (state !== 'ended') return state === 'pending' ? refuseUnbegun() : subscription
  const open = await listSubscriptionsOf(tx, recipient.id, OPEN_STATES, MOST_SUBSCRIPTIONS)
  if (open.some((other) => toWishKey(other.wish) === toWishKey(wish))) {
    throw new AppError('conflict', 'Another of your subscriptions brings the same. Nothing was changed.')
  }
  refuseSurplus(recipient, open)
  const begun = { state: 'active', confirmedAt, endedAt: undefined, nextAt: toNextTime(rhythm, now) } as const
  return (await updateSubscription(tx, id, ['ended'], begun)) ?? subscription
}

function refuseSurplus({ channel, address }: Recipient, open: readonly Subscription[]): void {
  if (open.length >= MOST_SUBSCRIPTIONS) {
    throw new AppError('conflict', `It has ${MOST_SUBSCRIPTIONS} subscriptions already: end one of them first.`)
  }
  if (channel === 'file' && open.length > 0 && !address.includes('{subscription}')) {
    throw new AppError('conflict', 'Two digests would write the same file. Put {subscription} into the path.')
  }
}
