import { Hono } from 'hono'
import { z } from 'zod'
import { toOpenEditionDay } from '../../domain/arxiv-calendar.ts'
import { AppError } from '../../domain/error.ts'
import { toPeriodOf } from '../../domain/period.ts'
import type { Clock } from '../../domain/time.ts'
import type { Reading } from '../../services/reading.ts'
import type { ComposeDailyPapers } from '../api/hydration.ts'
import { readQuery, wholeNumber } from '../query.ts'
import { Hydration } from '../views/hydration.tsx'
import type { Site } from '../views/layout.tsx'
import { TrendingPage } from '../views/trending-page.tsx'
import { renderPage } from './render.ts'

type Deps = Pick<Reading, 'listTrending'> & { clock: Clock; composeDailyPapers: ComposeDailyPapers }

const PAGE_SIZE = 50
const LAST_PAGE = 1000
const query = z.object({ p: wholeNumber(0, LAST_PAGE, 0) })

/** GET /papers/trending — what was featured in the last thirty days, by votes that fade. */
export function trendingPages({ listTrending, clock, composeDailyPapers }: Deps, site: Site): Hono {
  return new Hono().get('/papers/trending', async (c) => {
    const { p: page } = readQuery(c, query)
    const latest = toOpenEditionDay(clock())
    const list = await listTrending(latest, { offset: page * PAGE_SIZE, size: PAGE_SIZE })
    if (list.headlines.length === 0 && page > 0) throw new AppError('not_found', `Trending has no page ${page + 1}`)
    const json = await composeDailyPapers(list.headlines, { period: toPeriodOf('day', latest), isTrending: true })
    const hydration = <Hydration target="DailyPapers" json={json} />
    return renderPage(c, <TrendingPage {...{ site, list, page, hydration }} pageSize={PAGE_SIZE} />)
  })
}
