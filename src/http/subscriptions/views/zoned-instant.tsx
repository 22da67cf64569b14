import { toIso, type UnixMs } from '../../../domain/time.ts'

/** An instant as clocks show it where a reader is: "Monday 23 November 2026 at 07:00". */
export function ZonedInstant({ at, zone }: { at: UnixMs; zone: string }) {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: zone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  })
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  const { weekday, day, month, year, hour, minute } = parts
  return <time datetime={toIso(at)}>{`${weekday} ${day} ${month} ${year} at ${hour}:${minute}`}</time>
}
