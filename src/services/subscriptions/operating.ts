import { AppError } from '../../domain/error.ts'
import { parseMailAddress } from '../../domain/mail-address.ts'
import type { ChannelName, Recipient, Subscription, SubscriptionId } from '../../domain/subscription.ts'
import type { Clock } from '../../domain/time.ts'
import type { RandomBytes } from '../../platform/random-key.ts'
import { toNextTime } from '../../platform/zoned-time.ts'
import type { Db } from '../../store/db.ts'
import { forgetRecipient } from '../../store/forget-recipient.ts'
import { listLastDigests, type PastDigest } from '../../store/past-digests.ts'
import { type ChannelAddress, findRecipient, findRecipientByKey } from '../../store/recipients.ts'
import {
  findSubscription,
  listSubscriptions,
  type SubscriptionChange,
  updateSubscription,
} from '../../store/subscriptions.ts'
import { type Asked, askForSubscription } from './asking.ts'
import type { Order } from './check-order.ts'
import { createTokens } from './confirmation-token.ts'
import { ASK_LIMITS } from './limits.ts'
import { endSubscription } from './managing.ts'
import { beginSubscription, type Begun, type ParseAddress } from './subscribing-rooms.ts'

/** What an operator does with everybody's subscriptions. */
export type Operating = {
  /**
   * Begins a subscription at once; of a mailbox its owner is asked first where `asks` is set, and nothing begins before
   * the answer.
   *
   * @throws AppError `invalid` or `conflict`, as `beginSubscription` does
   */
  add(wanted: { channel: ChannelName; address: string; order: Order; asks: boolean }): Promise<Begun | Asked>
  /** All subscriptions, a page at a time, in the order of their ids. */
  list(page: { size: number; after?: SubscriptionId | undefined }): Promise<Begun[]>
  /** With its last digest, where there is one. @throws AppError `not_found` */
  get(id: SubscriptionId): Promise<Begun & { last?: PastDigest }>
  /** Stops digests until `resume`; again, it changes nothing. @throws AppError `not_found`, `conflict` unless it lasts */
  pause(id: SubscriptionId): Promise<Subscription>
  /** Has digests go out again. @throws AppError `not_found`, `conflict` unless it lasts */
  resume(id: SubscriptionId): Promise<Subscription>
  /** Ends a subscription; again, it changes nothing. @throws AppError `not_found` */
  end(id: SubscriptionId): Promise<Subscription>
  /**
   * Deletes all that is kept of an address. Of one to which nothing may be sent the address stays, so that nothing is.
   *
   * @returns whether nothing is left
   * @throws AppError `invalid` for an address that the channel cannot have; `not_found`
   */
  forget(channel: ChannelName, address: string): Promise<boolean>
}

/** What they take. */
export type OperatingDeps = {
  db: Db
  clock: Clock
  /** Of the installation: the tokens of mailed questions follow from it. */
  secret: string
  parseAddress: ParseAddress
  draw?: RandomBytes
}

/** The operator is no flood, but a mailbox is written to no more often than else. */
const OPERATORS_LIMITS = { ...ASK_LIMITS, networkHourly: 1e6, networkDaily: 1e6, overallHourly: 1e6 }
const OPERATOR = 'operator'

/** Makes the use cases on a database. */
export function createOperating(deps: OperatingDeps): Operating {
  const { db, clock, draw, parseAddress } = deps
  const ask = askForSubscription({
    ...{ db, clock, draw, toToken: createTokens(deps.secret), limits: OPERATORS_LIMITS },
    onAsked: () => undefined,
  })
  return {
    add({ channel, address, order, asks }) {
      if (channel === 'mail' && asks) return ask({ address, network: OPERATOR, ...order })
      const place = toPlace(parseAddress, channel, address)
      return db.transaction().execute((tx) => beginSubscription(tx, { now: clock(), draw }, place, order))
    },
    list: (page) => listSubscriptions(db, page),
    async get(id) {
      const [last] = await listLastDigests(db, [id])
      return { ...(await getAny(db, id)), ...(last && { last }) }
    },
    pause: (id) => moveTo(db, id, 'active', () => ({ state: 'paused', nextAt: undefined })),
    resume: (id) =>
      moveTo(db, id, 'paused', ({ rhythm }) => ({ state: 'active', nextAt: toNextTime(rhythm, clock()) })),
    async end(id) {
      const { subscription } = await getAny(db, id)
      return (await endSubscription(db, id, clock())) ?? subscription
    },
    forget(channel, address) {
      const { key } = toPlace(parseAddress, channel, address)
      return db.transaction().execute(async (tx) => {
        const recipient = await findRecipientByKey(tx, channel, key)
        if (!recipient) throw new AppError('not_found', 'Nothing is kept of this address.')
        return forgetRecipient(tx, recipient.id)
      })
    },
  }
}

function toPlace(parseAddress: ParseAddress, channel: ChannelName, text: string): ChannelAddress {
  if (channel === 'mail') return { channel, ...parseMailAddress(text) }
  const address = parseAddress(channel, text)
  return { channel, address, key: address }
}

async function getAny(db: Db, id: SubscriptionId): Promise<{ recipient: Recipient; subscription: Subscription }> {
  const subscription = await findSubscription(db, id)
  const recipient = subscription && (await findRecipient(db, subscription.recipientId))
  if (!recipient) throw new AppError('not_found', `There is no subscription ${id}.`)
  return { recipient, subscription }
}

async function moveTo(
  db: Db,
  id: SubscriptionId,
  from: 'active' | 'paused',
  toChange: (subscription: Subscription) => SubscriptionChange & { state: 'active' | 'paused' },
): Promise<Subscription> {
  const { subscription } = await getAny(db, id)
  const change = toChange(subscription)
  if (subscription.state === change.state) return subscription
  const moved = await updateSubscription(db, id, [from], change)
  if (moved) return moved
  const why = subscription.state === 'pending' ? 'waits for the answer of its reader' : 'has ended'
  throw new AppError('conflict', `Subscription ${id} ${why}. Nothing was changed.`)
}
