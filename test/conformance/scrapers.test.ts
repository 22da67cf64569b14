import { gzipSync } from 'node:zlib'
import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DailyPaper } from '../../src/http/api/wire.ts'
import type { PaperId } from '../../src/domain/paper.ts'
import type { Day } from '../../src/domain/time.ts'
import type { Db } from '../../src/store/db.ts'
import { anApp } from '../support/an-app.ts'
import { aFeatured } from '../support/builders.ts'
import { freshDatabase } from '../support/databases.ts'
import { hasRecordings, importRecordings, readRecordedDays } from '../support/recorded-days.ts'
import { importRecords } from '../support/records.ts'
import { SCRAPERS } from '../support/scrapers.ts'

type DailyPapers = { dailyPapers: DailyPaper[]; dateString: string; periodType: string; isTrending: boolean }

const papers = ['2026-05-25', '2026-05-28', '2026-05-28', '2026-05-29'].map((day, index) =>
  aFeatured({
    id: `2605.0000${index}` as PaperId,
    votes: 10 + index,
    entries: [{ day: day as Day, submitter: { handle: 'ada-k' }, place: 0 }],
    fields: {
      title: `Number ${index} "of" <four> & more`,
      dailyAuthors: [],
      aiSummary: 'It waits.',
      abstract: 'We\nwait.',
    },
  }),
)

/** A page as a program fetches it: redirects followed. */
async function fetchPage(app: Hono, path: string): Promise<{ path: string; html: string }> {
  const response = await app.request(path)
  const location = response.headers.get('location')
  return location === null ? { path, html: await response.text() } : fetchPage(app, location)
}

let db: Db
let app: Hono
beforeAll(async () => {
  db = await freshDatabase({ dialect: 'sqlite' })
  await importRecords(db, papers)
  app = anApp(db)
})
afterAll(() => db.destroy())

describe.each(Object.entries(SCRAPERS))('%s', (_, scrape) => {
  test.each([
    ['/papers', '/api/daily_papers?date=2026-05-29', '2026-05-29', 'day'],
    ['/papers?date=2026-05-28', '/api/daily_papers?date=2026-05-28', '2026-05-28', 'day'],
    ['/papers/date/2026-05-28', '/api/daily_papers?date=2026-05-28', '2026-05-28', 'day'],
    ['/papers/week/2026-W22', '/api/daily_papers?week=2026-W22', '2026-W22', 'week'],
    ['/papers/month/2026-05', '/api/daily_papers?month=2026-05', '2026-05', 'month'],
    // A program that does not know the week asks for the last of the year, and is led to the newest.
    ['/papers/week/2026-W52', '/api/daily_papers?week=2026-W22', '2026-W22', 'week'],
    ['/papers/week/2025-W53', '/api/daily_papers?week=2026-W22', '2026-W22', 'week'],
    ['/papers/month/2026-12', '/api/daily_papers?month=2026-05', '2026-05', 'month'],
  ])('finds in %s what the API says of it', async (path, api, dateString, periodType) => {
    const listed = (await (await app.request(api)).json()) as DailyPaper[]

    const { html } = await fetchPage(app, path)

    const found = scrape(html, 'DailyPapers') as DailyPapers
    const toRead = ({ title, publishedAt, paper, numComments }: DailyPaper) => {
      const { id, summary, upvotes, ai_summary } = paper
      return { title, publishedAt, numComments, id, summary, upvotes, ai_summary }
    }
    expect(found).toMatchObject({ dateString, periodType, isTrending: false })
    expect(listed.length).toBeGreaterThan(0)
    expect(found.dailyPapers.map(toRead)).toEqual(listed.map(toRead))
  })

  test('finds in what trends the papers in that order', async () => {
    const listed = (await (await app.request('/api/daily_papers?sort=trending')).json()) as DailyPaper[]

    const { html } = await fetchPage(app, '/papers/trending')

    const found = scrape(html, 'DailyPapers') as DailyPapers
    expect(found.isTrending).toBe(true)
    expect(found.dailyPapers.map(({ paper }) => paper.id)).toEqual(listed.map(({ paper }) => paper.id))
  })

  test('finds a paper in its page', async () => {
    const { html } = await fetchPage(app, '/papers/2605.00002v1')

    const found = scrape(html, 'PaperContent')

    expect(found).toMatchObject({ paper: { id: '2605.00002', upvotes: 12 }, comments: [], upvoters: [] })
  })

  test('finds in a paper’s page its place in the edition', async () => {
    const pages = await Promise.all(['2605.00002', '2605.00001'].map((id) => fetchPage(app, `/papers/${id}`)))

    const ranks = pages.map(({ html }) => (scrape(html, 'PaperContent') as { dailyPaperRank: number }).dailyPaperRank)

    expect(ranks).toEqual([1, 2])
  })
})

test('a program that reads cards finds a link to each paper in an article’s heading', async () => {
  const { html } = await fetchPage(app, '/papers/date/2026-05-28')

  const articles = html.match(/<article[^>]*>[^]*?<\/article>/g) ?? []
  const links = articles.map((article) => /<h[23][^>]*>\s*<a href="\/papers\/([^"]+)"/.exec(article)?.[1])

  expect(links).toEqual(['2605.00002', '2605.00001'])
})

if (!hasRecordings) test.skip('a recorded day’s page stays small (../shared/data is absent)')

test.skipIf(!hasRecordings)(
  'the page of a recorded day and its style sheet are under 60 KB compressed',
  async () => {
    const recorded = await freshDatabase({ dialect: 'sqlite' })
    await importRecordings(recorded)
    const [fullest] = readRecordedDays().toSorted((a, b) => b.items.length - a.items.length)

    const app = anApp(recorded)
    const { html } = await fetchPage(app, `/papers/date/${fullest?.day}`)
    const css = await (await app.request(/href="(\/public\/broadsheet\.[^"]+)"/.exec(html)?.[1] ?? '')).text()
    await recorded.destroy()

    expect(css).toContain('.masthead')
    const found = SCRAPERS['a selector, as RSSHub']?.(html, 'DailyPapers') as DailyPapers
    expect(found.dailyPapers).toHaveLength(50)
    expect(gzipSync(html).length + gzipSync(css).length).toBeLessThan(60 * 1024)
  },
  60_000,
)
