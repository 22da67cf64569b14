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
    expect(html.indexOf('Tides, and who waits for them')).toBeLessThan(html.indexOf('part 2'))
    expect(html.indexOf('part 2')).toBeLessThan(html.indexOf('part 1<'))
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

  test.each([
    ['/papers/date/2026-05-29', '/map?day=2026-05-29'],
    ['/papers/week/2026-W22', '/map?week=2026-W22'],
    ['/papers/month/2026-05', '/map?month=2026-05'],
  ])('at %s leads to its map', async (path, map) => {
    const { html } = await open(path, listed(2))

    expect(html).toContain(`href="${map}"`)
  })

  test('stands on pages of fifty that meet without gap or overlap', async () => {
    const first = await open('/papers/date/2026-05-29', [featured, ...listed(70)])
    const second = await open('/papers/date/2026-05-29?p=1')
    const beyond = await open('/papers/date/2026-05-29?p=2')

    const titles = [first, second].flatMap(({ html }) => html.match(/part \d+(?=<\/a>)/g) ?? [])
    expect(titles).toEqual(Array.from({ length: 70 }, (_, index) => `part ${70 - index}`))
    expect(first.html).toContain('<a rel="next" href="/papers/date/2026-05-29?p=1">Next 21 papers →</a>')
    expect(second.html).toContain('50 to 70 of 70')
    expect(second.html).toContain('<a rel="prev" href="/papers/date/2026-05-29">← Previous 50 papers</a>')
    expect(beyond.status).toBe(404)
    expect(beyond.html).toContain('has no page 3')
  })

  test.each([
    ['2026-05-23', 'no papers on Friday and Saturday evenings'],
    [
      '2026-01-20',
      'keeps a holiday and announces no papers for this day. The next edition is that of Wednesday 21 January',
    ],
    ['2026-05-28', 'No paper of this day has been imported'],
  ])('of %s without papers says why', async (day, reason) => {
    const { status, html } = await open(`/papers/date/${day}`, [featured])

    expect(status).toBe(200)
    expect(html).toContain(reason)
    expect(html).toContain('Read the edition of Friday 29 May 2026')
  })

  test('without papers says so as Markdown too, to whoever asks for that', async () => {
    const { status, html, headers } = await open('/papers/date/2026-05-24.md', [featured])

    expect([status, headers.get('content-type')]).toEqual([200, 'text/markdown; charset=utf-8'])
    expect(html).toMatch(/^# Sunday 24 May 2026\n\nNothing on this day\. arXiv announces no papers/)
  })

  test('that is not yet leads to the newest in the form that was asked for', async () => {
    const { status, headers } = await open('/papers/week/2099-W01.md', [featured])

    expect([status, headers.get('location')]).toEqual([302, '/papers/week/2026-W22.md'])
  })

  test('is asked for by one period: several are refused, as the API refuses them', async () => {
    const { status, html } = await open('/papers?date=2026-05-29&week=2026-W22', [featured])

    expect(status).toBe(400)
    expect(html).toContain('date, week and month exclude one another')
  })

  test('that is not out yet is 404, in words', async () => {
    const { status, html } = await open('/papers/date/2026-06-01', [featured])

    expect(status).toBe(404)
    expect(html).toContain('The edition of Monday 1 June 2026 is not out yet')
  })

  test.each([
    ['/papers/date/2026-05-29.md', {}],
    ['/papers/date/2026-05-29', { Accept: 'text/markdown' }],
    ['/papers.md', {}],
  ])('is Markdown at %s %o, its papers as links', async (path, headers) => {
    await importRecords(db, [...listed(1), featured])

    const response = await anApp(db).request(path, { headers: headers as Record<string, string> })

    expect(response.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
    expect(await response.text()).toBe(`# Friday 29 May 2026

2 papers, 1 featured. Page: <https://broadsheet.example/papers/date/2026-05-29>

## Featured

1 paper, by votes:

- [Tides, and who waits for them](<https://broadsheet.example/papers/2605.00001>)  
  Ada Kestrel, Bo, Cy and 2 more · 1,234 votes

## The rest of the day

1 paper, by votes, then newest first:

- [Owls of the northern coast, part 1](<https://broadsheet.example/papers/2605.10001>)  
  0 votes
`)
  })

  test.each([
    ['/papers/week/2026-W22', 'Week 22 of 2026, from 25 to 31 May'],
    ['/papers/month/2026-05', 'May 2026'],
    ['/papers?date=2026-05-29', 'Friday 29 May 2026'],
    ['/papers?week=2026-W22', 'Week 22 of 2026, from 25 to 31 May'],
  ])('stands at %s, its calendar beside it', async (path, name) => {
    const { status, html } = await open(path, [...listed(3), featured])

    expect(status).toBe(200)
    expect(html).toContain(`>${name}</time></h1>`)
    expect(html).toContain('title="4 papers"')
  })

  test.each([
    ['/papers/week', '/papers/week/2026-W22'],
    ['/papers/month', '/papers/month/2026-05'],
    ['/papers/week/2026-W52', '/papers/week/2026-W22'],
    ['/papers/week/2025-W53', '/papers/week/2026-W22'],
    ['/papers/month/2027-01', '/papers/month/2026-05'],
    ['/papers?week=2027-W50', '/papers/week/2026-W22'],
    ['/papers?month=2027-01', '/papers/month/2026-05'],
  ])('%s leads to the newest, %s', async (path, target) => {
    const { status, headers } = await open(path, [featured])

    expect([status, headers.get('location')]).toEqual([302, target])
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
    expect(empty.html).toContain('broadsheet import PATH…')
    expect(sample.html).toContain('This paper is a sample.')
    expect(sample.html).toContain('npm run -s broadsheet -- import PATH…')
    expect(real.html).not.toContain('class="notice"')
  })
})
