import { DeliveryError } from '../../domain/delivery-error.ts'
import type { SendConfirmation, SendLink } from '../../domain/ports.ts'
import { isConfirmed, type Recipient, type Subscription } from '../../domain/subscription.ts'
import { type Clock, MINUTE_MS } from '../../domain/time.ts'
import { toGuardedTitle } from '../../domain/wish-title.ts'
import {
  type Confirmation,
  giveBackConfirmation,
  markConfirmationSent,
  releaseConfirmation,
  replaceTokenHash,
} from '../../store/confirmations.ts'
import type { Db } from '../../store/db.ts'
import { findRecipient } from '../../store/recipients.ts'
import { findSubscription } from '../../store/subscriptions.ts'
import type { ToToken } from './confirmation-token.ts'
import type { SignedLinks } from './signed-links.ts'
import { suppressAddress } from './suppress-address.ts'

/** What mailing a question takes. */
export type MailQuestionDeps = {
  db: Db
  clock: Clock
  sendConfirmation: SendConfirmation
  sendLink: SendLink
  toToken: ToToken
  links: SignedLinks
}

/** What became of a question: `down` where the server takes none from anybody, and nothing is held against this one. */
export type MailedQuestion = 'sent' | 'postponed' | 'givenUp' | 'down'

const PAUSES_MINUTES = [1, 5, 15, 60, 180]

/**
 * Mails a question that was claimed, or the private link to one who has the subscription already.
 *
 * @param tellFault told what broke while a mail was written
 * @throws the signal's reason where it is aborted; AppError `unavailable` when the database does not answer
 */
export async function mailQuestion(
  tools: MailQuestionDeps,
  asked: Confirmation,
  signal: AbortSignal,
  tellFault: (fault: unknown) => void,
): Promise<MailedQuestion> {
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
    const isDown = thrown instanceof DeliveryError && thrown.isChannelDown
    if (isDown || signal.aborted) await giveBackConfirmation(db, tokenHash, clock())
    signal.throwIfAborted()
    if (isDown) return 'down'
    if (!(thrown instanceof DeliveryError)) tellFault(thrown)
    return settle(tools, { ...asked, tokenHash }, { subscription, recipient }, thrown)
  }
  await markConfirmationSent(db, tokenHash)
  return 'sent'
}

/** A subscription that ended before anybody confirmed it is nothing to write about. */
function isForgotten(subscription: Subscription): boolean {
  return subscription.state === 'ended' && !isConfirmed(subscription)
}

/** Where the installation has another secret than when the question was asked, its token is made anew. */
async function keepToken({ db, toToken }: MailQuestionDeps, asked: Confirmation): Promise<string> {
  const { hash } = toToken(asked)
  if (hash !== asked.tokenHash) await replaceTokenHash(db, asked.tokenHash, hash)
  return hash
}

type Addressed = { subscription: Subscription; recipient: Recipient }

/** Asks, or brings the private link to one who has the subscription already. */
function send(
  { links, toToken, sendConfirmation, sendLink }: MailQuestionDeps,
  { asked, subscription, recipient }: Addressed & { asked: Confirmation },
  signal: AbortSignal,
): Promise<void> {
  if (subscription.state !== 'pending') return sendLink({ recipient, link: links.toInbox(recipient) }, signal)
  const link = links.toQuestion(toToken(asked).token)
  const ordered = { ...subscription, ...asked.order }
  const title = toGuardedTitle(ordered.wish)
  return sendConfirmation({ recipient, subscription: ordered, title, link, expiresAt: asked.expiresAt }, signal)
}

async function settle(
  { db, clock }: MailQuestionDeps,
  { tokenHash, attempts, expiresAt }: Confirmation,
  { subscription, recipient }: Addressed,
  thrown: unknown,
): Promise<MailedQuestion> {
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
