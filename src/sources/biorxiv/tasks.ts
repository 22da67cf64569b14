import { toEasternTime } from '../../domain/eastern-time.ts'
import type { PlannedTask } from '../../domain/harvest.ts'
import { addDays, type Day, isDay, toIso, type UnixMs } from '../../domain/time.ts'
import { UpstreamError } from '../../domain/upstream-error.ts'

/** Both ends belong to it. */
export type DayRange = { from: Day; to: Day }

const HOUR_DIGITS = 13
const WEEK_DAYS = 7

/** What was posted on the day of an instant, in New York where the servers are, and on the days before it. */
export function planPosted(at: UnixMs, daysBefore: number): PlannedTask {
  const { day } = toEasternTime(at)
  const range = toText({ from: addDays(day, -daysBefore), to: day })
  return { key: `${range}, asked ${toIso(at).slice(0, HOUR_DIGITS)}h`, subject: range }
}

/** A range of days in pieces of a week, the newest first. */
export function planWeeks(from: Day, to: Day): PlannedTask[] {
  const tasks: PlannedTask[] = []
  for (let last = to; last >= from; last = addDays(last, -WEEK_DAYS)) {
    const first = addDays(last, 1 - WEEK_DAYS)
    const range = toText({ from: first < from ? from : first, to: last })
    tasks.push({ key: range, subject: range })
  }
  return tasks
}

/** The days that a task is about. @throws UpstreamError `refused` where its key is of another form */
export function readRange(key: string): DayRange {
  const [, from = '', to = ''] = /^posted (\S{10}) to (\S{10})(?:,.*)?$/.exec(key) ?? []
  if (isDay(from) && isDay(to) && from <= to) return { from, to }
  throw new UpstreamError('refused', `There is no way to fetch "${key}".`)
}

function toText({ from, to }: DayRange): string {
  return `posted ${from} to ${to}`
}
