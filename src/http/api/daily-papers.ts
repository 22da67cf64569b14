import { Hono } from 'hono'
import { z } from 'zod'
import { toOpenEditionDay } from '../../domain/arxiv-calendar.ts'
import { AppError } from '../../domain/error.ts'
import { parseDayPeriod, parseMonthPeriod, parseWeekPeriod, type Period } from '../../domain/period.ts'
import { addDays, type Clock, type Day } from '../../domain/time.ts'
import type { FindNewestDay, ListFeaturedPapers } from '../../services/list-edition.ts'
import { isPlainText } from '../plain-text.ts'
import { parsedBy, readQuery, wholeNumber } from '../query.ts'
import { toDailyPaper } from './daily-paper.ts'
import { setNextLink } from './next-link.ts'

type Deps = { listFeaturedPapers: ListFeaturedPapers; findNewestDay: FindNewestDay; clock: Clock; baseUrl: string }

const MOST_PAPERS = 100
const LAST_PAGE = 1_000_000_000
/** Editions of so many days, up to the newest, are ranked by `sort=trending`: two weeks, as votes come in within days. */
const TRENDING_DAYS = 14

const query = z.object({
  p: wholeNumber(0, LAST_PAGE, 0),
  limit: wholeNumber(1, MOST_PAPERS, 50),
  date: parsedBy(parseDayPeriod).optional(),
  week: parsedBy(parseWeekPeriod).optional(),
  month: parsedBy(parseMonthPeriod).optional(),
  submitter: z.string().min(1, 'expected an account name').refine(isPlainText, 'expected an account name').optional(),
  sort: z.enum(['publishedAt', 'trending'], 'expected publishedAt or trending').default('publishedAt'),
})
type Query = z.infer<typeof query>

/** GET /api/daily_papers — the featured papers of a day, week or month, or the newest first, in the wire format. */
export function dailyPapersRoutes({ listFeaturedPapers, findNewestDay, clock, baseUrl }: Deps): Hono {
  return new Hono().get('/api/daily_papers', async (c) => {
    const asked = readQuery(c, query)
    const openDay = toOpenEditionDay(clock())
    const period = findPeriod(asked, openDay)
    const newest = asked.sort === 'trending' && !period ? await findNewestDay(openDay) : undefined
    const { items, hasMore } = await listFeaturedPapers({
      ...(newest !== undefined && { from: addDays(newest, 1 - TRENDING_DAYS) }),
      ...(period && { from: period.from }),
      to: period && period.to < openDay ? period.to : openDay,
      ...(asked.submitter !== undefined && { submitter: asked.submitter }),
      offset: asked.p * asked.limit,
      size: asked.limit,
    })
    if (hasMore) setNextLink(c, baseUrl, { p: String(asked.p + 1) })
    return c.json(items.map(({ paper, entry }) => toDailyPaper(paper, entry, baseUrl)))
  })
}

/** @throws AppError `invalid` where several are asked for, or one that has not begun */
function findPeriod({ date, week, month }: Query, openDay: Day): Period | undefined {
  const [period, ...more] = [date, week, month].filter((asked) => asked !== undefined)
  if (more.length > 0) throw new AppError('invalid', 'date, week and month exclude one another')
  if (period && period.from > openDay) {
    const name = period.kind === 'day' ? 'date' : period.kind
    throw new AppError('invalid', `${name}: "${period.name}" is not published yet; the newest edition is of ${openDay}`)
  }
  return period
}
