import type { DigestId } from './digest.ts'
import type { SubscriptionId } from './subscription.ts'

const INBOX = '/inbox/'
const CONFIRMATION = '/confirm/'
const LEAVE = '/u/'
const FEEDBACK = '/f/'
const FEED = '/feeds/digests/'

/**
 * What those addresses begin with that hold a secret or a signature: whoever has one may do what its owner may, or read
 * what is for them. Every path that is made here begins with one of them, and no address that anybody may know.
 */
export const PRIVATE_BEGINNINGS = [INBOX, CONFIRMATION, LEAVE, FEEDBACK, FEED, '/api/v1/inboxes/'] as const

/** The path of everything of one recipient. */
export function toInboxPath(secret: string): string {
  return `${INBOX}${secret}`
}

/** The path of a digest that was composed. */
export function toPastDigestPath(secret: string, id: DigestId): string {
  return `${toInboxPath(secret)}/digests/${id}`
}

/** The path of what would go out now. */
export function toPreviewPath(secret: string, id: SubscriptionId): string {
  return `${toInboxPath(secret)}/preview/${id}`
}

/** The path to which the forms of one subscription are sent. */
export function toOwnSubscriptionPath(secret: string, id: SubscriptionId): string {
  return `${toInboxPath(secret)}/subscriptions/${id}`
}

/** The path of a mailed question. */
export function toConfirmationPath(token: string): string {
  return `${CONFIRMATION}${token}`
}

/** The path that ends a subscription, for readers and for mail programs. */
export function toLeavePath(token: string): string {
  return `${LEAVE}${token}`
}

/** The path of a one-tap link of a digest. */
export function toFeedbackPath(token: string): string {
  return `${FEEDBACK}${token}`
}

/** The path of the feed of a subscription. @param key as `PrivateFeeds` makes it @param form the ending of its name, without a dot */
export function toPrivateFeedPath(key: string, form: string): string {
  return `${FEED}${key}.${form}`
}
