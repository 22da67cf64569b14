import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { parseDayPeriod } from '../../domain/period.ts'
import { keepUntilChanged } from '../../platform/keep-until-changed.ts'
import type { Reading } from '../../services/reading.ts'
import type { MapPapers, MapSubject, PaperMap } from '../../services/search/map-papers.ts'
import { MOST_QUERY_LETTERS } from '../../services/search/searching.ts'
import { toMapPath } from '../map-path.ts'
import { openDayOf, versionOf } from '../middleware/conditional.ts'
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
})

type Deps = Pick<Reading, 'findNewestDay'> & { mapPapers: MapPapers }

/** A map takes up to a second to draw, and half a megabyte to keep. */
const MAPS_KEPT = 32

/**
 * GET /map — the newest edition as a map; /map?day= that of a day, /map?q= what a search finds, /map?cat= a category. A
 * search comes before a category, and this before a day.
 */
export function mapPages({ findNewestDay, mapPapers }: Deps, site: Site): Hono {
  const keep = keepUntilChanged<PaperMap>(MAPS_KEPT)
  const findSubject = async (c: Context): Promise<MapSubject | undefined> => {
    const { q, cat, day } = readQuery(c, query)
    if (q.trim() !== '') return { kind: 'search', text: q.trim() }
    if (cat !== undefined) return { kind: 'category', code: cat }
    const edition = day?.from ?? (await findNewestDay(openDayOf(c)))
    return edition && { kind: 'edition', day: edition }
  }
  return new Hono().get('/map', async (c) => {
    const subject = await findSubject(c)
    if (!subject) return renderPage(c, <NoEditionPage site={site} />)
    const map = await keep(toMapPath(subject), versionOf(c), () => mapPapers(subject))
    return renderPage(c, <MapPage {...{ site, subject, map }} />)
  })
}
