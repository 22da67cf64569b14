import type { OtherChannel } from '../../domain/channels.ts'
import { AppError } from '../../domain/error.ts'
import {
  type AddressedSubscription,
  type ChannelName,
  OPEN_STATES,
  type Recipient,
  type RecipientId,
  type Subscription,
  SUBSCRIPTION_STATES,
} from '../../domain/subscription.ts'
import { type Clock, DAY_MS, type UnixMs } from '../../domain/time.ts'
import { onlyPresent } from '../../platform/only-present.ts'
import { drawKey, type RandomBytes } from '../../platform/random-key.ts'
import type { Db } from '../../store/db.ts'
import type { ChannelAddress } from '../../store/recipients.ts'
import { allowRecipient, upsertRecipient } from '../../store/recipients.ts'
import { listSubscriptionsOf } from '../../store/subscriptions.ts'
import { beginFor } from './beginning.ts'
import type { Order } from './check-order.ts'
import { findDoubt } from './check-wish.ts'
import { type AskLimits, takeAsk } from './limits.ts'
import { toPlaceKey } from './place-key.ts'

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
  /** Whether anybody may have asked: ids of subscriptions are told to operators alone, and who left is left alone. */
  isStranger?: boolean
}

/**
 * Begins a subscription at once, without a question. Belongs into a transaction. An operator who puts an address in has it
 * written to again, where it was suppressed, but for mailboxes: those are their readers'.
 *
 * @throws AppError as `beginFor` does; `conflict` also where nothing may be sent to the recipient, or all that went there
 *   was ended, and it is not the operator who asks
 */
export async function beginSubscription(
  tx: Db,
  { now, draw, isStranger = false }: BeginDeps,
  address: ChannelAddress,
  order: Order,
): Promise<AddressedSubscription> {
  const fresh = { id: drawKey(draw) as RecipientId, secret: drawKey(draw), createdAt: now }
  const { suppressed, ...recipient } = await upsertRecipient(tx, address, fresh)
  if (suppressed && (isStranger || recipient.channel === 'mail')) {
    const why = isStranger ? ', until the operator of this server allows it.' : `: ${suppressed.reason}`
    throw new AppError('conflict', `Nothing is sent to that address${why} Nothing was changed.`)
  }
  if (suppressed) await allowRecipient(tx, recipient.id)
  if (isStranger) await refuseLeft(tx, recipient)
  const subscription = await beginFor(tx, recipient, order, { now, draw, tellsIds: !isStranger })
  return { recipient, subscription }
}

/** Who has ended all of it has the private link, by which it can begin again: nobody else brings it back day by day. */
async function refuseLeft(tx: Db, { id }: Recipient): Promise<void> {
  const [last] = await listSubscriptionsOf(tx, id, SUBSCRIPTION_STATES, 1)
  if (!last || (await listSubscriptionsOf(tx, id, OPEN_STATES, 1)).length > 0) return
  const how = 'The private link, which stands in each digest that went there, begins it again.'
  throw new AppError('conflict', `All digests for this place were ended there. ${how} Nothing was changed.`)
}

/**
 * Subscribes a room, a topic or a webhook as its reader asks for it: what the operator allows. Nobody is asked there, so
 * that it begins at once; the private link stands in each digest, and is told to nobody else. `doubt` is why it may never
 * bring a paper (`FindDoubt`).
 *
 * @throws AppError `forbidden` where the operator allows no such channel, `invalid`, `conflict`, and `rate_limited` where
 *   too much was asked for
 */
export type SubscribeRoom = (
  asked: Order & { channel: ChannelName; address: string; network: string },
) => Promise<Pick<Subscription, 'nextAt'> & { doubt?: string }>

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
      if (!(await takeAsk(tx, limits, { key: toPlaceKey(channel, address), network }, now))) {
        const says = 'Too much was asked for this place today. Nothing was changed.'
        throw new AppError('rate_limited', says, { waitMs: DAY_MS - (now % DAY_MS) })
      }
      return beginSubscription(tx, { now, draw, isStranger: true }, { channel, address, key: address }, order)
    })
    const { nextAt, wish } = begun.subscription
    return onlyPresent({ nextAt, doubt: await findDoubt(db)(wish) })
  }
}
