import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { AppError } from '../../domain/error.ts'
import type { HeadlinePart } from '../../domain/headline.ts'
import { toPeriodOf } from '../../domain/period.ts'
import type { Day } from '../../domain/time.ts'
import { keepUntilChanged } from '../../platform/keep-until-changed.ts'
import type { Reading } from '../../services/reading.ts'
import type { ComposeDailyPapers } from '../api/hydration.ts'
import { toTrendingMarkdown } from '../markdown/edition.ts'
import { prefersMarkdown } from '../markdown/negotiate.ts'
import { openDayOf, versionOf } from '../middleware/conditional.ts'
import { readQuery, wholeNumber } from '../query.ts'
import type { Site } from '../views/layout.tsx'
import { TRENDING_RULE, TrendingPage } from '../views/trending-page.tsx'
import { markdownResponse, type PageHydration, renderPage } from './render.ts'

type Deps = Pick<Reading, 'listTrending'> & { composeDailyPapers: ComposeDailyPapers }

const PAGE_SIZE = 50
const LAST_PAGE = 1000
const PAGES_KEPT = 4
const query = z.object({ p: wholeNumber(0, LAST_PAGE, 0) })

type Read = { list: HeadlinePart; hydration: PageHydration }

/** GET /papers/trending — what was featured in the last thirty days, by votes that fade. */
export function trendingPages({ listTrending, composeDailyPapers }: Deps, site: Site): Hono {
  const keep = keepUntilChanged<Read>(PAGES_KEPT)
  const read = async (latest: Day, page: number): Promise<Read> => {
    const list = await listTrending(latest, { offset: page * PAGE_SIZE, size: PAGE_SIZE })
    const json = await composeDailyPapers(list.headlines, { period: toPeriodOf('day', latest), isTrending: true })
    return { list, hydration: { target: 'DailyPapers', json } }
  }
  const show = async (c: Context): Promise<Response> => {
    const { p: page } = readQuery(c, query)
    const latest = openDayOf(c)
    const { list, hydration } = await keep(String(page), versionOf(c), () => read(latest, page))
    if (list.headlines.length === 0 && page > 0) throw new AppError('not_found', `Trending has no page ${page + 1}`)
    if (prefersMarkdown(c) || c.req.path.endsWith('.md')) {
      return markdownResponse(c, toTrendingMarkdown(list.headlines, TRENDING_RULE, site.baseUrl))
    }
    return renderPage(c, <TrendingPage {...{ site, list, page }} pageSize={PAGE_SIZE} />, { hydration })
  }
  return new Hono().get('/papers/trending', show).get('/papers/trending.md', show)
}
