import { fromEasternTime } from '../../src/domain/eastern-time.ts'
import { addDays, type Day, type UnixMs } from '../../src/domain/time.ts'
import { hasListings, readAnnouncedPapers, writeAnnouncedPapers } from '../support/upstreams/announced-papers.ts'
import { hasRecordedEditions, readRecordedEditions, writeEditions } from '../support/upstreams/daily-editions.ts'
import { growWorld } from '../support/upstreams/grow-world.ts'
import type { Scene } from './run-sync.ts'

const CATEGORIES = ['cs.AI', 'cs.CL', 'cs.CV', 'cs.LG', 'stat.ML']
/** The evening harvest of Saturday is over: Friday is the backfill's, and what changes from now on is fetched three times. */
const BEGIN_MINUTE = 60
/** Three hours before votes are counted anew: what failed this morning was tried a dozen times again. */
const END_MINUTE = 18 * 60

/**
 * Ten days of January 2026 that we wrote, from a Sunday to the Tuesday of the week after: a holiday, so that nothing of the
 * day before is still to come.
 */
export function writeTenDays(): Scene {
  const [first, last] = ['2026-01-11' as Day, '2026-01-20' as Day]
  const backfillDays = 3
  const papers = writeAnnouncedPapers(addDays(first, -9), last, { perDay: 30, categories: CATEGORIES.slice(0, 3) })
  const world = growWorld(papers)
  const editions = writeEditions(world, addDays(first, -20), last)
  const span = { from: toInstant(first, BEGIN_MINUTE), until: toInstant(last, END_MINUTE) }
  return { world, editions, categories: CATEGORIES.slice(0, 2), ...span, backfillDays, recordsAPage: 8 }
}

/**
 * Thirteen weeks of 2026, from a Sunday to a Sunday, with a holiday and a change of clocks: recorded papers and editions
 * where they lie beside the checkout, else ones that we wrote, fewer of them.
 */
export async function readNinetyDays(): Promise<Scene> {
  const [first, last] = ['2026-01-11' as Day, '2026-04-12' as Day]
  const begin = '2026-01-02' as Day
  const papers = hasListings
    ? await readAnnouncedPapers(begin, last, new Set(CATEGORIES))
    : writeAnnouncedPapers(begin, last, { perDay: 60, categories: CATEGORIES })
  const world = growWorld(papers)
  const written = writeEditions(world, addDays(first, -20), last)
  const recorded = hasRecordedEditions ? readRecordedEditions(first, last) : new Map<Day, never>()
  const editions = new Map([...written, ...recorded])
  const span = { from: toInstant(first, BEGIN_MINUTE), until: toInstant(last, END_MINUTE) }
  return { world, editions, categories: CATEGORIES, ...span, backfillDays: 7, recordsAPage: 200 }
}

/** By New York's time. */
function toInstant(day: Day, minuteOfDay: number): UnixMs {
  return fromEasternTime({ day, minuteOfDay })
}
