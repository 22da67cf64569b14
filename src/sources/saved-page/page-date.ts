import { isDay, type UnixMs, fromUtcDay } from '../../domain/time.ts'

/** The last line of a card: the date of publication, and after it the number of comments where there are some. */
export type PageDate = { month: number; dayOfMonth: number; year?: number; comments?: number }

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const DATE_LINE = new RegExp(String.raw`^(${MONTHS.join('|')}) (\d{1,2})(?:, (\d{4}))?(?: (\d{1,6}))?$`)

/** Reads "May 12, 2025 3", or "Jan 9" where the site left the year out; `undefined` for any other line. */
export function findPageDate(line: string): PageDate | undefined {
  const [, month = '', dayOfMonth, year, comments] = DATE_LINE.exec(line.trim()) ?? []
  if (dayOfMonth === undefined) return undefined
  return {
    month: MONTHS.indexOf(month) + 1,
    dayOfMonth: Number(dayOfMonth),
    ...(year !== undefined && { year: Number(year) }),
    ...(comments !== undefined && { comments: Number(comments) }),
  }
}

/**
 * The year that the site left out: it does so for the current one, and a page holds older papers too, so it is the year
 * after the newest that is given. `undefined` where none is.
 */
export function findCurrentYear(dates: readonly PageDate[]): number | undefined {
  const years = dates.flatMap(({ year }) => year ?? [])
  return years.length === 0 ? undefined : Math.max(...years) + 1
}

/** Midnight UTC of a date; `undefined` where there is no such day, or its year is not known. */
export function findInstant(date: PageDate, currentYear: number | undefined): UnixMs | undefined {
  const year = date.year ?? currentYear
  if (year === undefined) return undefined
  const [month, dayOfMonth] = [date.month, date.dayOfMonth].map((part) => String(part).padStart(2, '0'))
  const day = `${year}-${month}-${dayOfMonth}`
  return isDay(day) ? fromUtcDay(day) : undefined
}
