import { reckonAnnouncedDay } from '../../domain/arxiv-calendar.ts'
import type { ArxivId } from '../../domain/arxiv-id.ts'
import { createRecord, type Origin, type Paper, type PaperFields, type PaperId } from '../../domain/paper.ts'
import { type Day, HOUR_MS, type UnixMs } from '../../domain/time.ts'

/**
 * Makes a record of what one of arXiv's interfaces says of a paper.
 *
 * @param at when that was said, or the earliest time at which it can have been
 * @param submittedAt the instant of the first submission, where it is known: none of them but the feeds tells when a paper
 *   was announced, and arXiv's calendar does; a listing that tells it weighs more
 */
export function toArxivRecord(id: ArxivId, fields: PaperFields, at: UnixMs, submittedAt?: UnixMs): Paper {
  const origin: Origin = { source: 'arxiv', at, weight: 0 }
  const paper = createRecord(toPaperId(id), fields, origin)
  if (submittedAt === undefined) return paper
  paper.fields.announcedDay = reckonDay(submittedAt)
  paper.origins.announcedDay = { ...origin, weight: -1 }
  return paper
}

const MOST_HOURS = 20_000
// arXiv's cut-off and New York's changes of clocks are at full hours, so the day is that of the whole hour. To ask a
// calendar takes as long as all the rest of a record.
const daysByHour = new Map<number, Day>()

function reckonDay(submittedAt: UnixMs): Day {
  const hour = Math.floor(submittedAt / HOUR_MS)
  const known = daysByHour.get(hour)
  if (known !== undefined) return known
  if (daysByHour.size >= MOST_HOURS) daysByHour.clear()
  const day = reckonAnnouncedDay(submittedAt)
  daysByHour.set(hour, day)
  return day
}

/** An arXiv id as the key of a paper. */
export function toPaperId(id: ArxivId): PaperId {
  return id as string as PaperId
}
