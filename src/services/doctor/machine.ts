import { KNOWN_YEARS, toCalendarWarning, toOpenEditionDay } from '../../domain/arxiv-calendar.ts'
import { toEasternTime } from '../../domain/eastern-time.ts'
import { toIso, type UnixMs } from '../../domain/time.ts'
import { type Finding, failure, ok, warning } from './check.ts'

const LEAST_NODE = [22, 18] as const
/** No release of this program is older. */
const EARLIEST = Date.parse('2026-01-01T00:00:00Z')
const SUMMER_NOON = Date.parse('2026-07-01T16:00:00Z')
const WINTER_NOON = Date.parse('2026-12-01T17:00:00Z')
const NOON_MINUTE = 12 * 60

/** @param version as `process.versions.node` has it */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isFit = major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])
  if (isFit) return ok(`Node ${version}.`)
  return failure(`Node ${version} is older than ${LEAST_NODE.join('.')}.`, 'Install Node 24.')
}

/** @param lastRead when records were last taken in, where that is known */
export function checkClock(now: UnixMs, lastRead: UnixMs | undefined): Finding {
  const mend = 'Set the clock: "timedatectl set-ntp true" on most Linux systems.'
  const shown = toIso(now)
  if (now < EARLIEST) return failure(`The clock says ${shown}, which is before this program was made.`, mend)
  if (lastRead !== undefined && now < lastRead) {
    return failure(`The clock says ${shown}, and papers were taken in at ${toIso(lastRead)}.`, mend)
  }
  return ok(`The clock says ${shown}.`)
}

/** Editions open by New York's clock: whether this Node knows it, in summer and in winter. */
export function checkTimeZone(read: typeof toEasternTime = toEasternTime): Finding {
  const isKnown = [SUMMER_NOON, WINTER_NOON].every((instant) => read(instant).minuteOfDay === NOON_MINUTE)
  if (isKnown) return ok("New York's time is known.")
  return failure(
    "This Node does not know New York's time, so editions open at a wrong hour.",
    'Install a Node with full ICU, as nodejs.org has it.',
  )
}

/** Whether arXiv's holidays are known of the edition that is open. */
export function checkCalendar(now: UnixMs): Finding {
  const unknown = toCalendarWarning(toOpenEditionDay(now))
  if (unknown === undefined)
    return ok(`arXiv's holidays of ${KNOWN_YEARS} are known; those of other years count as none.`)
  return warning(unknown, 'Install the newest version of Broadsheet.')
}
