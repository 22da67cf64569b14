import { DeliveryError } from '../../domain/delivery-error.ts'
import type { SendConfirmation, SendLink } from '../../domain/ports.ts'
import type { Recipient, Subscription } from '../../domain/subscription.ts'
import { type Clock, MINUTE_MS, type UnixMs } from '../../domain/time.ts'
import { toWishTitle } from '../../domain/wish-title.ts'
import {
  claimConfirmation,
  type Confirmation,
  findNextConfirmation,
  markConfirmationSent,
  releaseConfirmation,
  replaceTokenHash,
} from '../../store/confirmations.ts'
import type { Db } from '../../store/db.ts'
import { findRecipient } from '../../store/recipients.ts'
import { findSubscription } from '../../store/subscriptions.ts'
import { suppressAddress } from '../digests/suppress-address.ts'
import { isConfirmed } from './asking.ts'
import { createTokens, type ToToken } from './confirmation-token.ts'
import { createSignedLinks, type SignedLinks } from './signed-links.ts'

/** What sending takes. */
export type ConfirmationSenderDeps = {
  db: Db
  clock: Clock
  /** Of the installation, and its public address: as `createSubscribing` has them. */
  secret: string
  baseUrl: string
  sendConfirmation: SendConfirmation
  sendLink: SendLink
}

/** What one round of sending came to. */
export type ConfirmationRound = {
  sent: number
  /** To be tried again. */
  postponed: number
  /** Refused for good, too late, or for nothing any more. */
  givenUp: number
  /** When the next one is to be sent; absent where none waits. */
  nextAt?: UnixMs
}

/** Longer than any server takes for a mail. Who dies with one leaves it to be sent again after that. */
const CLAIM_MS = 10 * MINUTE_MS
const PAUSES_MINUTES = [1, 5, 15, 60, 180]
/** So many failures in a row are the server's, not the addresses'. */
const MOST_FAILURES = 3
/** So long such a server is left alone. */
const REST_MS = 60_000

/**
 * Sends the mails with questions and private links that are due, one after the other, until none is left or the server
 * takes none.
 *
 * At least once: of one whose sender died, or of which nobody knows whether it arrived, a second one goes out, with the
 * same link. What is not taken is tried again after growing pauses, until it expires. Several may send at once: each mail
 * is claimed by one.
 *
 * @throws the signal's reason where it is aborted (what was under way is sent later); what broke while writing a mail,
 *   once the others are sent (it is tried again like one that was not taken)
 */
export type SendConfirmations = (signal: AbortSignal) => Promise<ConfirmationRound>

type Tools = ConfirmationSenderDeps & { toToken: ToToken; links: SignedLinks }
type Outcome = 'sent' | 'postponed' | 'givenUp'

/** Makes the use case. */
export function createConfirmationSender(deps: ConfirmationSenderDeps): SendConfirmations {
  const tools = { ...deps, toToken: createTokens(deps.secret), links: createSignedLinks(deps.secret, deps.baseUrl) }
  const { db, clock } = deps
  return async (signal) => {
    const counts = { sent: 0, postponed: 0, givenUp: 0 }
    const faults: unknown[] = []
    let failures = 0
    while (failures < MOST_FAILURES) {
      signal.throwIfAborted()
      const now = clock()
      const asked = await claimConfirmation(db, { now, until: now + CLAIM_MS })
      if (!asked) break
      const outcome = await sendOne(tools, asked, signal, (fault) => faults.push(fault))
      counts[outcome]++
      failures = outcome === 'postponed' ? failures + 1 : 0
    }
    if (faults.length > 0) throw faults[0]
    const nextAt = await findNextConfirmation(db)
    const earliest = failures < MOST_FAILURES ? -Infinity : clock() + REST_MS
    return { ...counts, ...(nextAt !== undefined && { nextAt: Math.max(nextAt, earliest) }) }
  }
}

async function sendOne(
  tools: Tools,
  asked: Confirmation,
  signal: AbortSignal,
  tellFault: (fault: unknown) => void,
): Promise<Outcome> {
  const { db, clock } = tools
  const subscription = await findSubscription(db, asked.subscriptionId)
  const recipient = subscription && (await findRecipient(db, subscription.recipientId))
  if (!recipient || recipient.suppressed || asked.expiresAt <= clock() || isForgotten(subscription)) {
    await releaseConfirmation(db, asked.tokenHash)
    return 'givenUp'
  }
  const tokenHash = await keepToken(tools, asked)
  try {
    await send(tools, { asked, subscription, recipient }, signal)
  } catch (thrown) {
    if (signal.aborted) await releaseConfirmation(db, tokenHash, clock())
    signal.throwIfAborted()
    if (!(thrown instanceof DeliveryError)) tellFault(thrown)
    return settle(tools, { ...asked, tokenHash }, { subscription, recipient }, thrown)
  }
  await markConfirmationSent(db, tokenHash, clock())
  return 'sent'
}

/** A subscription that ended before anybody confirmed it is nothing to write about. */
function isForgotten(subscription: Subscription): boolean {
  return subscription.state === 'ended' && !isConfirmed(subscription)
}

/** Where the installation has another secret than when the question was asked, its token is made anew. */
async function keepToken({ db, toToken }: Tools, asked: Confirmation): Promise<string> {
  const { hash } = toToken(asked)
  if (hash !== asked.tokenHash) await replaceTokenHash(db, asked.tokenHash, hash)
  return hash
}

type Addressed = { subscription: Subscription; recipient: Recipient }

/** Asks, or brings the private link to one who has the subscription already. */
function send(
  { links, toToken, sendConfirmation, sendLink }: Tools,
  { asked, subscription, recipient }: Addressed & { asked: Confirmation },
  signal: AbortSignal,
): Promise<void> {
  if (subscription.state !== 'pending') return sendLink({ recipient, link: links.toInbox(recipient) }, signal)
  const link = links.toQuestion(toToken(asked).token)
  const title = toWishTitle(subscription.wish)
  return sendConfirmation({ recipient, subscription, title, link, expiresAt: asked.expiresAt }, signal)
}

async function settle(
  { db, clock }: Tools,
  { tokenHash, attempts, expiresAt }: Confirmation,
  { subscription, recipient }: Addressed,
  thrown: unknown,
): Promise<Outcome> {
  if (thrown instanceof DeliveryError && thrown.outcome === 'refused') {
    await releaseConfirmation(db, tokenHash)
    // An address that nobody ever confirmed is forgotten anyway, and whoever mistyped it may come to own it.
    if (isConfirmed(subscription) && thrown.isAddressDead) {
      await db.transaction().execute((tx) => suppressAddress(tx, recipient.id, thrown.message, clock()))
    }
    return 'givenUp'
  }
  const minutes = PAUSES_MINUTES[attempts - 1] ?? PAUSES_MINUTES.at(-1)!
  const nextAt = clock() + minutes * MINUTE_MS
  await releaseConfirmation(db, tokenHash, nextAt < expiresAt ? nextAt : undefined)
  return nextAt < expiresAt ? 'postponed' : 'givenUp'
}
