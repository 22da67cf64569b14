/** An instant: milliseconds since 1970-01-01T00:00:00Z. */
export type UnixMs = number

/** A calendar day, "YYYY-MM-DD", in the zone that its field names. */
export type Day = string & { readonly __brand: 'Day' }

// Days are texts of ten characters, and New York's clock writes years before 1000 shorter.
const [EARLIEST, LATEST] = [Date.parse('1000-01-02T00:00:00Z'), Date.parse('9998-12-31T00:00:00Z')]

// Without a zone an instant would depend on the machine's, and the other forms of Date.parse on the engine.
const INSTANT = /^([^T]{10})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/i

/**
 * Reads an instant of ISO 8601 with its zone (`Z` or an offset), or a bare day, which begins in UTC; `undefined` for any
 * other text, or an instant that no day can name.
 */
export function parseInstant(text: string): UnixMs | undefined {
  if (!isDay(INSTANT.exec(text)?.[1] ?? '')) return undefined
  const instant = Date.parse(text)
  return instant >= EARLIEST && instant <= LATEST ? instant : undefined
}

/** Tells the present instant. A parameter wherever time matters, so that tests can stand still. */
export type Clock = () => UnixMs

/** Milliseconds of a minute, of an hour, and of one day without a change of clocks. */
export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** The day in UTC that holds an instant. */
export function toUtcDay(instant: UnixMs): Day {
  return new Date(instant).toISOString().slice(0, 10) as Day
}

/** An instant as ISO 8601 in UTC with milliseconds: "2026-04-01T00:00:00.000Z". */
export function toIso(instant: UnixMs): string {
  return new Date(instant).toISOString()
}

/** An instant to the minute, as operators read it: "2026-04-01 00:00 UTC". */
export function toMinute(instant: UnixMs): string {
  return `${toIso(instant).slice(0, 16).replace('T', ' ')} UTC`
}

/** The instant at which a day begins in UTC. */
export function fromUtcDay(day: Day): UnixMs {
  return Date.parse(`${day}T00:00:00.000Z`)
}

/** The day that lies `count` days later (earlier where negative). */
export function addDays(day: Day, count: number): Day {
  return toUtcDay(fromUtcDay(day) + count * DAY_MS)
}

/** A day of the week: 0 is Sunday, 6 is Saturday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6

/** The names of the days, Sunday first: that of a weekday is at its number. */
export const WEEKDAY_NAMES = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const

/** The days of the week as people count them. */
export const FROM_MONDAY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 0]

/** The days on which there is work, in their order. */
export const MONDAY_TO_FRIDAY: readonly Weekday[] = [1, 2, 3, 4, 5]

/** The day of the week that a day is. */
export function toWeekday(day: Day): Weekday {
  return new Date(fromUtcDay(day)).getUTCDay() as Weekday
}

/** Whether a text is a day that exists, written "YYYY-MM-DD" with every zero, from the year 1000: leap years count. */
export function isDay(text: string): text is Day {
  const [, year, month, day] = /^([1-9]\d{3})-(\d{2})-(\d{2})$/.exec(text) ?? []
  return day !== undefined && Number(day) >= 1 && Number(day) <= countDays(Number(year), Number(month))
}

// Reckoned, not asked of Date: every row of a file of a million has a day.
function countDays(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [31, 0, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
}
