import type { Period } from '../../domain/period.ts'
import { type Day, toIso, toUtcDay, toWeekday, type UnixMs } from '../../domain/time.ts'
import {
  toCounted,
  toDate,
  toDayOfMonth,
  toLongDate,
  toMonth,
  toNumber,
  toShortDate,
  toWeekdayName,
} from '../../platform/wording.ts'

/** What mails say, too, stands below both. */
export { toAuthorLine, toCounted, toDate, toLongDate, toNumber } from '../../platform/wording.ts'

/** "18 November 2026, 06:12 UTC". */
export function toInstant(at: UnixMs): string {
  return `${toDate(toUtcDay(at))}, ${toIso(at).slice(11, 16)} UTC`
}

/** A day as it is called beside another: "Tuesday 17", "Tuesday 31 March", "31 March 2025". */
function toNearDate(day: Day, beside: Day): string {
  if (day.slice(0, 4) !== beside.slice(0, 4)) return toDate(day)
  const short = `${toWeekdayName(toWeekday(day))} ${toDayOfMonth(day)}`
  return day.slice(0, 7) === beside.slice(0, 7) ? short : `${short} ${toMonth(day)}`
}

/** "Wednesday 18 November 2026", "Week 47 of 2026, from 16 to 22 November", "November 2026". */
export function toPeriodName({ kind, name, from, to }: Period): string {
  if (kind === 'day') return toLongDate(from)
  if (kind === 'month') return `${toMonth(from)} ${from.slice(0, 4)}`
  const begin = from.slice(0, 7) === to.slice(0, 7) ? String(toDayOfMonth(from)) : toShortDate(from)
  return `Week ${Number(name.slice(6))} of ${name.slice(0, 4)}, from ${begin} to ${toShortDate(to)}`
}

/** A period as it is called beside another of its kind: "Tuesday 17", "Week 46", "October", "December 2025". */
export function toNearPeriod(period: Period, beside: Period): string {
  if (period.kind === 'day') return toNearDate(period.from, beside.from)
  if (period.kind === 'month') return toMonthName(period, beside)
  const week = `Week ${Number(period.name.slice(6))}`
  return period.name.slice(0, 4) === beside.name.slice(0, 4) ? week : `${week} of ${period.name.slice(0, 4)}`
}

/** "October", and of another year "December 2025". */
export function toMonthName({ from }: Period, beside: Period): string {
  const isSameYear = from.slice(0, 4) === beside.from.slice(0, 4)
  return isSameYear ? toMonth(from) : `${toMonth(from)} ${from.slice(0, 4)}`
}

/** What of a list is shown: "94 papers" for all, "51 to 94 of 94" for a part that begins at `offset` (from 0). */
export function toRange(offset: number, count: number, total: number): string {
  if (count === total) return toCounted(total, 'paper')
  return `${toNumber(offset + 1)} to ${toNumber(offset + count)} of ${toNumber(total)}`
}

/** A region of a map: "Diffusion, texture"; "Various" where nothing tells it from the others. */
export function toRegionName(name: string): string {
  return name === '' ? 'Various' : name
}

/** Whether a title is so long that it is set smaller. */
export function isLongTitle(title: string): boolean {
  return title.length > 110
}
