import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { toOpenEditionDay } from '../../domain/arxiv-calendar.ts'
import { AppError } from '../../domain/error.ts'
import { parseDayPeriod } from '../../domain/period.ts'
import { addDays, type Clock, type Day } from '../../domain/time.ts'
import type { FindNewestDay, FindNextDay, ListDay } from '../../services/list-edition.ts'
import { readQuery, wholeNumber } from '../query.ts'
import { EditionPage } from '../views/edition-page.tsx'
import { EmptyDayPage, NoEditionPage } from '../views/empty-day-page.tsx'
import type { Site } from '../views/layout.tsx'
import { toLongDate } from '../views/wording.ts'
import { renderPage } from './render.ts'

type Deps = { listDay: ListDay; findNewestDay: FindNewestDay; findNextDay: FindNextDay; clock: Clock }

const PAGE_SIZE = 50
const LAST_PAGE = 1_000_000
const query = z.object({ p: wholeNumber(0, LAST_PAGE, 0) })

/** GET / and /papers — the newest edition; GET /papers/date/:day?p= — that of one day, 50 papers a page. */
export function editionPages(deps: Deps, site: Site): Hono {
  const showNewest = async (c: Context): Promise<Response> => {
    const day = await deps.findNewestDay(toOpenEditionDay(deps.clock()))
    return day === undefined ? renderPage(c, <NoEditionPage site={site} />) : showDay(c, day, deps, site)
  }
  return new Hono()
    .get('/', showNewest)
    .get('/papers', showNewest)
    .get('/papers/date/:day', (c) => showDay(c, parseDayPeriod(c.req.param('day').slice(0, 20)).from, deps, site))
}

async function showDay(c: Context, day: Day, deps: Deps, site: Site): Promise<Response> {
  const { p: page } = readQuery(c, query)
  const openDay = toOpenEditionDay(deps.clock())
  if (day > openDay) throw new AppError('not_found', toOpening(day))
  const part = await deps.listDay(day, page * PAGE_SIZE, PAGE_SIZE)
  const previous = await deps.findNewestDay(addDays(day, -1))
  const turn = { day, previous, next: await deps.findNextDay(day, openDay) }
  if (part.items.length > 0) {
    return renderPage(c, <EditionPage site={site} turn={turn} part={part} page={page} pageSize={PAGE_SIZE} />)
  }
  if (page > 0) throw new AppError('not_found', `The edition of ${toLongDate(day)} has no page ${page + 1}`)
  return renderPage(c, <EmptyDayPage site={site} turn={turn} />)
}

function toOpening(day: Day): string {
  return `The edition of ${toLongDate(day)} is not out yet. It opens the evening before, at 21:30 in New York`
}
