import { parseInstant, type UnixMs } from '../domain/time.ts'

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const ZONES: Readonly<Record<string, string>> = {
  EST: '-05:00',
  EDT: '-04:00',
  CST: '-06:00',
  CDT: '-05:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
}
const MAIL_DATE =
  /^(?:[a-z]{3,9}\.?,?\s+)?(\d{1,2})\s+([a-z]{3})[a-z]*\.?,?\s+(\d{4})(?:,?\s+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?\s*(?:([+-]\d\d):?(\d\d)|([a-z]{1,3}))?$/i

/**
 * Reads a date as mail and RSS write it, "Mon, 6 Apr 2026 13:05:09 -0400", or as ISO 8601 does. The name of the weekday is
 * not believed, and without a zone, or with one that is not known, it is UTC. `undefined` for any other text.
 */
export function parseMailDate(text: string): UnixMs | undefined {
  const found = MAIL_DATE.exec(text.trim())
  if (found === null) return parseInstant(text.trim())
  const [, day = '', monthName = '', year, hour = '0', minute = '00', second = '00', hours, minutes = '00', zone = ''] =
    found
  const month = MONTHS.indexOf(monthName.toLowerCase()) + 1
  const two = (digits: string | number): string => String(digits).padStart(2, '0')
  const offset = hours === undefined ? (ZONES[zone.toUpperCase()] ?? 'Z') : `${hours}:${minutes}`
  return parseInstant(`${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${second}${offset}`)
}
