import { AppError } from './error.ts'
import type { Rhythm, Weekday } from './subscription.ts'

const NAMES = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/**
 * A rhythm in order: its weekdays sorted and each once. Whether the zone exists is not looked at (`isTimeZone`).
 *
 * @throws AppError `invalid` without a day, with more than one for a weekly digest, or for an hour that no clock shows
 */
export function toRhythm({ span, weekdays, hour, zone }: Rhythm): Rhythm {
  const days = [...new Set(weekdays)].sort((a, b) => a - b)
  if (days.length === 0 || days.some((day) => NAMES[day] === undefined)) {
    throw new AppError('invalid', 'Choose at least one day of the week on which the digest goes out.')
  }
  if (span === 'week' && days.length > 1)
    throw new AppError('invalid', 'A weekly digest goes out on one day of the week.')
  if (!Number.isInteger(hour) || hour < 0 || hour > 23)
    throw new AppError('invalid', 'Choose a full hour from 0 to 23.')
  return { span, weekdays: days, hour, zone }
}

/** How many days of papers one digest of a rhythm holds, where none was missed. */
export function toSpanDays({ span }: Pick<Rhythm, 'span'>): number {
  return span === 'day' ? 1 : 7
}

/** A rhythm in words, as within a sentence: "weekdays at 07:00, Europe/Oslo". */
export function describeRhythm({ span, weekdays, hour, zone }: Rhythm): string {
  const time = `at ${String(hour).padStart(2, '0')}:00, ${zone}`
  const [first] = weekdays
  if (span === 'week') return `every ${NAMES[first ?? 0]} ${time}`
  return `${toDayWords(weekdays)} ${time}`
}

function toDayWords(weekdays: readonly Weekday[]): string {
  const days = new Set(weekdays)
  const hasWeekend = days.has(0) || days.has(6)
  if (days.size === 7) return 'every day'
  if (days.size === 5 && !hasWeekend) return 'weekdays'
  // As people count the week: from Monday on.
  const names = [1, 2, 3, 4, 5, 6, 0].filter((day) => days.has(day as Weekday)).map((day) => `${NAMES[day]}s`)
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
