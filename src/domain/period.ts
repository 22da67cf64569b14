import { AppError } from './error.ts'
import { addDays, type Day, fromUtcDay, isDay, toUtcDay, toWeekday } from './time.ts'

/** A stretch of days that has an edition: one day, an ISO week (Monday to Sunday) or a calendar month. */
export type Period = { kind: 'day' | 'week' | 'month'; name: string; from: Day; to: Day }

/** The period of one day. @throws AppError `invalid` unless it is an existing day with every zero: "2026-04-01" */
export function parseDayPeriod(text: string): Period {
  if (!isDay(text)) throw new AppError('invalid', `Not a day, as in 2026-04-01: "${text}"`)
  return { kind: 'day', name: text, from: text, to: text }
}

/**
 * The period of an ISO 8601 week. @throws AppError `invalid` unless it exists: "2026-W14", W01 to W52, and W53 in the
 * years that have one
 */
export function parseWeekPeriod(text: string): Period {
  const [, year, week] = /^(\d{4})-W(\d{2})$/.exec(text) ?? []
  const from = year === undefined ? undefined : addDays(toFirstMonday(Number(year)), 7 * (Number(week) - 1))
  if (from === undefined || toIsoWeek(from) !== text) {
    throw new AppError('invalid', `Not a week, as in 2026-W14: "${text}"`)
  }
  return { kind: 'week', name: text, from, to: addDays(from, 6) }
}

/** The period of a calendar month. @throws AppError `invalid` unless it is one: "2026-04" */
export function parseMonthPeriod(text: string): Period {
  const from = `${text}-01`
  if (!/^\d{4}-\d{2}$/.test(text) || !isDay(from))
    throw new AppError('invalid', `Not a month, as in 2026-04: "${text}"`)
  const nextMonth = new Date(fromUtcDay(from))
  nextMonth.setUTCMonth(nextMonth.getUTCMonth() + 1)
  return { kind: 'month', name: text, from, to: addDays(toUtcDay(nextMonth.getTime()), -1) }
}

/** The day, week or month that holds a day. */
export function toPeriodOf(kind: Period['kind'], day: Day): Period {
  if (kind === 'day') return parseDayPeriod(day)
  return kind === 'week' ? parseWeekPeriod(toIsoWeek(day)) : parseMonthPeriod(day.slice(0, 7))
}

/** The ISO week that holds a day, "2026-W14". Its year is that of its Thursday. */
export function toIsoWeek(day: Day): string {
  const thursday = addDays(day, 4 - (toWeekday(day) || 7))
  const year = Number(thursday.slice(0, 4))
  const week =
    1 +
    Math.floor((fromUtcDay(thursday) - fromUtcDay(`${String(year).padStart(4, '0')}-01-01` as Day)) / (7 * 86_400_000))
  return `${String(year).padStart(4, '0')}-W${String(week).padStart(2, '0')}`
}

// The week that holds 4 January is the first of its year (ISO 8601).
function toFirstMonday(year: number): Day {
  const fourth = `${String(year).padStart(4, '0')}-01-04` as Day
  return addDays(fourth, 1 - (toWeekday(fourth) || 7))
}
