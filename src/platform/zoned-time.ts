import { Temporal } from 'temporal-polyfill'
import { LONGEST_ZONE } from '../domain/order-limits.ts'
import type { Rhythm } from '../domain/subscription.ts'
import type { UnixMs } from '../domain/time.ts'
import { keepLast } from './keep-last.ts'

/** A week, and the days by which a change of the calendar (a day that a zone left out) may shift it. */
const MOST_DAYS = 9
const NAME = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/

/** Whether a text names a time zone of the IANA database, such as "Europe/Oslo"; a bare offset names none. */
export function isTimeZone(name: string): boolean {
  if (name.length > LONGEST_ZONE || !NAME.test(name)) return false
  try {
    new Temporal.ZonedDateTime(0n, name)
    return true
  } catch {
    return false // the library's only way to say so
  }
}

/**
 * When a digest of a rhythm is due next, after an instant: once on each of its days.
 *
 * An hour that clocks skip is due at the next instant that exists; of an hour that they show twice the first counts. A day
 * that a zone leaves out altogether has no digest, and its papers come with the next.
 *
 * @throws RangeError for a zone that does not exist
 */
export function toNextTime(rhythm: Rhythm, after: UnixMs): UnixMs {
  return keep(`> ${after} ${toKey(rhythm)}`, () => findTime(rhythm, after, 1, (time) => time > after))
}

/** When a digest of a rhythm was due last, before an instant. @throws RangeError for a zone that does not exist */
export function toPreviousTime(rhythm: Rhythm, before: UnixMs): UnixMs {
  return keep(`< ${before} ${toKey(rhythm)}`, () => findTime(rhythm, before, -1, (time) => time < before))
}

// Ten thousand readers have seven in the morning in common, and the library takes a third of a millisecond to find it.
const MOST_KEPT = 1000
// Kept by the module: a time depends on nothing but its key, and all who plan would have to hand it on.
const kept = keepLast<UnixMs>(MOST_KEPT, () => 1)

function keep(key: string, find: () => UnixMs): UnixMs {
  const known = kept.find(key)
  if (known !== undefined) return known
  const time = find()
  kept.keep(key, time)
  return time
}

function toKey({ weekdays, hour, zone }: Rhythm): string {
  return `${weekdays.join('')} ${hour} ${zone}`
}

function findTime(
  { weekdays, hour, zone }: Rhythm,
  from: UnixMs,
  step: 1 | -1,
  fits: (time: UnixMs) => boolean,
): UnixMs {
  // From the day on the other side: a skipped hour may be due on a later day than its own.
  let day = toDay(from, zone).add({ days: -step })
  for (let passed = 0; passed <= MOST_DAYS + 1; passed++, day = day.add({ days: step })) {
    if (!weekdays.some((weekday) => weekday === day.dayOfWeek % 7)) continue
    const time = toInstant(day, hour, zone)
    if (time !== undefined && fits(time)) return time
  }
  throw new RangeError(`No day of the week is due: ${weekdays.join(', ')}`)
}

function toDay(instant: UnixMs, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate()
}

/** The first instant of a day at or after a full hour on the wall; `undefined` where the zone leaves out the day. */
function toInstant(day: Temporal.PlainDate, hour: number, zone: string): UnixMs | undefined {
  const wall = day.toPlainDateTime({ hour })
  const time = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
  if (time.toPlainDateTime().equals(wall)) return time.epochMilliseconds
  // Skipped: the library's answer lies before the change, by as much as clocks skip.
  const changed = time.getTimeZoneTransition('next')
  const isDayThere = [time, changed].some((near) => near?.toPlainDate().equals(day))
  return isDayThere ? changed?.epochMilliseconds : undefined
}
