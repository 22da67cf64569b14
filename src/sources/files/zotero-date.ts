import { type Day, isDay, toUtcDay } from '../../domain/time.ts'
import { parseMailDate } from '../mail-date.ts'

/**
 * The day that a date names: dates of Zotero are as their readers typed them ("2026-05-17", "17 May 2026", "2026/5/17").
 * `undefined` for what names no day.
 */
export function findZoteroDay(date = ''): Day | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})\b/.exec(date.trim()) ?? []
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (isDay(written)) return written
  const instant = parseMailDate(date)
  return instant === undefined ? undefined : toUtcDay(instant)
}
