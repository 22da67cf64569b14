import type { Digest, DigestId } from '../../domain/digest.ts'
import { AppError } from '../../domain/error.ts'
import {
  type AddressedSubscription,
  OPEN_STATES,
  type Recipient,
  type Subscription,
  type SubscriptionId,
  type SubscriptionState,
} from '../../domain/subscription.ts'
import type { Clock, Day, UnixMs } from '../../domain/time.ts'
import { drawKey, type RandomBytes } from '../../platform/random-key.ts'
import { toNextTime } from '../../platform/zoned-time.ts'
import type { Db } from '../../store/db.ts'
import { findDigest, findPrunedDigest } from '../../store/digests.ts'
import { forgetRecipient } from '../../store/forget-recipient.ts'
import { listLastDigests, listPastDigests, type PastDigest } from '../../store/past-digests.ts'
import { allowRecipient, findRecipientBySecret, replaceSecret } from '../../store/recipients.ts'
import { findSubscription, listSubscriptionsOf, updateSubscription } from '../../store/subscriptions.ts'
import { checkOrder, type Order, toWishKey } from './check-order.ts'
import { refuseBarren } from './check-wish.ts'
import { toNextDigestAt } from './next-digest.ts'
import { endSubscription, pauseSubscription, refuseEnded, resumeSubscription } from './moving.ts'

const MOST_LISTED = 200
/** Past digests that stand on one page of an inbox. */
export const DIGESTS_A_PAGE = 50
const SECRET = /^[\w-]{22}$/

/** A subscription as its reader manages it. */
export type ManagedSubscription = {
  subscription: Subscription
  /** The last digest, whatever became of it. */
  last?: PastDigest
  /** When the next one comes that can bring a paper; absent unless digests go out. */
  nextAt?: UnixMs
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
  /** As `findInbox`. @throws AppError `not_found` */
  getInbox(secret: string, before?: DigestCursor): Promise<Inbox>
  /** A subscription with its recipient: for a preview, or a digest now. @throws AppError `not_found` */
  getOwn(secret: string, id: SubscriptionId): Promise<AddressedSubscription>
  /** A past digest as it was frozen. `undefined` where it is none of this recipient's. */
  findPastDigest(secret: string, id: DigestId): Promise<(AddressedSubscription & { digest: Digest }) | undefined>
  /** A past digest of which no more is kept than that it was. `undefined` where more is, or it is none of this recipient's. */
  findPrunedDigest(secret: string, id: DigestId): Promise<{ to: Day } | undefined>
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
    getInbox: async (secret, before) => (await findInbox(db, secret, before)) ?? refuseLink(),
    getOwn: (secret, id) => getOwn(db, secret, id),
    findPastDigest: (secret, id) => findPastDigest(db, secret, id),
    findPrunedDigest: (secret, id) => findPruned(db, secret, id),
    change: (secret, id, change) =>
      db.transaction().execute(async (tx) => {
        const { subscription } = await getOwn(tx, secret, id)
        return changeOrder(tx, subscription, change, clock())
      }),
    pause: async (secret, id) => pauseSubscription(db, (await getOwn(db, secret, id)).subscription),
    resume: async (secret, id) => resumeSubscription(db, (await getOwn(db, secret, id)).subscription, clock()),
    end: async (secret, id) => endSubscription(db, (await getOwn(db, secret, id)).subscription, clock()),
    async replaceSecret(secret) {
      return (await replaceSecret(db, secret, drawKey(draw))) ?? refuseLink()
    },
    async allowAgain(secret) {
      const { id } = await getBySecret(db, secret)
      await allowRecipient(db, id)
    },
    forget: (secret) =>
      db.transaction().execute(async (tx) => {
        const { id } = await getBySecret(tx, secret)
        return forgetRecipient(tx, id)
      }),
  }
}

async function findBySecret(db: Db, secret: string): Promise<Recipient | undefined> {
  return SECRET.test(secret) ? findRecipientBySecret(db, secret) : undefined
}

/** Whose private link it is. @throws AppError `not_found` where it is nobody's */
export async function getBySecret(db: Db, secret: string): Promise<Recipient> {
  return (await findBySecret(db, secret)) ?? refuseLink()
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
  const nextAt = toNextDigestAt(subscription, last)
  return { subscription, ...(last && { last }), ...(nextAt !== undefined && { nextAt }) }
}

async function getOwn(db: Db, secret: string, id: SubscriptionId): Promise<AddressedSubscription> {
  const recipient = await getBySecret(db, secret)
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

async function findPruned(db: Db, secret: string, id: DigestId): Promise<{ to: Day } | undefined> {
  const digest = await findPrunedDigest(db, id)
  const recipient = digest && (await findBySecret(db, secret))
  const subscription = recipient && (await findSubscription(db, digest.subscriptionId))
  return subscription && subscription.recipientId === recipient.id ? { to: digest.to } : undefined
}

async function changeOrder(
  tx: Db,
  subscription: Subscription,
  change: Partial<Order>,
  now: UnixMs,
): Promise<Subscription> {
  const { wish, rhythm, size, sendsEmpty, id, state, recipientId } = subscription
  const order = checkOrder({ wish, rhythm, size, sendsEmpty, ...change })
  if (change.wish) await refuseBarren(tx, order.wish)
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

function refuseLink(): never {
  throw new AppError('not_found', 'This private link is not known: a newer one may have taken its place.')
}
