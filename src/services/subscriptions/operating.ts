import { AppError } from '../../domain/error.ts'
import { MEND_SECRET, NO_SECRET } from '../../domain/lost-secret.ts'
import { parseMailAddress } from '../../domain/mail-address.ts'
import type {
  AddressedSubscription,
  ChannelName,
  Subscription,
  SubscriptionId,
  SubscriptionState,
} from '../../domain/subscription.ts'
import type { Clock } from '../../domain/time.ts'
import { onlyPresent } from '../../platform/only-present.ts'
import type { RandomBytes } from '../../platform/random-key.ts'
import type { Db } from '../../store/db.ts'
import { forgetRecipient } from '../../store/forget-recipient.ts'
import { listLastDigests, type PastDigest } from '../../store/past-digests.ts'
import { type ChannelAddress, findRecipient, findRecipientByKey } from '../../store/recipients.ts'
import { findSubscription, listSubscriptions } from '../../store/subscriptions.ts'
import { type Asked, type AskForSubscription, askForSubscription } from './asking.ts'
import type { Order } from './check-order.ts'
import { findDoubt } from './check-wish.ts'
import { createTokens } from './confirmation-token.ts'
import { ASK_LIMITS } from './limits.ts'
import { endSubscription, pauseSubscription, resumeSubscription } from './moving.ts'
import { beginSubscription, type ParseAddress } from './subscribing-rooms.ts'

/** What an operator does with everybody's subscriptions. */
export type Operating = {
  /**
   * Begins a subscription at once; of a mailbox its owner is asked first where `asks` is set, and nothing begins before
   * the answer.
   *
   * @returns with `doubt`, why it may never bring a paper (`FindDoubt`)
   * @throws AppError `invalid` or `conflict`, as `beginSubscription` does; `invalid` also where nothing could be sent there
   */
  add(wanted: {
    channel: ChannelName
    address: string
    order: Order
    asks: boolean
  }): Promise<(AddressedSubscription & { doubt?: string }) | Asked>
  /**
   * Subscriptions, a page at a time, in the order of their ids: all, or those of one address, or in some states.
   *
   * @throws AppError `invalid` for an address that the channel cannot have
   */
  list(
    page: { size: number; after?: SubscriptionId | undefined },
    only?: {
      place?: { channel: ChannelName; address: string } | undefined
      states?: readonly SubscriptionState[] | undefined
    },
  ): Promise<AddressedSubscription[]>
  /** With its last digest, where there is one. @throws AppError `not_found` */
  get(id: SubscriptionId): Promise<AddressedSubscription & { last?: PastDigest }>
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
  /** Of the installation: the tokens of mailed questions follow from it. Absent where it has none yet, or lost it. */
  secret: string | undefined
  parseAddress: ParseAddress
  /** Refuses a place that is not there, as far as this machine can tell. @throws AppError `invalid` */
  refuseLost?: (place: ChannelAddress) => Promise<void>
  draw?: RandomBytes
}

/** The operator is no flood, but a mailbox is written to no more often than else. */
const NO_LIMIT = 1e6
const OPERATORS_LIMITS = {
  ...{ ...ASK_LIMITS, networkHourly: NO_LIMIT, networkDaily: NO_LIMIT },
  ...{ wideHourly: NO_LIMIT, wideDaily: NO_LIMIT, overallHourly: NO_LIMIT },
}
const OPERATOR = 'operator'

/** Makes the use cases on a database. */
export function createOperating(deps: OperatingDeps): Operating {
  const { db, clock, draw, parseAddress } = deps
  const ask: AskForSubscription = (asked) => {
    const { secret } = deps
    if (secret === undefined) throw new AppError('not_found', `${NO_SECRET} Nothing was asked. ${MEND_SECRET}`)
    const onAsked = (): void => undefined
    const toToken = createTokens(secret)
    return askForSubscription({ db, clock, draw, toToken, limits: OPERATORS_LIMITS, onAsked })(asked)
  }
  return {
    async add({ channel, address, order, asks }) {
      if (channel === 'mail' && asks) return ask({ address, network: OPERATOR, ...order })
      const place = toPlace(parseAddress, channel, address)
      await deps.refuseLost?.(place)
      const begun = await db.transaction().execute((tx) => beginSubscription(tx, { now: clock(), draw }, place, order))
      return { ...begun, ...onlyPresent({ doubt: await findDoubt(db)(begun.subscription.wish) }) }
    },
    async list(page, { place, states } = {}) {
      if (!place) return listSubscriptions(db, page, { states })
      const { channel, key } = toPlace(parseAddress, place.channel, place.address)
      const recipient = await findRecipientByKey(db, channel, key)
      return recipient ? listSubscriptions(db, page, { recipientId: recipient.id, states }) : []
    },
    async get(id) {
      const [last] = await listLastDigests(db, [id])
      return { ...(await getAny(db, id)), ...(last && { last }) }
    },
    pause: async (id) => pauseSubscription(db, (await getAny(db, id)).subscription),
    resume: async (id) => resumeSubscription(db, (await getAny(db, id)).subscription, clock()),
    end: async (id) => endSubscription(db, (await getAny(db, id)).subscription, clock()),
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

async function getAny(db: Db, id: SubscriptionId): Promise<AddressedSubscription> {
  const subscription = await findSubscription(db, id)
  const recipient = subscription && (await findRecipient(db, subscription.recipientId))
  if (!recipient) throw new AppError('not_found', `There is no subscription ${id}.`)
  return { recipient, subscription }
}
