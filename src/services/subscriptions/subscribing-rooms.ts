import type { OtherChannel } from '../../domain/channels.ts'
import { AppError } from '../../domain/error.ts'
import { MOST_SUBSCRIPTIONS } from '../../domain/order-limits.ts'
import {
  type AddressedSubscription,
  type ChannelName,
  OPEN_STATES,
  type Recipient,
  type RecipientId,
  type Subscription,
  type SubscriptionId,
} from '../../domain/subscription.ts'
import type { Clock, UnixMs } from '../../domain/time.ts'
import { drawKey, type RandomBytes } from '../../platform/random-key.ts'
import { toNextTime } from '../../platform/zoned-time.ts'
import type { Db } from '../../store/db.ts'
import type { ChannelAddress } from '../../store/recipients.ts'
import { allowRecipient, upsertRecipient } from '../../store/recipients.ts'
import { insertSubscription, listSubscriptionsOf, updateSubscription } from '../../store/subscriptions.ts'
import { checkOrder, type Order, toWishKey } from './check-order.ts'
import { type AskLimits, takeAsk } from './limits.ts'

/**
 * An address as its channel keeps it: the same for all spellings of one.
 *
 * @throws AppError `invalid`, which never repeats the address
 */
export type ParseAddress = (channel: OtherChannel, text: string) => string

/** What it takes to begin a subscription. */
export type BeginDeps = {
  now: UnixMs
  draw?: RandomBytes | undefined
  /** Whether anybody may have asked: ids of subscriptions are told to operators alone. */
  isStranger?: boolean
}

/**
 * Begins a subscription at once, without a question. Belongs into a transaction. Who put an address in has it written to
 * again, where it was suppressed, but for mailboxes: those are their readers'.
 *
 * @throws AppError `invalid` for an order that cannot be kept, `conflict` where the recipient has such a subscription, too
 *   many of them, or is a mailbox to which nothing may be sent
 */
export async function beginSubscription(
  tx: Db,
  { now, draw, isStranger = false }: BeginDeps,
  address: ChannelAddress,
  order: Order,
): Promise<AddressedSubscription> {
  const wanted = checkOrder(order)
  const fresh = { id: drawKey(draw) as RecipientId, secret: drawKey(draw), createdAt: now }
  const { suppressed, ...recipient } = await upsertRecipient(tx, address, fresh)
  if (suppressed && recipient.channel === 'mail') {
    throw new AppError('conflict', `Nothing is sent to that address: ${suppressed.reason} Nothing was changed.`)
  }
  if (suppressed) await allowRecipient(tx, recipient.id)
  const open = await listSubscriptionsOf(tx, recipient.id, OPEN_STATES, MOST_SUBSCRIPTIONS)
  const begun = { ...wanted, state: 'active' as const, nextAt: toNextTime(wanted.rhythm, now) }
  const same = open.find(({ wish }) => toWishKey(wish) === toWishKey(wanted.wish))
  if (same?.state === 'pending') {
    const subscription = await updateSubscription(tx, same.id, ['pending'], begun)
    if (subscription) return { recipient, subscription }
  }
  const which = isStranger ? '' : ` (${same?.id})`
  if (same) throw new AppError('conflict', `It has this subscription already${which}. Nothing was changed.`)
  refuseSurplus(recipient, open)
  const id = drawKey(draw) as SubscriptionId
  const subscription: Subscription = { ...begun, id, recipientId: recipient.id, createdAt: now }
  await insertSubscription(tx, subscription)
  return { recipient, subscription }
}

function refuseSurplus({ channel, address }: Recipient, open: readonly Subscription[]): void {
  if (open.length >= MOST_SUBSCRIPTIONS) {
    throw new AppError('conflict', `It has ${MOST_SUBSCRIPTIONS} subscriptions already: end one of them first.`)
  }
  if (channel === 'file' && open.length > 0 && !address.includes('{subscription}')) {
    throw new AppError('conflict', 'Two digests would write the same file. Put {subscription} into the path.')
  }
}

/**
 * Subscribes a room, a topic or a webhook as its reader asks for it: what the operator allows. Nobody is asked there, so
 * that it begins at once; the private link stands in each digest, and is told to nobody else.
 *
 * @throws AppError `forbidden` where the operator allows no such channel, `invalid`, `conflict`, and `rate_limited` where
 *   too much was asked for
 */
export type SubscribeRoom = (
  asked: Order & { channel: ChannelName; address: string; network: string },
) => Promise<Pick<Subscription, 'nextAt'>>

/** What subscribing rooms takes. */
export type SubscribeRoomDeps = {
  db: Db
  clock: Clock
  parseAddress: ParseAddress
  /** What the operator allows. */
  allowed: readonly ChannelName[]
  limits: AskLimits
  draw?: RandomBytes
}

/** Makes the use case. */
export function subscribeRoom({ db, clock, parseAddress, allowed, limits, draw }: SubscribeRoomDeps): SubscribeRoom {
  return async ({ channel, address: text, network, ...order }) => {
    if (channel === 'mail' || !allowed.includes(channel)) {
      throw new AppError('forbidden', 'Only the operator of this server subscribes such places.')
    }
    const address = parseAddress(channel, text)
    const now = clock()
    const begun = await db.transaction().execute(async (tx) => {
      if (!(await takeAsk(tx, limits, { key: `${channel} ${address}`, network }, now))) {
        throw new AppError('rate_limited', 'Too much was asked for this place today. Nothing was changed.')
      }
      return beginSubscription(tx, { now, draw, isStranger: true }, { channel, address, key: address }, order)
    })
    return { ...(begun.subscription.nextAt !== undefined && { nextAt: begun.subscription.nextAt }) }
  }
}
