import { parseInstant, type UnixMs } from '../domain/time.ts'

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const ZONES: Readonly<Record<string, string>> = {
  ...{ EST: '-05:00', EDT: '-04:00', CST: '-06:00', CDT: '-05:00' },
  ...{ MST: '-07:00', MDT: '-06:00', PST: '-08:00', PDT: '-07:00' },
}
const DAY = String.raw`(?:[a-z]{3,9}\.?,?\s+)?(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?,?[\s-]+(\d{4}|\d\d)\b`
const TIME = String.raw`(?:,?\s+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*([a-z]{1,3}\b|[+-]\d\d:?\d\d\b)?)?`
const MAIL_DATE = new RegExp(`^${DAY}${TIME}`, 'i')
const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(?:[.,](\d+))?\s*(Z|[+-]\d\d:?\d\d)?)?$/i
/** In letters: what is longer is no date. */
const LONGEST = 100

/**
 * Reads a date as mail, RSS and people write it, "Mon, 6 Apr 2026 13:05:09 -0400", "6 Apr 26", "6-April-2026", or as ISO
 * 8601 does. The name of the weekday is not believed, and without a zone, or with one that is not known, it is UTC.
 * `undefined` for any other text.
 */
export function parseMailDate(text: string): UnixMs | undefined {
  const written = text.trim()
  if (written.length > LONGEST) return undefined
  const [, day, minute, second = ':00', fraction = '0', zone] = ISO.exec(written) ?? []
  if (day === undefined) return parseWords(written)
  return parseInstant(minute === undefined ? day : `${day}T${minute}${second}.${fraction}${toOffset(zone)}`)
}

function parseWords(text: string): UnixMs | undefined {
  const [, day = '', name = '', year = '', hour = '0', minute = '00', second = '00', zone] = MAIL_DATE.exec(text) ?? []
  const month = MONTHS.indexOf(name.toLowerCase()) + 1
  if (month === 0) return undefined
  // RFC 2822, 4.3: two digits up to 49 are of this century.
  const century = year.length === 4 ? '' : Number(year) < 50 ? '20' : '19'
  const date = `${century}${year}-${toTwoDigits(month)}-${toTwoDigits(day)}`
  return parseInstant(`${date}T${toTwoDigits(hour)}:${minute}:${second}${toOffset(zone)}`)
}

function toOffset(zone = 'Z'): string {
  const [, hours, minutes] = /^([+-]\d\d):?(\d\d)$/.exec(zone) ?? []
  return hours === undefined ? (ZONES[zone.toUpperCase()] ?? 'Z') : `${hours}:${minutes}`
}

function toTwoDigits(number: string | number): string {
  return String(number).padStart(2, '0')
}
