import type { Digest, DigestId } from '../../domain/digest.ts'
import { AppError } from '../../domain/error.ts'
import type { Recipient, Subscription, SubscriptionId, SubscriptionState } from '../../domain/subscription.ts'
import type { Clock, UnixMs } from '../../domain/time.ts'
import { toWishTitle } from '../../domain/wish-title.ts'
import { drawKey, type RandomBytes } from '../../platform/random-key.ts'
import { toNextTime } from '../../platform/zoned-time.ts'
import type { Db } from '../../store/db.ts'
import { findDigest } from '../../store/digests.ts'
import { forgetRecipient } from '../../store/forget-recipient.ts'
import { listLastDigests, listPastDigests, type PastDigest } from '../../store/past-digests.ts'
import { allowRecipient, findRecipientBySecret, replaceSecret } from '../../store/recipients.ts'
import {
  findSubscription,
  listSubscriptionsOf,
  OPEN_STATES,
  type SubscriptionChange,
  updateSubscription,
} from '../../store/subscriptions.ts'
import { checkOrder, type Order, toWishKey } from './check-order.ts'

const MOST_LISTED = 200
const DIGESTS_A_PAGE = 50
const SECRET = /^[\w-]{22}$/

/** A subscription as its reader manages it. */
export type ManagedSubscription = {
  subscription: Subscription
  title: string
  /** The last digest, whatever became of it. */
  last?: PastDigest
}

/** A place in the list of past digests: behind this one. */
export type DigestCursor = Pick<PastDigest, 'dueAt' | 'id'>

/** What stands behind a private link: everything of one recipient. */
export type Inbox = {
  recipient: Recipient
  /** Those that are not over first, the last made first. */
  subscriptions: readonly ManagedSubscription[]
  /** A page of past digests, those due last first. */
  digests: readonly PastDigest[]
  /** Where the next page begins; absent on the last. */
  next?: DigestCursor
}

/**
 * What a recipient may do with the private link. Each takes what the link holds; where nobody has it, or the subscription
 * is somebody else's, it is `not_found`.
 */
export type Managing = {
  /** `undefined` where nobody has the secret. @param before where a further page of digests begins */
  findInbox(secret: string, before?: DigestCursor): Promise<Inbox | undefined>
  /** A subscription with its recipient: for a preview, or a digest now. @throws AppError `not_found` */
  getOwn(secret: string, id: SubscriptionId): Promise<{ recipient: Recipient; subscription: Subscription }>
  /** A past digest as it was frozen. `undefined` where it is none of this recipient's. */
  findPastDigest(
    secret: string,
    id: DigestId,
  ): Promise<{ digest: Digest; recipient: Recipient; subscription: Subscription } | undefined>
  /**
   * Changes what a subscription brings, and when.
   *
   * @throws AppError `invalid` for an order that cannot be kept; `conflict` where the subscription is over, or another one
   *   brings the same
   */
  change(secret: string, id: SubscriptionId, change: Partial<Order>): Promise<Subscription>
  /** Stops digests until `resume`; again, it changes nothing. @throws AppError `conflict` unless it has begun and lasts */
  pause(secret: string, id: SubscriptionId): Promise<Subscription>
  /** Digests go out again, from the next time of the rhythm on. @throws AppError `conflict` unless it has begun and lasts */
  resume(secret: string, id: SubscriptionId): Promise<Subscription>
  /** Ends a subscription; again, it changes nothing. */
  end(secret: string, id: SubscriptionId): Promise<Subscription>
  /** Makes a new private link: the old one leads nowhere from then on. @throws AppError `not_found` */
  replaceSecret(secret: string): Promise<Recipient>
  /** Lets a recipient be written to again who was suppressed. What ended stays ended. @throws AppError `not_found` */
  allowAgain(secret: string): Promise<void>
  /**
   * Deletes all that is kept of a recipient. Of one to whom nothing may be sent the address stays, so that nothing is.
   *
   * @returns whether nothing is left
   * @throws AppError `not_found`
   */
  forget(secret: string): Promise<boolean>
}

type Deps = { db: Db; clock: Clock; draw?: RandomBytes | undefined }

/** Makes the use cases on a database. */
export function createManaging({ db, clock, draw }: Deps): Managing {
  return {
    findInbox: (secret, before) => findInbox(db, secret, before),
    getOwn: (secret, id) => getOwn(db, secret, id),
    findPastDigest: (secret, id) => findPastDigest(db, secret, id),
    change: (secret, id, change) =>
      db.transaction().execute(async (tx) => {
        const { subscription } = await getOwn(tx, secret, id)
        return changeOrder(tx, subscription, change, clock())
      }),
    pause: (secret, id) => moveTo(db, secret, id, () => ({ state: 'paused', nextAt: undefined })),
    resume: (secret, id) =>
      moveTo(db, secret, id, ({ rhythm }) => ({ state: 'active', nextAt: toNextTime(rhythm, clock()) })),
    async end(secret, id) {
      const { subscription } = await getOwn(db, secret, id)
      return (await endSubscription(db, id, clock())) ?? subscription
    },
    async replaceSecret(secret) {
      return (await replaceSecret(db, secret, drawKey(draw))) ?? refuseLink()
    },
    async allowAgain(secret) {
      const { id } = (await findBySecret(db, secret)) ?? refuseLink()
      await allowRecipient(db, id)
    },
    forget: (secret) =>
      db.transaction().execute(async (tx) => {
        const { id } = (await findBySecret(tx, secret)) ?? refuseLink()
        return forgetRecipient(tx, id)
      }),
  }
}

/** Ends a subscription that is not over. `undefined` where it is, or is not there. */
export function endSubscription(db: Db, id: SubscriptionId, now: UnixMs): Promise<Subscription | undefined> {
  return updateSubscription(db, id, OPEN_STATES, { state: 'ended', endedAt: now, nextAt: undefined })
}

async function findBySecret(db: Db, secret: string): Promise<Recipient | undefined> {
  return SECRET.test(secret) ? findRecipientBySecret(db, secret) : undefined
}

async function findInbox(db: Db, secret: string, before?: DigestCursor): Promise<Inbox | undefined> {
  const recipient = await findBySecret(db, secret)
  if (!recipient) return undefined
  const open = await listSubscriptionsOf(db, recipient.id, OPEN_STATES, MOST_LISTED)
  const ended = await listSubscriptionsOf(db, recipient.id, ['ended'], MOST_LISTED)
  const all = [...open, ...ended]
  const last = await listLastDigests(
    db,
    all.map(({ id }) => id),
  )
  const lastOf = new Map(last.map((digest) => [digest.subscriptionId, digest]))
  const digests = await listPastDigests(db, recipient.id, { size: DIGESTS_A_PAGE + 1, before })
  const shown = digests.slice(0, DIGESTS_A_PAGE)
  const next = digests.length > DIGESTS_A_PAGE ? shown.at(-1) : undefined
  return {
    recipient,
    subscriptions: all.map((subscription) => toManaged(subscription, lastOf.get(subscription.id))),
    digests: shown,
    ...(next && { next: { dueAt: next.dueAt, id: next.id } }),
  }
}

function toManaged(subscription: Subscription, last: PastDigest | undefined): ManagedSubscription {
  return { subscription, title: toWishTitle(subscription.wish), ...(last && { last }) }
}

async function getOwn(
  db: Db,
  secret: string,
  id: SubscriptionId,
): Promise<{ recipient: Recipient; subscription: Subscription }> {
  const recipient = (await findBySecret(db, secret)) ?? refuseLink()
  const subscription = await findSubscription(db, id)
  if (subscription?.recipientId !== recipient.id) throw new AppError('not_found', 'There is no such subscription.')
  return { recipient, subscription }
}

async function findPastDigest(db: Db, secret: string, id: DigestId) {
  const digest = await findDigest(db, id)
  const recipient = digest && (await findBySecret(db, secret))
  const subscription = recipient && (await findSubscription(db, digest.subscriptionId))
  return subscription?.recipientId === recipient?.id && subscription && recipient
    ? { digest, recipient, subscription }
    : undefined
}

async function changeOrder(
  tx: Db,
  subscription: Subscription,
  change: Partial<Order>,
  now: UnixMs,
): Promise<Subscription> {
  const { wish, rhythm, size, sendsEmpty, id, state, recipientId } = subscription
  const order = checkOrder({ wish, rhythm, size, sendsEmpty, ...change })
  const others = await listSubscriptionsOf(tx, recipientId, OPEN_STATES, MOST_LISTED)
  const key = toWishKey(order.wish)
  if (others.some((other) => other.id !== id && toWishKey(other.wish) === key)) {
    throw new AppError('conflict', 'Another of your subscriptions brings the same. Nothing was changed.')
  }
  const due = state === 'active' && change.rhythm ? { nextAt: toNextTime(order.rhythm, now) } : {}
  const states: readonly SubscriptionState[] = state === 'ended' ? [] : [state]
  const changed = states.length > 0 && (await updateSubscription(tx, id, states, { ...order, ...due }))
  return changed || refuseEnded()
}

/** Moves a subscription to where it may be already: then it stays as it is. */
async function moveTo(
  db: Db,
  secret: string,
  id: SubscriptionId,
  toChange: (subscription: Subscription) => SubscriptionChange & { state: 'active' | 'paused' },
): Promise<Subscription> {
  const { subscription } = await getOwn(db, secret, id)
  const change = toChange(subscription)
  if (subscription.state === change.state) return subscription
  if (subscription.state === 'pending') {
    throw new AppError('conflict', 'This subscription has not begun: its confirmation is in your mail.')
  }
  const moved = await updateSubscription(db, id, [change.state === 'active' ? 'paused' : 'active'], change)
  return moved ?? refuseEnded()
}

function refuseLink(): never {
  throw new AppError('not_found', 'This private link is not known: a newer one may have taken its place.')
}

function refuseEnded(): never {
  throw new AppError('conflict', 'This subscription has ended. Subscribe again to have its digests.')
}
