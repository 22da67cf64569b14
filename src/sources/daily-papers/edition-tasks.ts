import { toOpenEditionDay } from '../../domain/arxiv-calendar.ts'
import type { PlannedTask, Slot } from '../../domain/harvest.ts'
import { addDays, type Day, HOUR_MS, isDay, MINUTE_MS, toIso, toWeekday, type UnixMs } from '../../domain/time.ts'

/** The first edition there is. */
const FIRST_EDITION = '2023-05-04' as Day
const ZONE = 'America/New_York'
/** Votes come for two weeks after an edition; later ones are rare. */
const FOLLOWED_DAYS = 14

/**
 * When editions are read: the newest when it opens, at 21:30 New York time of the evening before its day, and then every
 * hour; the three before it every six hours; older ones, and the days of weekends, once a day until two weeks are over.
 */
export const EDITION_SLOTS: readonly Slot[] = [
  { pattern: '32 21 * * 0-4', zone: ZONE, spreadMs: 8 * MINUTE_MS, plan: (at) => planDays(at, 0, 0) },
  { pattern: '5 * * * *', zone: ZONE, spreadMs: 40 * MINUTE_MS, plan: (at) => planDays(at, 0, 0) },
  { pattern: '20 1,7,13,19 * * *', zone: ZONE, spreadMs: 2 * HOUR_MS, plan: (at) => planDays(at, 1, 3) },
  { pattern: '40 3 * * *', zone: ZONE, spreadMs: 5 * HOUR_MS, plan: planOldDays },
]

/** The task that reads the edition of a day: at an instant, or, without one, once and for all. */
export function planEdition(day: Day, at?: UnixMs): PlannedTask {
  const subject = `edition ${day}`
  return { key: at === undefined ? subject : `${subject} at ${toIso(at)}`, subject }
}

/** The day of a task of `planEdition`; `undefined` for any other key. */
export function findTaskDay(key: string): Day | undefined {
  const day = /^edition (\S+)(?: at \S+)?$/.exec(key)?.[1] ?? ''
  return isDay(day) ? day : undefined
}

/** The editions of the last two weeks, the newest first. */
export function planNewest(now: UnixMs): PlannedTask[] {
  return listDays(toOpenEditionDay(now), 0, FOLLOWED_DAYS)
    .filter(isWorkday)
    .map((day) => planEdition(day, now))
}

/** The editions of a range of days, the newest first; none before the first edition, nor any that is not open yet. */
export function planRange(from: Day, to: Day, now: UnixMs): PlannedTask[] {
  const open = toOpenEditionDay(now)
  const first = from < FIRST_EDITION ? FIRST_EDITION : from
  const tasks: PlannedTask[] = []
  for (let day = to < open ? to : open; day >= first; day = addDays(day, -1)) tasks.push(planEdition(day))
  return tasks
}

/** Papers are featured on working days; some editions of the first summer stood on Sundays. */
export function isWorkday(day: Day): boolean {
  const weekday = toWeekday(day)
  return weekday !== 0 && weekday !== 6
}

function planDays(at: UnixMs, from: number, to: number): PlannedTask[] {
  return listDays(toOpenEditionDay(at), from, to)
    .filter(isWorkday)
    .map((day) => planEdition(day, at))
}

function planOldDays(at: UnixMs): PlannedTask[] {
  const open = toOpenEditionDay(at)
  const weekend = listDays(open, 0, 3).filter((day) => !isWorkday(day))
  return [...weekend, ...listDays(open, 4, FOLLOWED_DAYS)].map((day) => planEdition(day, at))
}

/** Days so many before another, the newest first. */
function listDays(newest: Day, from: number, to: number): Day[] {
  return Array.from({ length: to - from + 1 }, (_, index) => addDays(newest, -(from + index)))
}
