import { isAnnouncementEvening, toAnnouncedAt, toOpenEditionDay } from '../../domain/arxiv-calendar.ts'
import { addDays, type Day, DAY_MS, HOUR_MS, type UnixMs } from '../../domain/time.ts'
import { UpstreamError } from '../../domain/upstream-error.ts'
import { findSubmittedAt } from './daily-item.ts'
import { findEditionDay } from './daily-record.ts'
import { isWorkday } from './edition-tasks.ts'
import type { EditionReading } from './read-edition.ts'

/** Until noon of its day in New York an edition may be empty: people feature papers from the evening before on. */
const LATE_MS = 16 * HOUR_MS
const HALF_DAY_MS = DAY_MS / 2
/** arXiv's longest pause is around the turn of the year. */
const LONGEST_PAUSE_DAYS = 10

/**
 * Refuses an answer that is none to what was asked: one that has papers, but none of the day that was asked for, and one
 * without papers where the newest edition must have some by now.
 *
 * @throws UpstreamError `stale`, so that it is told, and asked for again
 */
export function refuseOtherDays({ items, faults }: EditionReading, day: Day, now: UnixMs): void {
  const told = items.map(({ item, at }) => ({
    day: findEditionDay(item, { at, day }),
    submittedAt: findSubmittedAt(item),
  }))
  if (told.some((one) => one.day === day || isOfEveningBefore(one, day))) return
  const [other] = told
  if (other) {
    if (!isWorkday(day)) return
    throw new UpstreamError('stale', `The Daily Papers answered with papers of ${other.day} when asked for ${day}.`)
  }
  if (faults.length > 0 || day !== findNewestDue(now)) return
  throw new UpstreamError(
    'stale',
    `The Daily Papers' edition of ${day} has not come: it is long open, and has no papers. It is asked for every hour.`,
  )
}

type Told = { day: Day | undefined; submittedAt: UnixMs | undefined }

/** Early editions hold such papers. Since May 2026 midnight stands for the day of the edition, which is then another. */
function isOfEveningBefore(told: Told, day: Day): boolean {
  return told.day === addDays(day, -1) && told.submittedAt !== undefined && told.submittedAt % DAY_MS >= HALF_DAY_MS
}

/** The newest edition that must hold papers by now: of a day for which arXiv announced some. */
function findNewestDue(now: UnixMs): Day | undefined {
  const open = toOpenEditionDay(now)
  const days = Array.from({ length: LONGEST_PAUSE_DAYS }, (_, back) => addDays(open, -back))
  return days.find((day) => isAnnouncementEvening(addDays(day, -1)) && toAnnouncedAt(day) + LATE_MS <= now)
}
