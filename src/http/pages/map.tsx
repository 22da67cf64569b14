import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { AppError } from '../../domain/error.ts'
import { parseDayPeriod, parseMonthPeriod, parseWeekPeriod, type Period } from '../../domain/period.ts'
import type { Day } from '../../domain/time.ts'
import { keepUntilChanged } from '../../platform/keep-until-changed.ts'
import type { Reading } from '../../services/reading.ts'
import type { MapPapers, MapSubject, PaperMap } from '../../services/search/map-papers.ts'
import { MOST_QUERY_LETTERS } from '../../services/search/searching.ts'
import { explainAbsence } from '../absence.ts'
import { toMapPath } from '../map-path.ts'
import { openDayOf, versionOf } from '../middleware/conditional.ts'
import { allowOwnScript } from '../middleware/security-headers.ts'
import { toOnePeriod } from '../one-period.ts'
import { parsedBy, readQuery } from '../query.ts'
import { NoEditionPage } from '../views/empty-edition-page.tsx'
import type { Site } from '../views/layout.tsx'
import { MapPage } from '../views/map-page.tsx'
import { renderPage } from './render.ts'

const CATEGORY = /^[\w.-]{1,40}$/
const query = z.object({
  q: z.string().max(MOST_QUERY_LETTERS, `expected at most ${MOST_QUERY_LETTERS} characters`).default(''),
  cat: z.string().regex(CATEGORY, 'expected a category such as cs.IR').optional(),
  day: parsedBy(parseDayPeriod).optional(),
  week: parsedBy(parseWeekPeriod).optional(),
  month: parsedBy(parseMonthPeriod).optional(),
})

type Deps = Pick<Reading, 'findNewestDay'> & { mapPapers: MapPapers }

/** A map takes up to a second to draw, and half a megabyte to keep. */
const MAPS_KEPT = 32

/**
 * GET /map — the newest edition as a map; /map?day=, ?week= and ?month= that of a period, /map?q= what a search finds,
 * /map?cat= a category. A search comes before a category, and this before an edition.
 */
export function mapPages({ findNewestDay, mapPapers }: Deps, site: Site): Hono {
  const keep = keepUntilChanged<PaperMap>(MAPS_KEPT)
  const findSubject = async (c: Context): Promise<MapSubject | undefined> => {
    const { q, cat, day, week, month } = readQuery(c, query)
    if (q.trim() !== '') return { kind: 'search', text: q.trim() }
    if (cat !== undefined) return { kind: 'category', code: cat }
    const period = toOnePeriod({ date: day, week, month })
    if (period) return { kind: 'edition', period: toOpen(period, openDayOf(c)) }
    const newest = await findNewestDay(openDayOf(c))
    return newest && { kind: 'edition', period: parseDayPeriod(newest) }
  }
  return new Hono().get('/map', async (c) => {
    const subject = await findSubject(c)
    if (!subject) return renderPage(c, <NoEditionPage site={site} reloads={false} />)
    const map = await keep(toMapPath(subject), versionOf(c), () => mapPapers(subject))
    allowOwnScript(c)
    return renderPage(c, <MapPage {...{ site, subject, map }} />)
  })
}

/** What of a period is open. @throws AppError `not_found` where nothing is */
function toOpen(period: Period, openDay: Day): Period {
  if (period.from > openDay) throw new AppError('not_found', explainAbsence(period, openDay).reason)
  return period.to > openDay ? { ...period, to: openDay } : period
}
