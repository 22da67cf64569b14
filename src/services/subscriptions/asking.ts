import { type MailAddress, parseMailAddress, toMailboxKey } from '../../domain/mail-address.ts'
import { MOST_SUBSCRIPTIONS } from '../../domain/order-limits.ts'
import {
  isConfirmed,
  OPEN_STATES,
  type Recipient,
  type RecipientId,
  type Subscription,
  SUBSCRIPTION_STATES,
  type SubscriptionId,
} from '../../domain/subscription.ts'
import { type Clock, DAY_MS, type UnixMs } from '../../domain/time.ts'
import { onlyPresent } from '../../platform/only-present.ts'
import { drawKey, type RandomBytes } from '../../platform/random-key.ts'
import { takeAllowance } from '../../store/allowances.ts'
import { insertConfirmation } from '../../store/confirmations.ts'
import type { Db } from '../../store/db.ts'
import { findRecipientByKey, upsertRecipient } from '../../store/recipients.ts'
import { insertSubscription, listSubscriptionsOf } from '../../store/subscriptions.ts'
import { checkOrder, type Order, toWishKey } from './check-order.ts'
import { findDoubt, refuseBarren } from './check-wish.ts'
import { CONFIRMATION_MS, type ToToken } from './confirmation-token.ts'
import { type AskLimits, takeAsk, takeLink } from './limits.ts'

const MOST_LISTED = 200

/** What asking takes. */
export type AskDeps = {
  db: Db
  clock: Clock
  toToken: ToToken
  limits: AskLimits
  draw?: RandomBytes | undefined
  /** Told when a mail is to be sent, so that its sender need not wait until it looks again. */
  onAsked: () => void
}

/** What is told of a subscription that was asked for: the same whether or not the address is known. */
export type Asked = {
  /** As it will be written to. */
  address: string
  /** Until when the question in the mail may be answered. */
  expiresAt: UnixMs
  /** Why it may never bring a paper (`FindDoubt`). */
  doubt?: string
}

/**
 * Asks for a subscription: a mail goes out with a question, and nothing else happens before its answer.
 *
 * A recipient who has such a subscription, or as many as may be, is sent the private link instead. Nothing goes to an
 * address that is suppressed, or had its share of mails for the day. Whoever asks learns nothing of all that.
 *
 * @param asked.network whose limits count: an IPv4 address, or the first 64 bits of an IPv6 one
 * @throws AppError `invalid` where the address or the order is wrong, or could bring nothing; `rate_limited` where too much was asked for
 */
export type AskForSubscription = (asked: Order & { address: string; network: string }) => Promise<Asked>

/** Makes the use case. */
export function askForSubscription(deps: AskDeps): AskForSubscription {
  return async ({ address: text, network, ...order }) => {
    const address = parseMailAddress(text)
    const wanted = checkOrder(order)
    await refuseBarren(deps.db, wanted.wish)
    const doubt = await findDoubt(deps.db)(wanted.wish)
    const now = deps.clock()
    await deps.db.transaction().execute(async (tx) => {
      if (!(await takeAsk(tx, deps.limits, { key: toMailboxKey(address.key), network }, now))) return
      const recipient = await claimRecipient(tx, deps, address, now)
      if (recipient.suppressed) return
      const subscription = await placeOrder(tx, deps, { recipient, order: wanted }, now)
      if (subscription) await ask(tx, deps, { id: subscription.id, network, order: wanted }, now)
    })
    deps.onAsked()
    return { address: address.address, expiresAt: now + CONFIRMATION_MS, ...onlyPresent({ doubt }) }
  }
}

/**
 * Sends a recipient the private link again, or the question where nothing was confirmed yet. Whoever asks does not learn
 * whether the address is known.
 *
 * @throws AppError as `AskForSubscription` does
 */
export type SendLinkAgain = (address: string, network: string) => Promise<void>

/** Makes the use case. */
export function sendLinkAgain(deps: AskDeps): SendLinkAgain {
  return async (text, network) => {
    const { key } = parseMailAddress(text)
    const now = deps.clock()
    await deps.db.transaction().execute(async (tx) => {
      if (!(await takeLink(tx, deps.limits, { key: toMailboxKey(key), network }, now))) return
      const recipient = await findRecipientByKey(tx, 'mail', key)
      // As much is done for who is not known, so that nobody can tell by the time it takes.
      const id = recipient?.id ?? (drawKey(deps.draw) as RecipientId)
      const all = await listSubscriptionsOf(tx, id, SUBSCRIPTION_STATES, MOST_LISTED)
      const subscription = all.find(isConfirmed) ?? all.find(({ state }) => state === 'pending')
      if (subscription && !recipient?.suppressed) await ask(tx, deps, { id: subscription.id, network }, now)
      else await askNobody(tx, deps, network, now)
    })
    deps.onAsked()
  }
}

function claimRecipient(tx: Db, { draw }: AskDeps, address: MailAddress, now: UnixMs): Promise<Recipient> {
  const fresh = { id: drawKey(draw) as RecipientId, secret: drawKey(draw), createdAt: now }
  return upsertRecipient(tx, { channel: 'mail', ...address }, fresh)
}

/** The subscription about which its recipient is written to. */
async function placeOrder(
  tx: Db,
  { draw }: AskDeps,
  { recipient, order }: { recipient: Recipient; order: Order },
  now: UnixMs,
): Promise<Subscription | undefined> {
  const open = await listSubscriptionsOf(tx, recipient.id, OPEN_STATES, MOST_LISTED)
  const key = toWishKey(order.wish)
  const same = open.find(({ wish }) => toWishKey(wish) === key)
  // Where nobody has confirmed it, it stays as it is: each question has its own order, and the one that is answered counts.
  if (same) return same
  if (open.length >= MOST_SUBSCRIPTIONS) return open.find(isConfirmed)
  const id = drawKey(draw) as SubscriptionId
  const subscription: Subscription = { ...order, id, recipientId: recipient.id, state: 'pending', createdAt: now }
  await insertSubscription(tx, subscription)
  return subscription
}

async function ask(
  tx: Db,
  { toToken }: AskDeps,
  { id, network, order }: { id: SubscriptionId; network: string; order?: Order },
  now: UnixMs,
): Promise<void> {
  const { hash } = toToken({ subscriptionId: id, askedAt: now })
  const asked = { subscriptionId: id, askedAt: now, askedFrom: network, expiresAt: now + CONFIRMATION_MS }
  await insertConfirmation(tx, { tokenHash: hash, ...asked, ...(order && { order }) })
}

/** What asking takes, without its outcome: a token, and a row that is written. */
async function askNobody(tx: Db, { toToken, draw }: AskDeps, network: string, now: UnixMs): Promise<void> {
  toToken({ subscriptionId: drawKey(draw) as SubscriptionId, askedAt: now })
  await takeAllowance(tx, { key: `nobody ${network}`, most: 1e6, windowMs: DAY_MS }, now)
}
