import { toEasternTime } from '../../domain/eastern-time.ts'
import type { PlannedTask } from '../../domain/harvest.ts'
import { addDays, type Day, isDay, toIso, type UnixMs } from '../../domain/time.ts'
import { UpstreamError } from '../../domain/upstream-error.ts'
import type { DayWindow } from '../day-window.ts'

/** What a task is about. Other categories are another task: what was done for some is not done for more. */
export type PostedTask = DayWindow & {
  /** Sorted, as `toCategoryName` gives them; empty for all. */
  categories: readonly string[]
  /** Whether it is one of those that follow each other day by day: what those before it did not bring comes with it. */
  isDaily: boolean
}

const HOUR_DIGITS = 13
const WEEK_DAYS = 7

/** What was posted on the day of an instant, in New York where the servers are, and on the days before it. */
export function planPosted(categories: readonly string[], at: UnixMs, daysBefore: number): PlannedTask {
  const { day } = toEasternTime(at)
  const range = toText({ from: addDays(day, -daysBefore), until: day }, categories)
  return { key: `${range}, asked ${toIso(at).slice(0, HOUR_DIGITS)}h`, subject: toPostedSubject(categories) }
}

/** As `planPosted`, and not replaced by the daily one that follows it. */
export function planPostedAlone(categories: readonly string[], at: UnixMs, daysBefore: number): PlannedTask {
  const { key } = planPosted(categories, at, daysBefore)
  return { key, subject: key }
}

/** What the daily tasks are about. */
export function toPostedSubject(categories: readonly string[]): string {
  return `posted${toSuffix(categories)}`
}

/** A range of days in pieces of a week, the newest first. */
export function planWeeks(categories: readonly string[], from: Day, to: Day): PlannedTask[] {
  const tasks: PlannedTask[] = []
  for (let last = to; last >= from; last = addDays(last, -WEEK_DAYS)) {
    const first = addDays(last, 1 - WEEK_DAYS)
    const range = toText({ from: first < from ? from : first, until: last }, categories)
    tasks.push({ key: range, subject: range })
  }
  return tasks
}

/** Reads the key of a task. @throws UpstreamError `refused` where it is of another form */
export function parsePosted(key: string): PostedTask {
  const [, from = '', until = '', list, asked] =
    /^posted (\S{10}) to (\S{10})(?: of (.+?))?(, asked \S+)?$/.exec(key) ?? []
  if (!isDay(from) || !isDay(until) || from > until) {
    throw new UpstreamError('refused', `There is no way to fetch "${key}".`)
  }
  return { from, until, categories: list?.split(',') ?? [], isDaily: asked !== undefined }
}

function toText({ from, until }: DayWindow, categories: readonly string[]): string {
  return `posted ${from} to ${until}${toSuffix(categories)}`
}

function toSuffix(categories: readonly string[]): string {
  return categories.length === 0 ? '' : ` of ${categories.join(',')}`
}
