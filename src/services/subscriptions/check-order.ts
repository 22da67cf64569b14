import { toAuthorKey } from '../../domain/author-key.ts'
import { AppError } from '../../domain/error.ts'
import { toRhythm } from '../../domain/rhythm.ts'
import type { Subscription, Wish } from '../../domain/subscription.ts'
import { isPlainText } from '../../platform/plain-text.ts'
import { isTimeZone } from '../../platform/zoned-time.ts'

/** What a reader orders: everything of a subscription that is theirs to say. */
export type Order = Pick<Subscription, 'wish' | 'rhythm' | 'size' | 'sendsEmpty'>

const MOST_PAPERS = 50
const MOST_EXAMPLES = 20
const LONGEST_TEXT = 500

/**
 * Reads an order, whoever hands it in: texts come out without blanks around them, days in their order.
 *
 * @throws AppError `invalid` where nothing could be sent by it: the message says which part, and what would do
 */
export function checkOrder({ wish, rhythm, size, sendsEmpty }: Order): Order {
  if (!Number.isInteger(size) || size < 1 || size > MOST_PAPERS) {
    throw new AppError('invalid', `A digest has from 1 to ${MOST_PAPERS} papers.`)
  }
  if (!isTimeZone(rhythm.zone)) {
    throw new AppError('invalid', 'The time zone is not known. Name it by continent and city, as in Europe/Oslo.')
  }
  return { wish: checkWish(wish), rhythm: toRhythm(rhythm), size, sendsEmpty }
}

function checkWish(wish: Wish): Wish {
  switch (wish.kind) {
    case 'trending':
    case 'edition':
      return { kind: wish.kind }
    case 'search':
      return { kind: 'search', query: checkText(wish.query, 'words to search for') }
    case 'category':
      return { kind: 'category', code: checkText(wish.code, 'a category') }
    case 'organisation':
      return { kind: 'organisation', handle: checkText(wish.handle, 'an organisation') }
    case 'author':
      // A name without letters is nobody's.
      return { kind: 'author', name: checkText(toAuthorKey(wish.name) === '' ? '' : wish.name, 'an author') }
    case 'similar':
      return { kind: 'similar', papers: checkPapers(wish.papers) }
  }
}

function checkPapers<Id extends string>(ids: readonly Id[]): Id[] {
  const papers = [...new Set(ids.map((id) => checkText(id, 'papers') as Id))]
  if (papers.length > 0 && papers.length <= MOST_EXAMPLES) return papers
  throw new AppError('invalid', `Name from 1 to ${MOST_EXAMPLES} papers that others are to be like.`)
}

function checkText(text: string, what: string): string {
  const plain = text.trim().replace(/\s+/g, ' ')
  if (plain === '') throw new AppError('invalid', `Name ${what}: nothing was given.`)
  if (plain.length > LONGEST_TEXT || !isPlainText(plain)) {
    throw new AppError('invalid', `Name ${what} in plain letters, ${LONGEST_TEXT} of them at most.`)
  }
  return plain
}

/** Two wishes with one key are one wish, however they are written. */
export function toWishKey(wish: Wish): string {
  switch (wish.kind) {
    case 'trending':
    case 'edition':
      return wish.kind
    case 'search':
      // As it is: case tells operators from words.
      return `search ${wish.query}`
    case 'category':
      return `category ${wish.code.toLowerCase()}`
    case 'organisation':
      return `organisation ${wish.handle.toLowerCase()}`
    case 'author':
      return `author ${toAuthorKey(wish.name)}`
    case 'similar':
      return `similar ${[...wish.papers].sort().join(' ')}`
  }
}
