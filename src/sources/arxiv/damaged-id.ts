import { type ArxivId, arxivSequenceDigits, findArxivId, toArxivMonth } from '../../domain/arxiv-id.ts'
import type { Day } from '../../domain/time.ts'

const AS_NUMBER = /^(\d{3,4})(\.\d+)$/
/** Sixteen digits of a number hold an id to about 1e-12; ids lie 1e-5 apart. */
const TOLERANCE = 1e-7
/** Moderation delays an id: in 122,758 rows by 14 months at most. */
const LONGEST_DELAY_MONTHS = 18

/**
 * Mends an id of the years since 0704 that was a floating-point number for a while, and so lost its outer zeros or
 * gained false digits: "704.002" is 0704.0020, "1912.1279600000003" is 1912.12796.
 *
 * @param created the day of the first version, which precedes the id's month by little: the second witness
 * @returns `undefined` where the text is no such number, or the two do not agree
 */
export function mendArxivId(damaged: string, created: Day): ArxivId | undefined {
  const [, whole, fraction] = AS_NUMBER.exec(damaged) ?? []
  if (whole === undefined || fraction === undefined) return undefined
  const yearMonth = whole.padStart(4, '0')
  const digits = arxivSequenceDigits(yearMonth)
  const sequence = Math.round(Number(fraction) * 10 ** digits)
  if (Math.abs(Number(fraction) - sequence / 10 ** digits) >= TOLERANCE) return undefined
  const id = findArxivId(`${yearMonth}.${String(sequence).padStart(digits, '0')}`)?.id
  if (id === undefined) return undefined
  const delayMonths = toArxivMonth(id) - toMonth(created)
  return delayMonths >= 0 && delayMonths <= LONGEST_DELAY_MONTHS ? id : undefined
}

function toMonth(day: Day): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
}
