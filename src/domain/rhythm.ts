import { AppError } from './error.ts'
import { LAST_HOUR } from './order-limits.ts'
import type { Rhythm } from './subscription.ts'
import { FROM_MONDAY, MONDAY_TO_FRIDAY, WEEKDAY_NAMES, type Weekday } from './time.ts'

/** The zone of an order in which none was chosen: whoever confirms it is asked for theirs. */
export const UNSAID_ZONE = 'UTC'

/**
 * A rhythm in order: its weekdays sorted and each once. Whether the zone exists is not looked at (`isTimeZone`).
 *
 * @throws AppError `invalid` without a day, with more than one for a weekly digest, or for an hour that no clock shows
 */
export function checkRhythm({ span, weekdays, hour, zone }: Rhythm): Rhythm {
  const days = [...new Set(weekdays)].sort((a, b) => a - b)
  if (days.length === 0 || days.some((day) => WEEKDAY_NAMES[day] === undefined)) {
    throw new AppError('invalid', 'Choose at least one day of the week on which the digest goes out.')
  }
  if (span === 'week' && days.length > 1)
    throw new AppError('invalid', 'A weekly digest goes out on one day of the week.')
  if (!Number.isInteger(hour) || hour < 0 || hour > LAST_HOUR)
    throw new AppError('invalid', `Choose a full hour from 0 to ${LAST_HOUR}.`)
  return { span, weekdays: days, hour, zone }
}

/** How many days of papers one digest of a rhythm holds, where none was missed. */
export function toSpanDays({ span }: Pick<Rhythm, 'span'>): number {
  return span === 'day' ? 1 : 7
}

/** A rhythm in words, as within a sentence: "weekdays at 07:00, Europe/Oslo". */
export function describeRhythm(rhythm: Rhythm): string {
  return `${describeTimes(rhythm)}, ${rhythm.zone}`
}

/** As `describeRhythm`, without the zone: "weekdays at 07:00". */
export function describeTimes({ span, weekdays, hour }: Omit<Rhythm, 'zone'>): string {
  const time = `at ${toHourName(hour)}`
  const [first] = weekdays
  if (span === 'week') return `every ${WEEKDAY_NAMES[first ?? 0]} ${time}`
  return `${toDayWords(weekdays)} ${time}`
}

/** An hour of the day: "07:00". */
export function toHourName(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`
}

function toDayWords(weekdays: readonly Weekday[]): string {
  const days = new Set(weekdays)
  if (days.size === 7) return 'every day'
  if (days.size === 5 && MONDAY_TO_FRIDAY.every((day) => days.has(day))) return 'weekdays'
  const names = FROM_MONDAY.filter((day) => days.has(day)).map((day) => `${WEEKDAY_NAMES[day]}s`)
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
