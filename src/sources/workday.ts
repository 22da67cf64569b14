import { addDays, type Day, toWeekday } from '../domain/time.ts'

/** The day itself, or the Monday after a Saturday or Sunday: editions stand on working days. */
export function toWorkday(day: Day): Day {
  const weekday = toWeekday(day)
  if (weekday === 6) return addDays(day, 2)
  return weekday === 0 ? addDays(day, 1) : day
}
