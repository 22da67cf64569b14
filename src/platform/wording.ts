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

/** "12 votes"; empty where there are none: that says nothing of a paper. */
export function toVotes(votes: number): string {
  return votes === 0 ? '' : toCounted(votes, 'vote')
}

const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ')

/** "first", "tenth", "11th", "22nd", of a rank from 1. */
export function toOrdinal(rank: number): string {
  return ORDINALS[rank - 1] ?? `${toNumber(rank)}${toOrdinalEnd(rank)}`
}

function toOrdinalEnd(rank: number): string {
  if (rank % 100 >= 11 && rank % 100 <= 13) return 'th'
  return ['th', 'st', 'nd', 'rd'][rank % 10] ?? 'th'
}

/** "12,431". */
export function toNumber(count: number): string {
  return count < 1000 ? String(count) : String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

const MOST_NAMES = 3

/** How many of so many authors are named where a line has room for three: a fourth is named, since "1 more" is as long. */
function countNamed(authorCount: number): number {
  return authorCount === MOST_NAMES + 1 ? authorCount : MOST_NAMES
}
type AuthorsKnown = { authors?: readonly string[]; authorCount?: number | undefined }

/**
 * Who wrote a paper, in a line: "A, B, C and 57 more", "A, B, C, D"; "60 authors" where only their number is known, else ''.
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
  const count = Math.max(known.length, authorCount)
  const names = known.slice(0, countNamed(count))
  const rest = count - names.length
  return { names, others: rest > 0 ? ` and ${toNumber(rest)} more` : '' }
}
