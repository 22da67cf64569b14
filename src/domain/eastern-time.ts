import type { Day, UnixMs } from './time.ts'

/** What a clock on a wall in New York shows: arXiv and the Daily Papers keep their calendar by it. */
export type EasternTime = { day: Day; minuteOfDay: number }

const FORMAT = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/New_York',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

/** New York's wall time at an instant, daylight saving included. */
export function toEasternTime(instant: UnixMs): EasternTime {
  const parts = Object.fromEntries(FORMAT.formatToParts(instant).map(({ type, value }) => [type, value]))
  return {
    day: `${parts.year}-${parts.month}-${parts.day}` as Day,
    minuteOfDay: Number(parts.hour) * 60 + Number(parts.minute),
  }
}

/** How far New York's wall time stands from UTC at an instant, in milliseconds: −4 h in summer, −5 h in winter. */
export function toEasternOffsetMs(instant: UnixMs): number {
  const { day, minuteOfDay } = toEasternTime(instant)
  const wall = Date.parse(`${day}T00:00:00.000Z`) + minuteOfDay * 60_000
  return wall - Math.floor(instant / 60_000) * 60_000
}
