import { parseInstant, type UnixMs } from '../../domain/time.ts'

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const ZONES: Readonly<Record<string, string>> = {
  ...{ Z: 'Z', UT: 'Z', UTC: 'Z', GMT: 'Z' },
  ...{ EST: '-05:00', EDT: '-04:00', CST: '-06:00', CDT: '-05:00' },
  ...{ MST: '-07:00', MDT: '-06:00', PST: '-08:00', PDT: '-07:00' },
}
const RFC_822 =
  /^(?:[a-z]{3,9}\.?,?\s+)?(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?[\s-]+(\d{2}|\d{4})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([a-z]{1,3}|[+-]\d{2}:?\d{2})?)?\b/i
const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(?:[.,]\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i

/**
 * Reads a date as feeds write it: of RFC 822 with or without weekday, seconds and zone ("Wed, 18 Nov 2026 05:00:00 EST"),
 * or of ISO 8601. Without a zone it is UTC; `undefined` for any other text.
 */
export function parseFeedDate(text: string): UnixMs | undefined {
  const trimmed = text.trim()
  const [, day, minute, second, zone] = ISO.exec(trimmed) ?? []
  if (day !== undefined)
    return parseInstant(minute === undefined ? day : `${day}T${minute}${second ?? ''}${toZone(zone)}`)
  return parseMailDate(trimmed)
}

function parseMailDate(text: string): UnixMs | undefined {
  const [, day = '', name = '', year = '', hour, minute = '', second = '00', zone] = RFC_822.exec(text) ?? []
  const month = MONTHS.indexOf(name.toLowerCase()) + 1
  if (month === 0) return undefined
  // RFC 2822, 4.3: two digits up to 49 are of this century.
  const fullYear = year.length === 4 ? year : `${Number(year) < 50 ? '20' : '19'}${year}`
  const date = `${fullYear}-${pad(month)}-${pad(day)}`
  return parseInstant(hour === undefined ? date : `${date}T${pad(hour)}:${minute}:${second}${toZone(zone)}`)
}

function toZone(written = 'Z'): string {
  const known = ZONES[written.toUpperCase()]
  if (known !== undefined) return known
  const [, hours, minutes] = /^([+-]\d{2}):?(\d{2})$/.exec(written) ?? []
  return hours === undefined ? 'Z' : `${hours}:${minutes}`
}

function pad(number: string | number): string {
  return String(number).padStart(2, '0')
}
