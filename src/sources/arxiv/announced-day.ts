import { type ArxivId, toArxivMonth } from '../../domain/arxiv-id.ts'
import { addDays, type Day, DAY_MS, fromUtcDay, toWeekday } from '../../domain/time.ts'

/**
 * Ids are given within their month and listed a few days later: of the papers listed in 2025 and 2026, 12 came 6 to 10
 * days after the end of that month, then some 40 spread over the weeks behind and 280 over the years: replacements.
 */
const LATEST_LISTING_DAYS = 10

/**
 * The day on which arXiv announced a paper as new, from a day on which a listing held it: Saturday and Sunday belong to
 * the following Monday. `undefined` where the id is too old for that day, since then the listing was of a replacement.
 */
export function findAnnouncedDay(listed: Day, id: ArxivId): Day | undefined {
  const nextMonth = toArxivMonth(id) + 1
  const lastDay = Date.UTC(Math.floor(nextMonth / 12), nextMonth % 12, 1) - DAY_MS
  if (fromUtcDay(listed) - lastDay > LATEST_LISTING_DAYS * DAY_MS) return undefined
  return toNextWorkday(listed)
}

function toNextWorkday(day: Day): Day {
  const weekday = toWeekday(day)
  if (weekday === 6) return addDays(day, 2)
  return weekday === 0 ? addDays(day, 1) : day
}
