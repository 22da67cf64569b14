import { addDays, type Day, DAY_MS, fromUtcDay, HOUR_MS, toWeekday, type UnixMs } from '../../domain/time.ts'
import { mixNumbers } from './random.ts'

/** One day of the sample's editions. */
export type SampleDay = {
  day: Day
  startsAt: UnixMs
  /** Papers announced on this day were submitted between these instants: arXiv's batch, whatever the clocks say. */
  submittedFrom: UnixMs
  submittedUntil: UnixMs
  /** How many papers of the day somebody features, where there are twice as many: 25 to 40. */
  featuredCount: number
}

// 14:00 in New York is 18:00 or 19:00 UTC.
const CUTOFF_EARLIEST_MS = 18 * HOUR_MS
const CUTOFF_LATEST_MS = 19 * HOUR_MS

/** The last `count` days from Monday to Friday up to `lastDay`, newest first. arXiv's holidays are days like others. */
export function listSampleDays(lastDay: Day, count: number, seed: number): SampleDay[] {
  const days: SampleDay[] = []
  for (let day = toWorkingDay(lastDay); days.length < count; day = toWorkingDay(addDays(day, -1))) {
    const dayBefore = toWorkingDay(addDays(day, -1))
    days.push({
      day,
      startsAt: fromUtcDay(day),
      submittedFrom: fromUtcDay(toWorkingDay(addDays(dayBefore, -1))) + CUTOFF_LATEST_MS,
      submittedUntil: fromUtcDay(dayBefore) + CUTOFF_EARLIEST_MS,
      featuredCount: 25 + (mixNumbers(seed, fromUtcDay(day) / DAY_MS) % 16),
    })
  }
  return days
}

/** The day itself, or the Friday before it where it lies in a weekend. */
function toWorkingDay(day: Day): Day {
  const weekday = toWeekday(day)
  if (weekday === 0) return addDays(day, -2)
  return weekday === 6 ? addDays(day, -1) : day
}
