import type { Paper } from '../../domain/paper.ts'
import { type Day, toWeekday } from '../../domain/time.ts'

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** "Wednesday 18 November 2026". */
export function toLongDate(day: Day): string {
  return `${WEEKDAYS[toWeekday(day)]} ${toDate(day)}`
}

/** "18 November 2026". */
export function toDate(day: Day): string {
  return `${toDayOfMonth(day)} ${toMonth(day)} ${day.slice(0, 4)}`
}

/** A day as it is called beside another: "Tuesday 17", "Tuesday 31 March", "31 March 2025". */
export function toNearDate(day: Day, beside: Day): string {
  if (day.slice(0, 4) !== beside.slice(0, 4)) return toDate(day)
  const short = `${WEEKDAYS[toWeekday(day)]} ${toDayOfMonth(day)}`
  return day.slice(0, 7) === beside.slice(0, 7) ? short : `${short} ${toMonth(day)}`
}

function toDayOfMonth(day: Day): number {
  return Number(day.slice(8))
}

function toMonth(day: Day): string {
  return MONTHS[Number(day.slice(5, 7)) - 1] ?? ''
}

/** "1 vote", "12,431 votes". */
export function toCounted(count: number, noun: string): string {
  return `${toNumber(count)} ${noun}${count === 1 ? '' : 's'}`
}

/** "12,431". */
export function toNumber(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

const MOST_NAMES = 3

/** Who wrote a paper, in a line: "A, B, C and 57 more"; "60 authors" where only their number is known, else ''. */
export function toAuthorLine({ fields }: Paper): string {
  const names = fields.authors ?? []
  if (names.length === 0) return fields.authorCount ? toCounted(fields.authorCount, 'author') : ''
  const [shown, rest] = [names.slice(0, MOST_NAMES).join(', '), names.length - MOST_NAMES]
  return rest > 0 ? `${shown} and ${rest} more` : shown
}

/** Whether a title is so long that it is set smaller. */
export function isLongTitle(title: string): boolean {
  return title.length > 110
}
