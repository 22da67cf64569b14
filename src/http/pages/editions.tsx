import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { toPeriodPath } from '../../domain/addresses.ts'
import { AppError } from '../../domain/error.ts'
import { toPeriodOf, parseDayPeriod, parseMonthPeriod, parseWeekPeriod, type Period } from '../../domain/period.ts'
import type { Day } from '../../domain/time.ts'
import { toPlainText } from '../../platform/tex/to-plain-text.ts'
import { type Keeper, keepUntilChanged } from '../../platform/keep-until-changed.ts'
import type { Headline } from '../../domain/headline.ts'
import { type EditionHeadlines, UNFEATURED_SIZE } from '../../services/list-edition.ts'
import type { Reading } from '../../services/reading.ts'
import type { SourceStanding } from '../../services/sync/source-standing.ts'
import type { ComposeDailyPapers } from '../api/hydration.ts'
import { toEditionMarkdown, toEmptyEditionMarkdown } from '../markdown/edition.ts'
import { prefersMarkdown } from '../markdown/negotiate.ts'
import { openDayOf, versionOf } from '../middleware/conditional.ts'
import { toOnePeriod } from '../one-period.ts'
import { parsedBy, readQuery, wholeNumber } from '../query.ts'
import { FeedAlternates } from '../feeds/feed-alternates.tsx'
import { toNoticeText } from '../sources/edition-notices.ts'
import { readTold, showTold, type Told } from '../sources/told-with-edition.tsx'
import type { CalendarMonth } from '../views/calendar.tsx'
import type { Turn } from '../views/edition-masthead.tsx'
import { EditionPage } from '../views/edition-page.tsx'
import { EmptyEditionPage, NoEditionPage } from '../views/empty-edition-page.tsx'
import type { Site } from '../views/layout.tsx'
import { OpenGraph } from '../views/open-graph.tsx'
import { toCounted, toPeriodName } from '../views/wording.ts'
import { markdownResponse, type PageHydration, renderPage } from './render.ts'

/** What the pages of editions ask of the program. */
export type EditionDeps = Pick<Reading, 'listEdition' | 'listDayCounts' | 'findNewestDay' | 'findNeighbours'> & {
  composeDailyPapers: ComposeDailyPapers
  sources: Pick<SourceStanding, 'describeBatch' | 'describeStart'>
}

const PAGE_SIZE = 50
const LAST_PAGE = 1_000_000
const pageQuery = z.object({ p: wholeNumber(0, LAST_PAGE, 0), reload: z.enum(['on', 'off']).optional() })
const newestQuery = pageQuery.extend({
  date: parsedBy(parseDayPeriod).optional(),
  week: parsedBy(parseWeekPeriod).optional(),
  month: parsedBy(parseMonthPeriod).optional(),
})

/** What was read for a page, and is kept until the store changes: some 200 kB each. */
type Read = { turn: Turn; edition: EditionHeadlines; calendar: CalendarMonth; hydration: PageHydration } & Told
type PageDeps = EditionDeps & { keep: Keeper<Read> }

const PAGES_KEPT = 64
const TITLES_TOLD = 3

/**
 * GET / and /papers — the newest edition; GET /papers/date|week|month/{period}?p=, and /papers?date= and so on — that of
 * a period, 50 papers a page.
 */
export function editionPages(editionDeps: EditionDeps, site: Site): Hono {
  const deps = { ...editionDeps, keep: keepUntilChanged<Read>(PAGES_KEPT) }
  const showNewest = async (c: Context): Promise<Response> => {
    const asked = toOnePeriod(readQuery(c, newestQuery))
    if (asked && asked.kind !== 'day' && asked.from > openDayOf(c)) return redirectToNewest(c, asked.kind, deps)
    if (asked) return showEdition(c, asked, deps, site)
    const day = await deps.findNewestDay(openDayOf(c))
    return day === undefined ? showNoEdition(c, deps, site) : showEdition(c, toPeriodOf('day', day), deps, site)
  }
  const toNewest = (kind: 'week' | 'month') => async (c: Context) => redirectToNewest(c, kind, deps)
  return new Hono()
    .get('/', showNewest)
    .get('/papers', showNewest)
    .get('/papers.md', showNewest)
    .get('/papers/week', toNewest('week'))
    .get('/papers/month', toNewest('month'))
    .get('/papers/date/:name', (c) => showEdition(c, parseDayPeriod(readName(c)), deps, site))
    .get('/papers/week/:name', (c) => showClamped(c, 'week', deps, site))
    .get('/papers/month/:name', (c) => showClamped(c, 'month', deps, site))
    .get('/papers/', redirectToUnslashed)
    .get('/papers/:kind{date|week|month}/', redirectToUnslashed)
    .get('/papers/:kind{date|week|month}/:name/', redirectToUnslashed)
}

/** People end an address as they end a folder. */
function redirectToUnslashed(c: Context): Response {
  const { pathname, search } = new URL(c.req.url)
  return c.redirect(`${pathname.replace(/\/+$/, '')}${search}`, 301)
}

const MARKDOWN = '.md'

function readName(c: Context): string {
  const name = (c.req.param('name') ?? '').slice(0, 20)
  return name.endsWith(MARKDOWN) ? name.slice(0, -MARKDOWN.length) : name
}

function wantsMarkdown(c: Context): boolean {
  return prefersMarkdown(c) || c.req.path.endsWith(MARKDOWN)
}

/** A week or month that is not yet, or a week 53 that never is, leads to the newest: readers of feeds ask for such. */
async function showClamped(c: Context, kind: 'week' | 'month', deps: PageDeps, site: Site): Promise<Response> {
  const name = readName(c)
  if (kind === 'week' && /^\d{4}-W53$/.test(name) && !isWeek(name)) return redirectToNewest(c, kind, deps)
  const period = kind === 'week' ? parseWeekPeriod(name) : parseMonthPeriod(name)
  if (period.from > openDayOf(c)) return redirectToNewest(c, kind, deps)
  return showEdition(c, period, deps, site)
}

function isWeek(name: string): boolean {
  try {
    return parseWeekPeriod(name).name === name
  } catch (thrown) {
    if (thrown instanceof AppError) return false
    throw thrown
  }
}

async function redirectToNewest(c: Context, kind: 'week' | 'month', deps: EditionDeps): Promise<Response> {
  const openDay = openDayOf(c)
  const newest = (await deps.findNewestDay(openDay)) ?? openDay
  const form = c.req.path.endsWith(MARKDOWN) ? MARKDOWN : ''
  return c.redirect(`${toPeriodPath(toPeriodOf(kind, newest))}${form}`, 302)
}

async function showNoEdition(c: Context, { sources }: PageDeps, site: Site): Promise<Response> {
  const { reload } = readQuery(c, pageQuery)
  const start = await sources.describeStart()
  const told = showTold({ start, notices: [] }, { path: '/', reload })
  return renderPage(c, <NoEditionPage {...{ site, ...told }} />)
}

async function showEdition(c: Context, period: Period, deps: PageDeps, site: Site): Promise<Response> {
  const { p: page, reload } = readQuery(c, pageQuery)
  const openDay = openDayOf(c)
  const isOpen = period.from <= openDay
  const read = await deps.keep(`${period.name} ${page}`, versionOf(c), () =>
    readEdition({ period, page, openDay }, deps),
  )
  const { turn, edition, calendar, hydration, absence } = read
  const told = showTold(read, { path: c.req.path, reload })
  if (edition.headlines.length > 0) {
    if (wantsMarkdown(c)) {
      const notices = read.notices.map(toNoticeText)
      const part = { period, edition, offset: page * PAGE_SIZE, baseUrl: site.baseUrl, notices }
      return markdownResponse(c, toEditionMarkdown(part))
    }
    const feeds = [{ kind: 'papers' }, { kind: 'period', period }] as const
    const alternates = feeds.map((topic) => <FeedAlternates topic={topic} />)
    const head = [<EditionCard {...{ site, period, edition }} />, ...alternates]
    const view = <EditionPage {...{ site, turn, edition, page, calendar, head, ...told }} pageSize={PAGE_SIZE} />
    return renderPage(c, view, { hydration })
  }
  if (page > 0) throw new AppError('not_found', `${toPeriodName(period)} has no page ${page + 1}`)
  const status = isOpen ? 200 : 404
  if (wantsMarkdown(c)) return markdownResponse(c, toEmptyEditionMarkdown(period, absence), status)
  const view = <EmptyEditionPage {...{ site, turn, absence, ...told }} />
  return renderPage(c, view, { status })
}

/** What others show of an edition: its date, and its first titles. */
function EditionCard({ site, period, edition }: { site: Site; period: Period; edition: EditionHeadlines }) {
  const titles = edition.headlines.slice(0, TITLES_TOLD).map(({ title }) => toPlainText(title))
  const description = `${toCounted(edition.featured + edition.listed, 'paper')}: ${titles.join('; ')}`
  return <OpenGraph {...{ site, description }} title={toPeriodName(period)} path={toPeriodPath(period)} />
}

/** All that a page of an edition shows. What is not open yet holds nothing. */
async function readEdition(
  { period, page, openDay }: { period: Period; page: number; openDay: Day },
  deps: EditionDeps,
): Promise<Read> {
  const turn = await findTurn(period, openDay, deps)
  const to = period.to < openDay ? period.to : openDay
  const edition = await deps.listEdition({ from: period.from, to }, page * PAGE_SIZE, PAGE_SIZE)
  const json = await deps.composeDailyPapers(listHydrated(edition, page), turn)
  const hydration = { target: 'DailyPapers', json } as const
  const place = { period, openDay, isNewest: turn.next === undefined, isEmpty: edition.headlines.length === 0 }
  const told = await readTold(deps.sources, place)
  return { turn, edition, calendar: await findCalendar(to, openDay, deps), hydration, ...told }
}

/** What programs are told of, as the API tells it: featured papers, or the first thirty of an edition without any. */
function listHydrated({ headlines, featured }: EditionHeadlines, page: number): Headline[] {
  if (featured > 0) return headlines.filter(({ featuredOn }) => featuredOn !== undefined)
  return page === 0 ? headlines.slice(0, UNFEATURED_SIZE) : []
}

/** The nearest periods of the same kind that hold a paper. */
async function findTurn(period: Period, openDay: Day, deps: EditionDeps): Promise<Turn> {
  const { previous, next } = await deps.findNeighbours({ from: period.from, to: period.to, latest: openDay })
  return {
    period,
    previous: previous && toPeriodOf(period.kind, previous),
    next: next && toPeriodOf(period.kind, next),
  }
}

/** The month of a day, as far as its editions are open. */
async function findCalendar(day: Day, openDay: Day, deps: EditionDeps): Promise<CalendarMonth> {
  const month = toPeriodOf('month', day)
  const { previous, next } = await findTurn(month, openDay, deps)
  const counts = await deps.listDayCounts(month.from, month.to < openDay ? month.to : openDay)
  return { month, counts, previous, next }
}
