/** Days since 1970-01-01, both included; an open end is absent. */
export type DayRange = { readonly fromDay?: number; readonly toDay?: number }

const MS_PER_DAY = 86_400_000
const MOMENT = /^([12]\d{3})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/

/**
 * Reads `2026`, `2026-03`, `2026-03-05`, `2026-03..2026-05`, `..2026-05`, `2026-04-01..`; a month or a year stands for all
 * of its days. `undefined` for anything else, for days that do not exist and for a range that ends before it begins.
 */
export function readDays(text: string): DayRange | undefined {
  const [from = '', to = from, ...more] = text.replace(/…/g, '..').split('..')
  if (more.length > 0 || (from === '' && to === '')) return undefined
  const first = from === '' ? undefined : toDays(from)?.first
  const last = to === '' ? undefined : toDays(to)?.last
  if ((from !== '' && first === undefined) || (to !== '' && last === undefined)) return undefined
  if (first !== undefined && last !== undefined && first > last) return undefined
  return { ...(first === undefined ? {} : { fromDay: first }), ...(last === undefined ? {} : { toDay: last }) }
}

/** Whether a text is a range of dates whose end lies before its beginning. */
export function isReversedRange(text: string): boolean {
  const [from = '', to = '', ...more] = text.replace(/…/g, '..').split('..')
  const [first, last] = [toDays(from)?.first, toDays(to)?.last]
  return more.length === 0 && first !== undefined && last !== undefined && first > last
}

function toDays(text: string): { first: number; last: number } | undefined {
  const [, yearText, monthText, dayText] = MOMENT.exec(text) ?? []
  if (yearText === undefined) return undefined
  const year = Number(yearText)
  if (monthText === undefined) return { first: toDay(year, 1, 1), last: toDay(year, 12, 31) }
  const month = Number(monthText)
  if (month < 1 || month > 12) return undefined
  const last = toDay(year, month + 1, 0)
  if (dayText === undefined) return { first: toDay(year, month, 1), last }
  const day = toDay(year, month, Number(dayText))
  return Number(dayText) < 1 || day > last ? undefined : { first: day, last: day }
}

/** The day before the first is the last of the month before. */
function toDay(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / MS_PER_DAY
}
