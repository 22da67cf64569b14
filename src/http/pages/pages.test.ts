import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { anApp } from '../../../test/support/an-app.ts'
import { aFeatured, aPaper } from '../../../test/support/builders.ts'
import { importRecords } from '../../../test/support/records.ts'
import type { Paper, PaperId } from '../../domain/paper.ts'
import type { Day } from '../../domain/time.ts'
import { type Db, openDatabase } from '../../store/db.ts'
import { migrateToLatest } from '../../store/migrate.ts'

const FRIDAY = '2026-05-29' as Day
const id = (text: string) => text as PaperId

let db: Db
beforeEach(async () => {
  db = openDatabase('sqlite::memory:')
  await migrateToLatest(db)
})
afterEach(() => db.destroy())

/** The status, the text of the page and its headers, after the given papers were imported. */
async function open(path: string, papers: readonly Paper[] = []) {
  if (papers.length > 0) await importRecords(db, papers)
  const response = await anApp(db).request(path)
  return { status: response.status, html: await response.text(), headers: response.headers }
}

/** `count` papers that arXiv announced on Friday; their titles end in their number, from 1. */
function listed(count: number): Paper[] {
  return Array.from({ length: count }, (_, index) =>
    aPaper({
      id: id(`2605.${String(10_001 + index)}`),
      fields: { title: `Owls of the northern coast, part ${index + 1}`, announcedDay: FRIDAY, publishedAt: index },
    }),
  )
}

const featured = aFeatured({
  id: id('2605.00001'),
  votes: 1234,
  entries: [{ day: FRIDAY, place: 0 }],
  fields: { title: 'Tides,\n  and who\twaits for them', authors: ['Ada Kestrel', 'Bo', 'Cy', 'Di', 'Ed'] },
})

describe('an edition', () => {
  test('has what was featured first, then the rest, with the count of each', async () => {
    const { status, html } = await open('/papers/date/2026-05-29', [...listed(2), featured])

    expect(status).toBe(200)
    expect(html).toContain('3 papers, 1 featured')
    expect(html.indexOf('Tides, and who waits for them')).toBeLessThan(html.indexOf('The rest of the day'))
    expect(html.indexOf('The rest of the day')).toBeLessThan(html.indexOf('part 2'))
    expect(html.indexOf('part 2')).toBeLessThan(html.indexOf('part 1'))
    expect(html).toContain('1,234<span class="hide"> votes</span>')
    expect(html).toContain('<b>Ada Kestrel, Bo, Cy and 2 more</b>')
    expect(html).toContain('<h1><time datetime="2026-05-29">Friday 29 May 2026</time></h1>')
  })

  test.each(['/', '/papers'])('that is the newest open one stands at %s', async (path) => {
    const tomorrow = aPaper({ id: id('2605.00009'), fields: { title: 'Not yet', announcedDay: '2026-06-01' as Day } })

    const { html } = await open(path, [featured, tomorrow])

    expect(html).toContain('Friday 29 May 2026')
    expect(html).not.toContain('Not yet')
  })

  test('links to the nearest days that have one, never to one that is not open', async () => {
    const others = ['2026-04-02', '2026-05-26', '2026-06-01'].map((day, index) =>
      aPaper({
        id: id(`2604.0000${index + 1}`),
        fields: { title: `A day of its own, ${day}`, announcedDay: day as Day },
      }),
    )

    const first = await open('/papers/date/2026-05-26', [featured, ...others])
    const last = await open('/papers/date/2026-05-29')

    expect(first.html).toContain('<a rel="prev" href="/papers/date/2026-04-02">← Thursday 2 April</a>')
    expect(first.html).toContain('<a rel="next" href="/papers/date/2026-05-29">Friday 29 →</a>')
    expect(last.html).not.toContain('rel="next"')
  })

  test('stands on pages of fifty that meet without gap or overlap', async () => {
    const first = await open('/papers/date/2026-05-29', [featured, ...listed(70)])
    const second = await open('/papers/date/2026-05-29?p=1')
    const beyond = await open('/papers/date/2026-05-29?p=2')

    const titles = [first, second].flatMap(({ html }) => html.match(/part \d+(?=<\/a>)/g) ?? [])
    expect(titles).toEqual(Array.from({ length: 70 }, (_, index) => `part ${70 - index}`))
    expect(first.html).toContain('<a href="/papers/date/2026-05-29?p=1">Next 21 papers →</a>')
    expect(second.html).toContain('50 to 70 of 70')
    expect(second.html).toContain('<a href="/papers/date/2026-05-29">← Previous 50 papers</a>')
    expect(beyond.status).toBe(404)
    expect(beyond.html).toContain('has no page 3')
  })

  test.each([
    ['2026-05-23', 'no papers on Friday and Saturday evenings'],
    ['2026-01-20', 'kept a holiday'],
    ['2026-05-28', 'No paper of this day has been imported'],
  ])('of %s without papers says why', async (day, reason) => {
    const { status, html } = await open(`/papers/date/${day}`, [featured])

    expect(status).toBe(200)
    expect(html).toContain(reason)
    expect(html).toContain('Read the edition of Friday 29 May 2026')
  })

  test('that is not out yet is 404, in words', async () => {
    const { status, html } = await open('/papers/date/2026-06-01', [featured])

    expect(status).toBe(404)
    expect(html).toContain('The edition of Monday 1 June 2026 is not out yet')
  })

  test.each(['2026-5-29', '2026-13-40', 'today', '%3Cscript%3E'])('of "%s" is refused', async (day) => {
    const { status, html } = await open(`/papers/date/${day}`)

    expect(status).toBe(400)
    expect(html).not.toContain('<script')
  })

  test('says how to get papers while there are none, and that a sample is one', async () => {
    const empty = await open('/')
    const made = aFeatured({ id: id('sample:1'), entries: [{ day: FRIDAY }] })
    const sample = await open('/', [made])
    const real = await open('/', [featured])

    expect(empty.status).toBe(200)
    expect(empty.html).toContain('npm run -s broadsheet -- import PATH…')
    expect(sample.html).toContain('This paper is a sample.')
    expect(sample.html).toContain('npm run -s broadsheet -- import PATH…')
    expect(real.html).not.toContain('class="notice"')
  })
})

describe('the page of a paper', () => {
  test('tells what is known of it, each edition a link', async () => {
    const paper = aFeatured({
      ...{ id: id('2605.00001'), votes: 3, counts: { stars: { untimed: 20 } } },
      entries: [{ day: '2026-05-22' as Day, submitter: { handle: 'ada-k', fullname: 'Ada K.' } }, { day: FRIDAY }],
      fields: {
        authors: Array.from({ length: 60 }, (_, index) => `Author Number${index + 1}`),
        categories: ['cs.IR', 'cs.CL'],
        githubRepo: 'https://code.example/tides',
        publishedAt: Date.UTC(2026, 4, 20),
      },
    })

    const { html } = await open('/papers/2605.00001', [paper])

    expect(html).toContain('cs.IR · cs.CL')
    expect(html).toContain('<summary>48 more authors</summary>')
    expect(html).toContain('Author Number60')
    expect(html).toContain(
      '<a href="/papers/date/2026-05-22"><time datetime="2026-05-22">22 May 2026</time></a>, by Ada K.',
    )
    expect(html).toContain('<a href="/papers/date/2026-05-29">')
    expect(html).toContain('<a href="https://arxiv.org/abs/2605.00001">arXiv</a>')
    expect(html).toContain('<a href="https://arxiv.org/pdf/2605.00001">PDF</a>')
    expect(html).toContain('<a href="https://code.example/tides">Code, 20 stars</a>')
  })

  test.each([
    ['/papers/2605.00001v2', '/papers/2605.00001'],
    ['/papers/arXiv:2605.00001', '/papers/2605.00001'],
    ['/papers/hep-th%2F9901001', undefined],
    ['/papers/hep-th/9901001', undefined],
    ['/papers/title:0011223344556677', '/papers/2605.00001'],
  ])('at %s redirects to %s', async (path, target) => {
    const known = aFeatured({ id: id('2605.00001'), formerIds: [id('title:0011223344556677')] })
    const old = aPaper({ id: id('hep-th/9901001'), fields: { title: 'Strings' } })

    const { status, headers } = await open(path, [known, old])

    expect(status).toBe(target === undefined ? 200 : 301)
    expect(headers.get('location') ?? undefined).toBe(target)
  })

  test('escapes all that sources and readers write, and links nothing but the web', async () => {
    const evil = '<script>alert(1)</script>"\'&'
    const paper = aFeatured({
      id: id('2605.00001'),
      entries: [{ day: FRIDAY, submitter: { handle: evil, fullname: evil } }],
      fields: {
        ...{ title: evil, abstract: evil, authors: [evil], categories: [evil], comment: evil, journalRef: evil },
        ...{ aiSummary: evil, organization: { handle: evil, fullname: evil } },
        ...{ projectPage: 'javascript:alert(1)', githubRepo: `https://x.example/"><script>` },
      },
    })

    const pages = [
      await open('/papers/2605.00001', [paper]),
      await open('/papers/date/2026-05-29'),
      await open('/papers/2605.00001/thumbnail.svg'),
      await open('/papers/%3Cscript%3E'),
    ]

    for (const { html } of pages) {
      expect(html).not.toMatch(/<script|javascript:/)
      expect(html).toContain('&lt;script&gt;')
    }
  })

  test('says so where there is no abstract, no author and no date', async () => {
    const paper = aPaper({ id: id('title:0011223344556677'), fields: { title: 'Bare', abstract: undefined } as object })

    const { status, html } = await open('/papers/title:0011223344556677', [paper])

    expect(status).toBe(200)
    expect(html).toContain('No abstract came with this paper.')
    expect(html).not.toMatch(/undefined|null|NaN/)
  })
})

describe('the card of a paper', () => {
  test('is a picture that may be kept, with the whole title on lines', async () => {
    const title = 'A very patient account of how the tides of the northern coast wait for nobody in particular'

    const { headers, html } = await open('/papers/2605.00001/thumbnail.svg', [
      aPaper({ id: id('2605.00001'), fields: { title } }),
    ])

    const lines = [...html.matchAll(/<tspan[^>]*>([^<]*)<\/tspan>/g)].map(([, line]) => line)
    expect(headers.get('content-type')).toBe('image/svg+xml; charset=utf-8')
    expect(headers.get('cache-control')).toContain('max-age')
    expect(lines.length).toBeGreaterThan(1)
    expect(lines.join(' ')).toBe(title)
  })

  test('is well-formed whatever the title holds', async () => {
    const paper = aPaper({ id: id('2605.00001'), fields: { title: `\u0007${'Ω'.repeat(300)} & <b> ]]> \ud800` } })

    const { html } = await open('/papers/2605.00001/thumbnail.svg', [paper])

    expect(html).not.toMatch(/[\u0000-\u0008\ud800]/)
    expect(html).toContain('&amp; &lt;b&gt;')
  })
})
