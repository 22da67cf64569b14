import type { AddressedSubscription, Subscription } from '../../domain/subscription.ts'
import type { Clock, UnixMs } from '../../domain/time.ts'
import { toTokenHash } from '../../platform/signing.ts'
import { toNextTime } from '../../platform/zoned-time.ts'
import { type Confirmation, findConfirmation as findStored, takeConfirmation } from '../../store/confirmations.ts'
import type { Db } from '../../store/db.ts'
import { findRecipient } from '../../store/recipients.ts'
import { findSubscription, updateSubscription } from '../../store/subscriptions.ts'

type Deps = { db: Db; clock: Clock }

/**
 * How it stands with a mailed question: `open` for an answer; `used`, because it or another one about the same
 * subscription was answered; `expired`; or its subscription has `ended` since.
 */
export type QuestionState = 'open' | 'used' | 'expired' | 'ended'

/** A mailed question, as the page behind its link shows it. `undefined` for a token that is not known, or no longer. */
export type FindConfirmation = (
  token: string,
) => Promise<{ state: QuestionState; subscription: Subscription; address: string } | undefined>

/** Makes the use case. */
export function findConfirmation({ db, clock }: Deps): FindConfirmation {
  return async (token) => {
    const asked = await findStored(db, toTokenHash(token))
    const subscription = asked && (await findSubscription(db, asked.subscriptionId))
    const recipient = subscription && (await findRecipient(db, subscription.recipientId))
    if (!recipient) return undefined
    return { state: toState(asked, subscription, clock()), subscription, address: recipient.address }
  }
}

/** What came of an answer. Only who is the first to give it gets the recipient, whose private link is a secret. */
export type Answered = ({ state: 'confirmed' } & AddressedSubscription) | { state: Exclude<QuestionState, 'open'> }

/**
 * Begins a subscription by the token of a mailed question, which is used up by that: one transaction. Shown again, or
 * too late, it changes nothing. `undefined` for a token that is not known, or no longer.
 *
 * @param network of who answers: kept with the question as proof of the answer
 */
export type Confirm = (token: string, network: string) => Promise<Answered | undefined>

/** Makes the use case. */
export function confirm({ db, clock }: Deps): Confirm {
  return (token, network) => {
    const [tokenHash, now] = [toTokenHash(token), clock()]
    return db.transaction().execute(async (tx) => {
      const asked = await findStored(tx, tokenHash)
      const known = asked && (await findSubscription(tx, asked.subscriptionId))
      if (!known) return undefined
      if ((await takeConfirmation(tx, tokenHash, { now, network })) === undefined) return close(asked, known, now)
      const nextAt = toNextTime(known.rhythm, now)
      const begun = { state: 'active', confirmedAt: now, nextAt } as const
      const subscription = await updateSubscription(tx, known.id, ['pending'], begun)
      const recipient = subscription && (await findRecipient(tx, subscription.recipientId))
      if (!recipient) return close(asked, known, now)
      return { state: 'confirmed', subscription, recipient }
    })
  }
}

function toState(asked: Confirmation, { state }: Subscription, now: UnixMs): QuestionState {
  if (state === 'ended') return 'ended'
  if (asked.confirmedAt !== undefined || state !== 'pending') return 'used'
  return asked.expiresAt > now ? 'open' : 'expired'
}

/** What to tell of a question that takes no answer. Where it still looked open, another answer came in between. */
function close(asked: Confirmation, subscription: Subscription, now: UnixMs): Answered {
  const state = toState(asked, subscription, now)
  return { state: state === 'open' ? 'used' : state }
}
