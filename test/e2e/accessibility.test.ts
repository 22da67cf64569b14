import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Paper, PaperId } from '../../src/domain/paper.ts'
import type { Day } from '../../src/domain/time.ts'
import type { MapPoint, PaperMap } from '../../src/services/search/map-papers.ts'
import { updateCatalogue } from '../../src/services/catalogue/update-catalogue.ts'
import { createSignedLinks } from '../../src/services/subscriptions/signed-links.ts'
import { type RunningServer, startServer } from '../../src/http/server.ts'
import type { Db } from '../../src/store/db.ts'
import { claimSource, markFailure, markSuccess } from '../../src/store/source-states.ts'
import { insertTasks } from '../../src/store/tasks.ts'
import { tellTrouble } from '../../src/store/troubles.ts'
import { announce, ARXIV, aStanding, DAILY_PAPERS } from '../support/a-standing.ts'
import { anApp, NOON, NOTHING_FOUND } from '../support/an-app.ts'
import { hasBrowser, openBrowser } from '../support/browser.ts'
import { aFeatured, aPaper } from '../support/builders.ts'
import { freshDatabase } from '../support/databases.ts'
import { A_FULL_PAGE, SIMILAR_PAPERS } from '../support/found-papers.ts'
import { importRecords } from '../support/records.ts'
import { SECRET } from '../support/subscribers.ts'
import { aDigest, aSubscriptionApp, type SubscriptionApp } from '../support/subscription-app.ts'

const FRIDAY = '2026-05-29' as Day
const id = (text: string) => text as PaperId

/** Whatever a page may hold that is hard to show. */
const PAPERS: Paper[] = [
  aFeatured({
    ...{ id: id('2605.00001'), votes: 12_431, entries: [{ day: FRIDAY, place: 0, submitter: { handle: 'ada-k' } }] },
    counts: { stars: { untimed: 214 }, comments: { untimed: 31 } },
    fields: {
      title: 'Stubborn gradients need $\\Omega(\\sqrt{d}\\log n)$ passes',
      abstract: 'A gradient is stubborn, for every $\\varepsilon$.\n\n  And \\emph{so} are we.',
      authors: Array.from({ length: 60 }, (_, index) => `Author Number${index + 1}`),
      organization: { handle: 'osier-valley', fullname: 'Osier Valley University' },
      ...{ categories: ['cs.LG', 'math.OC', '68T50'], primaryCategory: 'cs.LG', version: 2, comment: '12 pages' },
      ...{ githubRepo: 'https://code.example/x', projectPage: 'https://p.example', doi: '10.1000/x' },
      ...{ publishedAt: Date.UTC(2026, 4, 20), updatedAt: Date.UTC(2026, 4, 21), withdrawnAt: Date.UTC(2026, 4, 25) },
      ...{ aiSummary: 'They need one more.', aiKeywords: ['gradient', 'saddle'], aiSummaryModel: 'Some Model 7B' },
    },
  }),
  aPaper({
    id: id('2605.00002'),
    fields: { title: `On ${'the persistence of small errors in long talks, '.repeat(6)}and after`, abstract: '' },
  }),
  aFeatured({
    ...{ id: id('2605.00003'), votes: 0, entries: [{ day: FRIDAY, place: 1 }] },
    fields: {
      title: 'كيف تتعلّم الآلات الصبر في القراءة البطيئة',
      abstract: 'كيف تتعلّم الآلات الصبر.',
      authors: ['كاتب واحد'],
    },
  }),
  aFeatured({
    ...{ id: id('2605.00004'), votes: 1, entries: [{ day: FRIDAY, place: 2 }] },
    fields: { title: '在缓慢阅读中机器如何学会耐心', abstract: '在缓慢阅读中。', authors: ['欧阳明远'] },
  }),
]

/** Enough for a second page. */
const REST = Array.from({ length: 60 }, (_, index) =>
  aPaper({
    id: id(`2605.${10_001 + index}`),
    fields: { title: `Owls of the northern coast, part ${index + 1}`, announcedDay: FRIDAY, categories: ['cs.LG'] },
  }),
)

/** A name, the path, and the status with which it answers: an error page would be clean as well. */
const PAGES: [name: string, path: string, status: number][] = [
  ['a paper with everything', '/papers/2605.00001', 200],
  ['a paper with a long title and nothing else', '/papers/2605.00002', 200],
  ['a paper in Arabic', '/papers/2605.00003', 200],
  ['a paper in Chinese', '/papers/2605.00004', 200],
  ['a paper that is not there', '/papers/2605.0001', 404],
  ['the edition of a day, of which papers are missing', '/papers/date/2026-05-29', 200],
  ['its second page', '/papers/date/2026-05-29?p=1', 200],
  ['the edition of a week', '/papers/week/2026-W22', 200],
  ['the edition of a month', '/papers/month/2026-05', 200],
  ['a day without papers', '/papers/date/2026-05-23', 200],
  ['a day that is not yet', '/papers/date/2026-06-02', 404],
  ['what trends', '/papers/trending', 200],
  ['an author', '/authors/Author%20Number7', 200],
  ['an organisation', '/organisations/osier-valley', 200],
  ['a category', '/categories/cs.LG', 200],
  ['all categories', '/categories', 200],
  ['all feeds', '/feeds', 200],
  ['a map', '/map?cat=cs.LG', 200],
  ['the search', '/search', 200],
  ['what a search found', '/papers?q=owls+cat:cs.LG+foo:&explain=1&p=1', 200],
  ['a search that found nothing', '/papers?q=nothing', 200],
  ['a search by example', '/papers?like=2605.00001,2605.00003&unlike=2605.00004', 200],
  ['a search that is refused', '/papers?q=owls&s=best', 400],
  ['what the sheet is, and how its sources stand', '/about', 200],
  ['nothing', '/nothing', 404],
  ['the form to subscribe', '/subscriptions?wish=category:cs.LG', 200],
  ['what is said of it', '/subscriptions/asked', 200],
  ['who lost the private link', '/inbox', 200],
  ['a private link that is none', '/inbox/abcdefghijklmnopqrstuv', 404],
]

/** Pages about subscriptions that hold a secret: they are known once somebody has subscribed. */
const PRIVATE_PAGES = ['question', 'inbox', 'digest', 'leave', 'feedback'] as const

/** A reader with two subscriptions, one of them paused, and the addresses of their pages. */
async function subscribe(given: SubscriptionApp): Promise<Record<(typeof PRIVATE_PAGES)[number], string>> {
  const { recipient, subscription } = await given.join('ada@example.org')
  const paused = await given.join('ada@example.org', { wish: { kind: 'search', query: 'owls "of the coast"' } })
  await given.pause(recipient.secret, paused.subscription.id)
  const links = createSignedLinks(SECRET, '').toLinks(aDigest(subscription), recipient, subscription)
  await given.ask('bob@example.org')
  await given.deliver()
  const mail = given.mails.at(-1)
  return {
    question: `/confirm/${mail?.kind === 'question' ? mail.token : ''}`,
    inbox: `/inbox/${recipient.secret}?told=begun`,
    digest: `/inbox/${recipient.secret}/preview/${subscription.id}`,
    leave: links.unsubscribe,
    feedback: links.less(PAPERS[0]!.id),
  }
}

/** One source answered and lacks papers, and asks to be left alone; the other was never read. */
async function letSourcesFail(db: Db): Promise<void> {
  const message = 'oaipmh.arxiv.org answered 503 and asks to be left alone for half an hour.'
  await claimSource(db, 'arxiv', { runner: 'r', now: NOON, until: NOON })
  await markSuccess(db, 'arxiv', NOON - 3_600_000)
  await announce(db, FRIDAY, { announced: 66, missing: 2, retryAt: NOON + 3_600_000 })
  await tellTrouble(db, { source: 'arxiv', kind: 'busy', subject: '', message }, NOON)
  await tellTrouble(db, { source: 'arxiv', kind: 'records', subject: 'changed', message: 'Half & <whole>.' }, NOON)
  await markFailure(db, 'arxiv', { kind: 'silent', now: NOON, trouble: message, stoppedUntil: NOON + 1_800_000 })
  await insertTasks(db, [{ source: 'arxiv', key: 'changed', subject: 'changed', dueAt: NOON - 1, place: 0 }])
}

/** Two regions, one of papers that are hard to show, and lines about them. */
function aMap(): PaperMap {
  const points = [...PAPERS, ...REST].map(({ id, fields: { title } }, place): MapPoint => {
    const headline = { id, title, authors: [], categories: [], votes: place * 50, comments: 0, changeNumber: 1 }
    return { headline, x: 100 + (place % 9) * 90, y: 100 + Math.floor(place / 9) * 70 }
  })
  const regions = [
    { name: 'Stubborn gradients, patience', x: 400, y: 120, points: points.slice(0, PAPERS.length) },
    { name: 'Owls', x: 500, y: 400, points: points.slice(PAPERS.length) },
  ]
  const hill = [60, 60, 980, 60, 980, 700, 60, 700]
  const contours = [[hill], [hill], [hill], [hill]]
  const count = points.length
  return { regions, parts: [], contours, count, unplaced: 1, matched: count + 1, isExact: true, problems: [] }
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describe.skipIf(!hasBrowser)('axe-core finds nothing', () => {
  let db: Db
  let server: RunningServer
  let empty: Db
  let starting: RunningServer
  let browser: Browser
  let page: Page
  let privatePaths: Awaited<ReturnType<typeof subscribe>>
  let shown: { url: string; status: number | undefined } | undefined
  beforeAll(async () => {
    db = await freshDatabase({ dialect: 'sqlite' })
    await importRecords(db, [...PAPERS, ...REST])
    await updateCatalogue(db)
    await letSourcesFail(db)
    const sources = aStanding(db, () => NOON, { sources: [ARXIV, DAILY_PAPERS], switchedOff: ['github'] })
    const given = aSubscriptionApp(db, {
      sources,
      searchPapers: ({ text }) => Promise.resolve(text === 'nothing' ? NOTHING_FOUND : A_FULL_PAGE),
      listSimilar: () => Promise.resolve(SIMILAR_PAPERS),
      mapPapers: () => Promise.resolve(aMap()),
    })
    privatePaths = await subscribe(given)
    server = await startServer((request) => given.app.fetch(request), { host: '127.0.0.1', port: 0 })
    empty = await freshDatabase({ dialect: 'sqlite' })
    await letSourcesFail(empty)
    const first = anApp(empty, { sources: aStanding(empty, () => NOON, { sources: [ARXIV, DAILY_PAPERS] }) })
    starting = await startServer((request) => first.fetch(request), { host: '127.0.0.1', port: 0 })
    browser = await openBrowser()
    // The page's own policy allows no script; axe is ours.
    const context = await browser.newContext({ bypassCSP: true, viewport: { width: 1280, height: 900 } })
    page = await context.newPage()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close(1000)
    await starting?.close(1000)
    await db?.destroy()
    await empty?.destroy()
  })

  const SCHEMES = ['light', 'dark'] as const

  describe.each(PAGES)('on %s', (_, path, status) => {
    test.each(SCHEMES)('in %s', async (colorScheme) => {
      const seen = await look(`http://127.0.0.1:${server.port}${path}`, colorScheme)

      expect(seen.status).toBe(status)
      expect(seen.violations).toEqual([])
      expect(seen.passes).toBeGreaterThan(10)
    })
  })

  describe.each(PRIVATE_PAGES)('on the private page of a %s', (name) => {
    test.each(SCHEMES)('in %s', async (colorScheme) => {
      const seen = await look(`http://127.0.0.1:${server.port}${privatePaths[name]}`, colorScheme)

      expect(seen.status).toBe(200)
      expect(seen.violations).toEqual([])
      expect(seen.passes).toBeGreaterThan(10)
    })
  })

  // A page that loads itself again is refused by axe, whether or not that can be ended: here it can, by a link.
  describe.each([
    ['which loads itself again', '/', { 'meta-refresh': { enabled: false } }],
    ['which no longer does', '/?reload=off', {}],
  ])('on what is shown before the first paper, %s', (_, path, rules) => {
    // It does so after ten seconds: each test has them all.
    beforeEach(() => void (shown = undefined))

    test.each(SCHEMES)('in %s', async (colorScheme) => {
      const seen = await look(`http://127.0.0.1:${starting.port}${path}`, colorScheme, rules)

      expect(seen.status).toBe(200)
      expect(seen.violations).toEqual([])
      expect(seen.hasProgress).toBe(true)
    })
  })

  /** Shows an address, all of it unfolded; where it is shown already it stays, and only its colours change. */
  async function show(url: string, colorScheme: 'light' | 'dark'): Promise<number | undefined> {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    if (shown?.url === url) return shown.status
    const answer = await page.goto(url)
    await page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    await page.evaluate(axe)
    shown = { url, status: answer?.status() }
    return shown.status
  }

  /** What axe says of a page. */
  async function look(url: string, colorScheme: 'light' | 'dark', rules: object = {}) {
    const status = await show(url, colorScheme)
    const { violations, passes } = (await page.evaluate(`axe.run({ rules: ${JSON.stringify(rules)} })`)) as AxeResults
    return {
      status,
      violations: violations.map(({ id: rule, nodes }) => [rule, ...nodes.map((node) => node.html.slice(0, 200))]),
      passes: passes.length,
      hasProgress: (await page.getByRole('status').getByRole('progressbar').count()) > 0,
    }
  }

  test.each([390, 1440])('a table of sources and a notice need no sideways scrolling at %i px', async (width) => {
    const page = await browser.newPage({ viewport: { width, height: 900 } })
    const widths: number[] = []
    for (const url of ['/about', '/papers/date/2026-05-29'].map((path) => `http://127.0.0.1:${server.port}${path}`)) {
      await page.goto(url)
      widths.push(await page.evaluate<number>('document.documentElement.scrollWidth'))
    }
    await page.goto(`http://127.0.0.1:${starting.port}/?reload=off`)
    widths.push(await page.evaluate<number>('document.documentElement.scrollWidth'))
    await page.close()

    expect(widths).toEqual([width, width, width])
  })

  test('a browser shows a feed of papers as a readable page, not as marks and ids', async () => {
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${server.port}/feeds/papers.atom`)
    const seen = await page.evaluate<string[]>(`(() => {
      const shown = [...document.documentElement.children].filter((one) => getComputedStyle(one).display !== 'none')
      return shown.map((one) => one.localName)
    })()`)
    await page.close()

    expect(new Set(seen)).toEqual(new Set(['title', 'subtitle', 'entry']))
  })

  test('a browser takes the feed of problems for XML of Atom', async () => {
    const feed = await (await fetch(`http://127.0.0.1:${server.port}/problems.atom`)).text()
    const page = await browser.newPage()
    const read = `(text) => {
      const { documentElement: root } = new DOMParser().parseFromString(text, 'application/xml')
      return [root.namespaceURI, root.localName, root.getElementsByTagName('entry').length]
    }`
    const seen = await page.evaluate(`(${read})(${JSON.stringify(feed)})`)
    await page.close()

    expect(seen).toEqual(['http://www.w3.org/2005/Atom', 'feed', 2])
  })
})
