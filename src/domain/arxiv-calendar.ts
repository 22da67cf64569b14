import { type EasternTime, fromEasternTime, toEasternTime } from './eastern-time.ts'
import { addDays, type Day, type UnixMs, toWeekday } from './time.ts'

/**
 * The evenings on which arXiv announces nothing though it is a Sunday to Thursday, by year.
 *
 * Source: https://info.arxiv.org/help/availability.html, which lists one year at a time. A year that is missing here is
 * taken to have none, and `toCalendarWarning` tells so.
 */
const DEFERRED_DAYS: Readonly<Record<number, readonly string[]>> = {
  2026: ['01-01', '01-19', '06-19', '07-03', '09-07', '11-26', '12-25', '12-29', '12-31'],
}

const CUTOFF_MINUTE = 14 * 60 // submissions until 14:00 Eastern time are announced that evening
const LONGEST_BREAK_DAYS = 14 // between two evenings with announcements lie five days at most, around Christmas
const ANNOUNCED_MINUTE = 20 * 60 // papers are announced at 20:00 of the evening before their day
const EDITION_OPENS_MINUTE = 21 * 60 + 30 // an edition opens at 21:30 of the evening before its day

const YEARS = Object.keys(DEFERRED_DAYS).map(Number)

/** The years whose holidays are known, from the first to the last: "2026" or "2026 to 2027". */
export const KNOWN_YEARS = [...new Set([Math.min(...YEARS), Math.max(...YEARS)])].join(' to ')

/** A sentence for the log where the calendar of a day's year is not known, else `undefined`. */
export function toCalendarWarning(day: Day): string | undefined {
  const year = Number(day.slice(0, 4))
  if (year in DEFERRED_DAYS) return undefined
  const known = `arXiv's holidays of ${year} are not known to this version (it knows those of ${KNOWN_YEARS})`
  return `${known}: editions near a holiday may be a day early.${year > Math.max(...YEARS) ? ' Please update.' : ''}`
}

/** Whether arXiv announces papers in the evening of a day: Sunday to Thursday, except on its holidays. */
export function isAnnouncementEvening(day: Day): boolean {
  const weekday = toWeekday(day)
  if (weekday === 5 || weekday === 6) return false
  return !DEFERRED_DAYS[Number(day.slice(0, 4))]?.includes(day.slice(5))
}

/**
 * The day of the edition that holds a paper submitted at an instant: the day after the evening on which arXiv announces
 * it. Submissions until 14:00 Eastern time on a working day go out that evening; those of Friday, until 14:00, on
 * Sunday evening and later ones on Monday evening.
 */
export function reckonAnnouncedDay(submittedAt: UnixMs): Day {
  return addDays(toEvening(toEasternTime(submittedAt)), 1)
}

function toEvening({ day, minuteOfDay }: EasternTime): Day {
  // What comes in at a weekend or after the cut-off belongs to the next working day's batch.
  let batch = minuteOfDay < CUTOFF_MINUTE ? day : addDays(day, 1)
  while (!isBatchDay(batch)) batch = addDays(batch, 1)
  // Friday's batch waits for Sunday evening; one that falls on a holiday for the next evening that is none.
  let evening = toWeekday(batch) === 5 ? addDays(batch, 2) : batch
  while (!isAnnouncementEvening(evening)) evening = addDays(evening, 1)
  return evening
}

function isBatchDay(day: Day): boolean {
  const weekday = toWeekday(day)
  return weekday !== 0 && weekday !== 6
}

/** The newest edition that is open at an instant: the next day's opens at 21:30 Eastern time, whatever the weekday. */
export function toOpenEditionDay(now: UnixMs): Day {
  const { day, minuteOfDay } = toEasternTime(now)
  return minuteOfDay >= EDITION_OPENS_MINUTE ? addDays(day, 1) : day
}

/** The newest day, up to one, for which arXiv announces papers: others have an edition only where somebody features some. */
export function toAnnouncedDay(day: Day): Day {
  let announced = day
  while (!isAnnouncementEvening(addDays(announced, -1))) announced = addDays(announced, -1)
  return announced
}

/** When the edition of a day opens. */
export function toEditionOpensAt(day: Day): UnixMs {
  return fromEasternTime({ day: addDays(day, -1), minuteOfDay: EDITION_OPENS_MINUTE })
}

/** When arXiv announces the papers of a day: at 20:00 Eastern time of the evening before, whether or not it does then. */
export function toAnnouncedAt(day: Day): UnixMs {
  return fromEasternTime({ day: addDays(day, -1), minuteOfDay: ANNOUNCED_MINUTE })
}

/** A stretch of time: `from` is in it, `until` is not. */
export type SubmissionWindow = { from: UnixMs; until: UnixMs }

/**
 * When the papers of an edition's day were submitted (`reckonAnnouncedDay` says that day of each instant in it, and of no
 * other); `undefined` for a day for which arXiv announces none. The windows of all days together leave no gap.
 */
export function findSubmissionWindow(day: Day): SubmissionWindow | undefined {
  if (!isAnnouncementEvening(addDays(day, -1))) return undefined
  const cutoffs = Array.from({ length: LONGEST_BREAK_DAYS }, (_, back) =>
    fromEasternTime({ day: addDays(day, -1 - back), minuteOfDay: CUTOFF_MINUTE }),
  )
  const toDay = (cutoff: UnixMs): Day => reckonAnnouncedDay(cutoff - 1)
  const until = cutoffs.find((cutoff) => toDay(cutoff) === day)
  const from = cutoffs.find((cutoff) => toDay(cutoff) < day)
  return until === undefined || from === undefined ? undefined : { from, until }
}
