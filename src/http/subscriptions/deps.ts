import { AppError } from '../../domain/error.ts'
import type { RenderDigest } from '../../domain/ports.ts'
import type { Subscription, SubscriptionId } from '../../domain/subscription.ts'
import type { DigestPreview } from '../../services/digests/composing.ts'
import type { SubscribeRoom } from '../../services/subscriptions/subscribing-rooms.ts'
import type { Subscribing } from '../../services/subscriptions/subscribing.ts'
import type { SignedLinks } from '../../services/subscriptions/signed-links.ts'

/** What the pages and the API of subscriptions ask of the program. */
export type SubscriptionDeps = {
  subscribing: Subscribing
  /** Subscribes places that are no mailboxes, as far as the operator allows; without it nobody does. */
  subscribeRoom?: SubscribeRoom
  links: Pick<SignedLinks, 'toLinks'>
  /** The digest that would go out now; nothing is kept or sent. */
  preview: (subscription: Subscription) => Promise<DigestPreview>
  /** Has the next digest composed and sent without waiting for its time. */
  sendNow: (id: SubscriptionId) => Promise<void>
  /** How a digest looks as a mail; absent where none is sent. */
  renderDigest?: RenderDigest
  /** For how many days digests are kept as they were composed; absent where for ever. */
  digestDays?: number
}

/** @throws AppError `not_found` where this server sends no digests */
export type GetSubscribing = () => SubscriptionDeps

/** Gives the deps to who asks for them, where there are any. */
export function requireSubscribing(deps: SubscriptionDeps | undefined): GetSubscribing {
  return () => {
    if (deps) return deps
    throw new AppError('not_found', 'This server sends no digests. Its feeds bring the same papers')
  }
}

/** As `getSubscribing`, for what takes a mail. @throws AppError `not_found` where none is sent */
export function requireMail(getSubscribing: GetSubscribing, { offersMail }: { offersMail: boolean }): GetSubscribing {
  return () => {
    if (offersMail) return getSubscribing()
    throw new AppError('not_found', 'This server sends no mail. Its feeds bring the same papers')
  }
}
