import type { PaperId } from './paper.ts'
import type { UnixMs, Weekday } from './time.ts'

/** A subscription by a random key of 22 letters of base64url. */
export type SubscriptionId = string & { readonly __brand: 'SubscriptionId' }

/** A recipient by a random key of 22 letters of base64url. */
export type RecipientId = string & { readonly __brand: 'RecipientId' }

/** Ways out for digests. Each is a folder of `src/channels`, but `mail`, which has one of its own. */
export const CHANNELS = ['mail', 'slack', 'discord', 'teams', 'telegram', 'matrix', 'ntfy', 'webhook', 'file'] as const
export type ChannelName = (typeof CHANNELS)[number]

/** Which papers a subscription brings. */
export type Wish =
  | { kind: 'trending' }
  | { kind: 'edition' }
  /** In the query language of the search. */
  | { kind: 'search'; query: string }
  | { kind: 'category'; code: string }
  /** `name` as the reader wrote it; papers are found by its key (`toAuthorKey`). */
  | { kind: 'author'; name: string }
  | { kind: 'organisation'; handle: string }
  /** Papers like these, at most `MOST_WISH_EXAMPLES`. */
  | { kind: 'similar'; papers: readonly PaperId[] }

/** Names that a wish itself does not hold: of its organisation, and of the first of its papers, as plain text. */
export type WishNames = { organisation?: string; paper?: string }

/**
 * When digests go out: on some days of the week at a full hour of a zone (IANA, such as "Europe/Oslo"). A daily digest
 * holds what came since the last, a weekly one the papers of seven days and goes out on one day.
 */
export type Rhythm = { span: 'day' | 'week'; weekdays: readonly Weekday[]; hour: number; zone: string }

/**
 * How it stands with a subscription: `pending` until its reader confirmed it; `active`; `paused` by its reader; `ended` by
 * its reader, by its operator or because its address takes no mail.
 */
export const SUBSCRIPTION_STATES = ['pending', 'active', 'paused', 'ended'] as const
export type SubscriptionState = (typeof SUBSCRIPTION_STATES)[number]

/** States of subscriptions that are not over. */
export const OPEN_STATES = ['pending', 'active', 'paused'] as const satisfies readonly SubscriptionState[]

/** A reader's standing order. */
export type Subscription = {
  id: SubscriptionId
  recipientId: RecipientId
  wish: Wish
  /** As far as its wish needs them, and the store knew them when it was read. They are not kept with it. */
  names?: WishNames
  rhythm: Rhythm
  /** At most so many papers a digest, 1 to `MOST_DIGEST_PAPERS`. */
  size: number
  /** Whether a digest goes out though no paper is worth it: it says so. */
  sendsEmpty: boolean
  state: SubscriptionState
  createdAt: UnixMs
  confirmedAt?: UnixMs
  endedAt?: UnixMs
  /** When the next digest is due; absent unless active. */
  nextAt?: UnixMs
}

/** Who gets digests: a mail address, or a place that a channel reaches. */
export type Recipient = {
  id: RecipientId
  channel: ChannelName
  /** As the reader gave it: a mail address, a webhook's URL, a room. It may hold a secret, so it is never logged. */
  address: string
  /** What its private link holds; changes when the reader asks for a new one. */
  secret: string
  createdAt: UnixMs
  /** Since when nothing is sent to it, and why, in words for its reader. */
  suppressed?: { at: UnixMs; reason: string }
}

/** A subscription with whom it belongs to. */
export type AddressedSubscription = { recipient: Recipient; subscription: Subscription }

/** Whether a subscription has begun: by its reader's answer, or by an operator who vouched for them. */
export function isConfirmed({ state, confirmedAt }: Pick<Subscription, 'state' | 'confirmedAt'>): boolean {
  return confirmedAt !== undefined || state === 'active' || state === 'paused'
}

/** What a reader thought of a paper of a digest: more or less like it. */
export type DigestFeedback = 'more' | 'less'
