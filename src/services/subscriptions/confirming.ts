import { AppError } from '../../domain/error.ts'
import { parseMailAddress, toMailboxKey } from '../../domain/mail-address.ts'
import type { AddressedSubscription, Recipient, Subscription } from '../../domain/subscription.ts'
import type { Clock, UnixMs } from '../../domain/time.ts'
import { toTokenHash } from '../../platform/signing.ts'
import { isTimeZone, toNextTime } from '../../platform/zoned-time.ts'
import { type Confirmation, findConfirmation as findStored, takeConfirmation } from '../../store/confirmations.ts'
import type { Db } from '../../store/db.ts'
import { findRecipient } from '../../store/recipients.ts'
import { findSubscription, updateSubscription } from '../../store/subscriptions.ts'
import { returnAsk } from './limits.ts'

type Deps = { db: Db; clock: Clock }

/**
 * How it stands with a mailed question: `open` for an answer; `used`, because it or another one about the same
 * subscription was answered; `expired`; its subscription has `ended` since; or nothing may be sent to its reader any more
 * (`suppressed`).
 */
export type QuestionState = 'open' | 'used' | 'expired' | 'ended' | 'suppressed'

/** A mailed question with what its answer would begin. */
export type Question = { state: QuestionState; subscription: Subscription; recipient: Recipient }

/** A mailed question, as the page behind its link shows it. `undefined` for a token that is not known, or no longer. */
export type FindConfirmation = (token: string) => Promise<Question | undefined>

/** Makes the use case. */
export function findConfirmation({ db, clock }: Deps): FindConfirmation {
  return async (token) => {
    const found = await findQuestion(db, token)
    if (!found) return undefined
    const { subscription, recipient } = found
    return { state: toState(found, clock()), subscription, recipient }
  }
}

/** What came of an answer. Only who is the first to give it gets the recipient, whose private link is a secret. */
export type Answered = ({ state: 'confirmed' } & AddressedSubscription) | { state: Exclude<QuestionState, 'open'> }

/**
 * Begins a subscription by the token of a mailed question, which is used up by that: one transaction. What was asked for
 * with this question is what begins, whatever was asked for by others. Shown again, or too late, it changes nothing.
 * `undefined` for a token that is not known, or no longer.
 *
 * @param network of who answers: kept with the question as proof of the answer
 * @param zone by whose clocks the digests go out; absent, by those that were asked for
 * @throws AppError `invalid` for a zone that is none
 */
export type Confirm = (token: string, network: string, zone?: string) => Promise<Answered | undefined>

/** Makes the use case. */
export function confirm({ db, clock }: Deps): Confirm {
  return (token, network, zone) => {
    const now = clock()
    return db.transaction().execute(async (tx) => {
      const found = await findQuestion(tx, token)
      if (!found) return undefined
      const state = toState(found, now)
      if (state !== 'open') return { state }
      return (await begin(tx, found, { network, zone }, now)) ?? { state: 'used' }
    })
  }
}

type Found = Omit<Question, 'state'> & { asked: Confirmation }

async function findQuestion(db: Db, token: string): Promise<Found | undefined> {
  const asked = await findStored(db, toTokenHash(token))
  const subscription = asked && (await findSubscription(db, asked.subscriptionId))
  const recipient = subscription && (await findRecipient(db, subscription.recipientId))
  if (!recipient) return undefined
  // Of one that has begun, what it has become counts.
  const ordered = subscription.state === 'pending' ? { ...subscription, ...asked.order } : subscription
  return { asked, subscription: ordered, recipient }
}

/** `undefined` where another answer came in between. */
async function begin(
  tx: Db,
  { asked, subscription, recipient }: Found,
  { network, zone = subscription.rhythm.zone }: { network: string; zone: string | undefined },
  now: UnixMs,
): Promise<Answered | undefined> {
  if (!isTimeZone(zone)) throw new AppError('invalid', 'This time zone is not known here')
  if ((await takeConfirmation(tx, asked.tokenHash, { now, network })) === undefined) return undefined
  const rhythm = { ...subscription.rhythm, zone }
  const { wish, size, sendsEmpty } = subscription
  const begun = { state: 'active', confirmedAt: now, nextAt: toNextTime(rhythm, now) } as const
  const change = { wish, rhythm, size, sendsEmpty, ...begun }
  const active = await updateSubscription(tx, subscription.id, ['pending'], change)
  if (!active) return undefined
  await returnAsk(tx, toMailboxKey(parseMailAddress(recipient.address).key), asked.askedAt)
  return { state: 'confirmed', subscription: active, recipient }
}

function toState({ asked, subscription: { state }, recipient }: Found, now: UnixMs): QuestionState {
  if (recipient.suppressed && (state === 'pending' || state === 'ended')) return 'suppressed'
  if (state === 'ended') return 'ended'
  if (asked.confirmedAt !== undefined || state !== 'pending') return 'used'
  return asked.expiresAt > now ? 'open' : 'expired'
}
