import { findCategoryName } from '../../domain/arxiv-categories.ts'
import type { Weekday, Wish } from '../../domain/subscription.ts'

/** The days of the week as people count them, Monday first. */
export const WEEKDAYS: readonly (readonly [Weekday, string])[] = [
  [1, 'Monday'],
  [2, 'Tuesday'],
  [3, 'Wednesday'],
  [4, 'Thursday'],
  [5, 'Friday'],
  [6, 'Saturday'],
  [0, 'Sunday'],
]

/** What is asked beside a wish: "Get papers like this one in your inbox". */
export function toInvitation(wish: Wish): string {
  return `Get ${toWhat(wish)} in your inbox`
}

function toWhat(wish: Wish): string {
  switch (wish.kind) {
    case 'trending':
      return 'trending papers'
    case 'edition':
      return 'the edition'
    case 'search':
      return 'new papers on this'
    case 'category':
      return `new papers of ${findCategoryName(wish.code) ?? wish.code}`
    case 'author':
      return `new papers by ${wish.name}`
    case 'organisation':
      return `new papers of ${wish.handle}`
    case 'similar':
      return wish.papers.length === 1 ? 'papers like this one' : 'papers like these'
  }
}

/** An hour of the day: "07:00". */
export function toHourName(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`
}

/** A sentence from what somebody else says: with a capital, and one full stop. */
export function toSentence(text: string): string {
  const [first = ''] = text
  return `${first.toUpperCase()}${text.slice(first.length).replace(/\.$/, '')}.`
}
