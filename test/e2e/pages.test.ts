import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Paper, PaperId } from '../../src/domain/paper.ts'
import type { Day } from '../../src/domain/time.ts'
import { type RunningServer, startServer } from '../../src/http/server.ts'
import type { Db } from '../../src/store/db.ts'
import { anApp } from '../support/an-app.ts'
import { hasBrowser, openBrowser } from '../support/browser.ts'
import { aFeatured, aPaper } from '../support/builders.ts'
import { freshDatabase } from '../support/databases.ts'
import { importRecords } from '../support/records.ts'

const FRIDAY = '2026-05-29' as Day
const SUM = Array.from({ length: 30 }, (_, index) => `x_{${index}}`).join(' + ')
const LONG = `On ${'the unexpected persistence of small errors in long conversations, '.repeat(4)}and after`

const papers: Paper[] = [
  aFeatured({
    id: '2605.00001' as PaperId,
    votes: 12_431,
    entries: [{ day: FRIDAY, place: 0 }],
    fields: {
      title: 'Tides, and who waits for them',
      authors: Array.from({ length: 60 }, (_, index) => `Author Number${index + 1}`),
      dailyAuthors: [
        {
          externalId: 'a'.repeat(24),
          name: 'A',
          hidden: false,
          account: { handle: 'a', avatarUrl: 'https://a.example/a.png' },
        },
      ],
      thumbnailUrl: 'https://cdn.example/x.png',
    },
  }),
  aFeatured({ id: '2605.00002' as PaperId, entries: [{ day: FRIDAY, place: 1 }], fields: { title: LONG } }),
  aFeatured({
    id: '2605.00003' as PaperId,
    votes: 0,
    entries: [{ day: FRIDAY }],
    fields: { title: 'كيف تتعلّم الآلات الصبر في القراءة البطيئة' },
  }),
  ...Array.from({ length: 60 }, (_, index) =>
    aPaper({
      id: `2605.${10_001 + index}` as PaperId,
      fields: { title: `Owls of the northern coast, part ${index + 1}`, announcedDay: FRIDAY },
    }),
  ),
  aPaper({
    id: '2605.20001' as PaperId,
    fields: { title: 'The day before has one', announcedDay: '2026-05-28' as Day },
  }),
  aPaper({
    id: '2605.00004' as PaperId,
    fields: { title: `$${SUM}$ is not zero`, abstract: `Nor is $${SUM}$.`, announcedDay: '2026-05-11' as Day },
  }),
]

describe.skipIf(!hasBrowser)('in a browser', () => {
  let db: Db
  let server: RunningServer
  let browser: Browser
  let base: string
  beforeAll(async () => {
    db = await freshDatabase({ dialect: 'sqlite' })
    await importRecords(db, papers)
    const app = anApp(db)
    server = await startServer((request) => app.fetch(request), { host: '127.0.0.1', port: 0 })
    base = `http://127.0.0.1:${server.port}`
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close(1000)
    await db?.destroy()
  })

  /** Runs `steps` in a fresh page; tells what the browser complained of and which other hosts it asked. */
  async function browse(steps: (page: Page) => Promise<void>, options = {}) {
    const context = await browser.newContext({ javaScriptEnabled: false, ...options })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    page.on('request', (request) => {
      if (!request.url().startsWith(base)) complaints.push(request.url())
    })
    await steps(page)
    await context.close()
    return complaints
  }

  test('a reader leafs through an edition and the day before, and opens a paper, without JavaScript', async () => {
    const complaints = await browse(async (page) => {
      await page.goto(base)
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Friday 29 May 2026')
      expect(await page.getByRole('article').filter({ hasText: 'Tides' }).textContent()).toContain('12,431 votes')

      await page.getByRole('link', { name: 'Next 13 papers →' }).click()
      expect(page.url()).toBe(`${base}/papers/date/2026-05-29?p=1`)
      await page.getByRole('link', { name: 'Week', exact: true }).click()
      expect(page.url()).toBe(`${base}/papers/week/2026-W22`)
      await page.locator('.calendar a[href$="2026-05-28"]').click()
      expect(page.url()).toBe(`${base}/papers/date/2026-05-28`)
      await page.getByRole('link', { name: 'The day before has one' }).click()
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('The day before has one')

      await page.goto(`${base}/papers/2605.00001v2`)
      expect(page.url()).toBe(`${base}/papers/2605.00001`)
      expect(await page.locator('.byline').getByText('Author Number60').isVisible()).toBe(false)
      await page.getByText('48 more authors').click()
      expect(await page.locator('.byline').getByText('Author Number60').isVisible()).toBe(true)
    })

    expect(complaints).toEqual([])
  })

  test.each([320, 390, 820, 1440])('no page scrolls sideways at %i pixels', async (width) => {
    const complaints = await browse(
      async (page) => {
        const papers = ['/papers/2605.00001', '/papers/2605.00002', '/papers/2605.00004', '/papers/date/2026-05-11']
        const lists = ['/', '/papers/date/2026-05-29?p=1', '/papers/week/2026-W22', '/papers/trending', '/categories']
        for (const path of [...lists, ...papers, '/about', '/papers/date/2026-05-23', '/nothing']) {
          await page.goto(base + path)
          const [wide, screen] = (await page.evaluate('[document.documentElement.scrollWidth, innerWidth]')) as number[]
          expect(wide, path).toBeLessThanOrEqual(screen ?? 0)
        }
      },
      { viewport: { width, height: 800 }, javaScriptEnabled: true },
    )

    // The one page that is not there; the browser says so in its own words.
    expect(complaints.filter((text) => !text.includes('404'))).toEqual([])
  })

  test('the style sheet holds, in light and in dark', async () => {
    const colours: unknown[] = []
    for (const colorScheme of ['light', 'dark']) {
      await browse(
        async (page) => {
          await page.goto(base)
          colours.push(await page.evaluate('getComputedStyle(document.body).backgroundColor'))
        },
        { colorScheme, javaScriptEnabled: true },
      )
    }

    expect(colours).toEqual(['rgb(250, 250, 248)', 'rgb(20, 21, 23)'])
  })

  test('the card of a paper is a picture', async () => {
    const complaints = await browse(async (page) => {
      const answer = await page.goto(`${base}/papers/2605.00003/thumbnail.svg`)
      expect(answer?.status()).toBe(200)
      expect(await page.locator('svg > title').textContent()).toContain('الصبر')
    })

    expect(complaints).toEqual([])
  })
})
