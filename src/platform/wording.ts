import { type Day, toWeekday, type Weekday, WEEKDAY_NAMES } from '../domain/time.ts'

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** "Wednesday 18 November 2026". */
export function toLongDate(day: Day): string {
  return `${toWeekdayName(toWeekday(day))} ${toDate(day)}`
}

/** "18 November 2026". */
export function toDate(day: Day): string {
  return `${toShortDate(day)} ${day.slice(0, 4)}`
}

/** "18 November": where the year is plain. */
export function toShortDate(day: Day): string {
  return `${toDayOfMonth(day)} ${toMonth(day)}`
}

/** "12 to 18 November", "28 October to 3 November", "29 December 2026 to 4 January 2027"; one day as `toShortDate`. */
export function toDateRange(from: Day, to: Day): string {
  if (from === to) return toShortDate(to)
  if (from.slice(0, 4) !== to.slice(0, 4)) return `${toDate(from)} to ${toDate(to)}`
  return `${from.slice(0, 7) === to.slice(0, 7) ? toDayOfMonth(from) : toShortDate(from)} to ${toShortDate(to)}`
}

/** "Wednesday". */
export function toWeekdayName(weekday: Weekday): string {
  return WEEKDAY_NAMES[weekday]
}

/** 18, of 18 November. */
export function toDayOfMonth(day: Day): number {
  return Number(day.slice(8))
}

/** "November". */
export function toMonth(day: Day): string {
  return MONTHS[Number(day.slice(5, 7)) - 1] ?? ''
}

/** "1 vote", "12,431 votes". */
export function toCounted(count: number, noun: string): string {
  return `${toNumber(count)} ${noun}${count === 1 ? '' : 's'}`
}

/** "12 votes", "no votes yet". */
export function toVotes(votes: number): string {
  return votes === 0 ? 'no votes yet' : toCounted(votes, 'vote')
}

/** "12,431". */
export function toNumber(count: number): string {
  return count < 1000 ? String(count) : String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

const MOST_NAMES = 3
type AuthorsKnown = { authors?: readonly string[]; authorCount?: number | undefined }

/**
 * Who wrote a paper, in a line: "A, B, C and 57 more"; "60 authors" where only their number is known, else ''.
 *
 * @param authors.authorCount where `authors` are but the first of them, or unknown
 */
export function toAuthorLine(authors: AuthorsKnown): string {
  const { names, others } = toAuthorParts(authors)
  return names.join(', ') + others
}

/** As `toAuthorLine`, in parts, for where each name is set by itself; what `others` says stands behind the last. */
export function toAuthorParts(authors: AuthorsKnown): { names: readonly string[]; others: string } {
  const { authors: known = [], authorCount = 0 } = authors
  if (known.length === 0) return { names: [], others: authorCount > 0 ? toCounted(authorCount, 'author') : '' }
  const names = known.slice(0, MOST_NAMES)
  const rest = Math.max(known.length, authorCount) - names.length
  return { names, others: rest > 0 ? ` and ${toNumber(rest)} more` : '' }
}
