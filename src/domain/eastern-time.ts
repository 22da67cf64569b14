import { type Day, MINUTE_MS, type UnixMs } from './time.ts'

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
  const wall = Date.parse(`${day}T00:00:00.000Z`) + minuteOfDay * MINUTE_MS
  return wall - Math.floor(instant / 60_000) * MINUTE_MS
}

/**
 * The instant at which a wall clock in New York shows a time of a day: the first of two, in the night when clocks go back;
 * for a time that clocks skip, an hour before.
 *
 * @param minuteOfDay may be beyond the day: −90 is 22:30 of the evening before
 */
export function fromEasternTime({ day, minuteOfDay }: EasternTime): UnixMs {
  const wall = Date.parse(`${day}T00:00:00.000Z`) + minuteOfDay * MINUTE_MS
  // The offset that is in force at the wall's time taken as UTC may be that of the other side of a change of clocks.
  const near = wall - toEasternOffsetMs(wall)
  return wall - toEasternOffsetMs(near)
}
