import { AppError } from '../../domain/error.ts'
import { LONGEST_WISH, MOST_DIGEST_PAPERS } from '../../domain/order-limits.ts'
import { checkRhythm } from '../../domain/rhythm.ts'
import type { Subscription, Wish } from '../../domain/subscription.ts'
import { toWishKind } from '../../domain/wishes.ts'
import { isPlainText } from '../../platform/plain-text.ts'
import { isTimeZone } from '../../platform/zoned-time.ts'

/** What a reader orders: everything of a subscription that is theirs to say. */
export type Order = Pick<Subscription, 'wish' | 'rhythm' | 'size' | 'sendsEmpty'>

/**
 * Reads an order, whoever hands it in: texts come out without blanks around them, days in their order.
 *
 * @throws AppError `invalid` where nothing could be sent by it: the message says which part, and what would do
 */
export function checkOrder({ wish, rhythm, size, sendsEmpty }: Order): Order {
  if (!Number.isInteger(size) || size < 1 || size > MOST_DIGEST_PAPERS) {
    throw new AppError('invalid', `A digest has from 1 to ${MOST_DIGEST_PAPERS} papers.`)
  }
  if (!isTimeZone(rhythm.zone)) {
    throw new AppError('invalid', 'The time zone is not known. Name it by continent and city, as in Europe/Oslo.')
  }
  return { wish: toWishKind(wish).check(wish, checkText), rhythm: checkRhythm(rhythm), size, sendsEmpty }
}

function checkText(text: string, what: string): string {
  const plain = text.trim().replace(/\s+/g, ' ')
  if (plain === '') throw new AppError('invalid', `Name ${what}: nothing was given.`)
  if (plain.length > LONGEST_WISH || !isPlainText(plain)) {
    throw new AppError('invalid', `Name ${what} in plain letters, ${LONGEST_WISH} of them at most.`)
  }
  return plain
}

/** Two wishes with one key are one wish, however they are written. */
export function toWishKey(wish: Wish): string {
  return `${wish.kind} ${toWishKind(wish).toKey(wish)}`
}
