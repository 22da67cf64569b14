import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { anApp, anAppOf, NOON, NOTHING_FOUND } from '../../../test/support/an-app.ts'
import { aFeatured, aPaper } from '../../../test/support/builders.ts'
import { importRecords } from '../../../test/support/records.ts'
import type { Paper, PaperId } from '../../domain/paper.ts'
import type { Day } from '../../domain/time.ts'
import { createReading } from '../../services/reading.ts'
import { updateCatalogue } from '../../services/catalogue/update-catalogue.ts'
import { type Db, openDatabase } from '../../store/db.ts'
import { migrateToLatest } from '../../store/migrate.ts'

const [THURSDAY, FRIDAY] = ['2026-05-28' as Day, '2026-05-29' as Day]
const id = (text: string) => text as PaperId

const tides = aFeatured({
  id: id('2605.00001'),
  votes: 40,
  entries: [{ day: FRIDAY, place: 0 }],
  fields: {
    title: 'Tides & <waves>\n  of $O(n^2)$',
    abstract: 'We measure $x < y$ & more.',
    authors: ['Ada Kestrel', 'Bo & Co'],
    announcedDay: FRIDAY,
    publishedAt: Date.parse('2026-05-27T10:00:00Z'),
    updatedAt: Date.parse('2026-05-27T10:00:00Z'),
    categories: ['cs.LG', 'cs.IR'],
    primaryCategory: 'cs.IR',
    organization: { handle: 'owls', fullname: 'Owls of Oslo' },
    githubRepo: 'https://github.example/tides',
  },
})
const winds = aFeatured({
  id: id('2605.00002'),
  votes: 7,
  entries: [{ day: THURSDAY, place: 0 }],
  fields: { title: 'Winds', authors: ['Ada Kestrel'], categories: ['cs.LG'], announcedDay: THURSDAY },
})

let db: Db
beforeEach(async () => {
  db = openDatabase('sqlite::memory:')
  await migrateToLatest(db)
})
afterEach(() => db.destroy())

async function keep(...papers: Paper[]): Promise<void> {
  await importRecords(db, papers)
  await updateCatalogue(db)
}

async function open(path: string, headers: Record<string, string> = {}) {
  const answer = await anApp(db).request(path, { headers })
  return { answer, text: await answer.text() }
}

/** A feed as the parser has it, and of its titles and contents the texts alone. */
function readAtom(text: string) {
  const { entries = [], title, ...feed } = parseAtomFeed(text)
  const texts = entries.map((entry) => ({ ...entry, title: entry.title?.value, content: entry.content?.value ?? '' }))
  return { ...feed, title: title?.value, entries: texts }
}

const openAtom = async (path: string) => readAtom((await open(path)).text)
const listTitles = async (path: string) => (await openAtom(path)).entries.map(({ title }) => title)

describe('a feed of papers', () => {
  test('holds all of a paper as Atom, by a parser that is not ours', async () => {
    await keep(tides)

    const { answer, text } = await open('/feeds/papers.atom')

    expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    const feed = readAtom(text)
    expect(feed).toMatchObject({
      id: 'tag:broadsheet.example,2026:feeds/papers.atom',
      title: 'Papers of the day · Broadsheet',
      updated: '2026-05-29T00:00:00.000Z',
    })
    expect(feed.links).toEqual([
      { rel: 'self', type: 'application/atom+xml', href: 'https://broadsheet.example/feeds/papers.atom' },
      { rel: 'alternate', type: 'text/html', href: 'https://broadsheet.example/' },
    ])
    expect(feed.entries).toMatchObject([
      {
        id: 'tag:broadsheet.example,2026:papers/2605.00001',
        title: 'Tides & <waves> of O(n²)',
        // arXiv announces at 20:00 of the evening before, in New York.
        published: '2026-05-29T00:00:00.000Z',
        updated: '2026-05-29T00:00:00.000Z',
        authors: [{ name: 'Ada Kestrel' }, { name: 'Bo & Co' }],
        categories: [
          { term: 'cs.IR', label: 'Information Retrieval' },
          { term: 'cs.LG', label: 'Machine Learning' },
        ],
      },
    ])
    const [entry] = feed.entries
    expect(entry?.content).toContain(
      '<p>Ada Kestrel, Bo &amp; Co</p><p>Owls of Oslo · cs.IR · announced 29 May 2026</p>',
    )
    expect(entry?.content).toContain('<p>We measure x &lt; y &amp; more.</p>')
    expect(entry?.content).toContain('<a href="https://arxiv.org/pdf/2605.00001">PDF</a>')
    expect(entry?.content).toContain('<a href="https://github.example/tides">Code</a>')
  })

  test('holds the same as RSS', async () => {
    await keep(tides)

    const { answer, text } = await open('/feeds/papers.rss')

    expect(answer.headers.get('content-type')).toBe('application/rss+xml; charset=utf-8')
    const feed = parseRssFeed(text)
    expect(feed).toMatchObject({
      title: 'Papers of the day · Broadsheet',
      link: 'https://broadsheet.example/',
      lastBuildDate: 'Fri, 29 May 2026 00:00:00 GMT',
      ttl: 60,
      language: 'en',
    })
    expect(feed.atom?.links).toEqual([
      { rel: 'self', type: 'application/rss+xml', href: 'https://broadsheet.example/feeds/papers.rss' },
    ])
    expect(feed.items).toMatchObject([
      {
        title: 'Tides & <waves> of O(n²)',
        link: 'https://broadsheet.example/papers/2605.00001',
        guid: { value: 'tag:broadsheet.example,2026:papers/2605.00001', isPermaLink: false },
        pubDate: 'Fri, 29 May 2026 00:00:00 GMT',
        description: 'We measure x &lt; y &amp; more.',
        dc: { creators: ['Ada Kestrel', 'Bo & Co'] },
      },
    ])
    expect(feed.items?.[0]?.content?.encoded).toContain('<p>We measure x &lt; y &amp; more.</p>')
  })

  test('holds the same as JSON Feed', async () => {
    await keep(tides)

    const { answer, text } = await open('/feeds/papers.json')

    expect(answer.headers.get('content-type')).toBe('application/feed+json; charset=utf-8')
    expect(JSON.parse(text)).toMatchObject({ version: 'https://jsonfeed.org/version/1.1' })
    const feed = parseJsonFeed(text)
    expect(feed).toMatchObject({
      title: 'Papers of the day · Broadsheet',
      home_page_url: 'https://broadsheet.example/',
      feed_url: 'https://broadsheet.example/feeds/papers.json',
    })
    expect(feed.items).toMatchObject([
      {
        id: 'tag:broadsheet.example,2026:papers/2605.00001',
        url: 'https://broadsheet.example/papers/2605.00001',
        external_url: 'https://arxiv.org/abs/2605.00001',
        date_published: '2026-05-29T00:00:00.000Z',
        authors: [{ name: 'Ada Kestrel' }, { name: 'Bo & Co' }],
        tags: ['cs.IR', 'cs.LG'],
      },
    ])
  })

  test.each([
    ['/feeds/papers.atom', ['Tides & <waves> of O(n²)', 'Winds']],
    ['/feeds/papers.atom?votes=8', ['Tides & <waves> of O(n²)']],
    ['/feeds/papers.atom?votes=41', []],
    ['/feeds/trending.atom?votes=8', ['Tides & <waves> of O(n²)']],
    ['/feeds/date/2026-05-28.atom', ['Winds']],
    ['/feeds/week/2026-W22.atom', ['Tides & <waves> of O(n²)', 'Winds']],
    ['/feeds/month/2026-05.atom?votes=8', ['Tides & <waves> of O(n²)']],
    ['/feeds/categories/cs.IR.atom', ['Tides & <waves> of O(n²)']],
    ['/feeds/categories/cs.LG.atom?votes=8', ['Tides & <waves> of O(n²)']],
    ['/feeds/categories/cs.DL.atom', []],
    ['/feeds/authors/ada%20kestrel.atom?votes=7', ['Tides & <waves> of O(n²)', 'Winds']],
    ['/feeds/organisations/owls.atom', ['Tides & <waves> of O(n²)']],
    ['/feeds/editions.atom', ['Thursday 28 May 2026: 1 paper']],
    ['/feeds/editions.atom?votes=8', []],
  ])('%s brings what it names', async (path, titles) => {
    await keep(tides, winds)

    expect(await listTitles(path)).toEqual(titles)
  })

  test('brings what arXiv announced last where nothing was ever featured', async () => {
    const announced = [FRIDAY, THURSDAY].map((announcedDay, place) =>
      aPaper({ id: id(`2605.1000${place}`), fields: { title: `Of ${announcedDay}`, announcedDay } }),
    )
    await keep(...announced)

    expect(await listTitles('/feeds/papers.atom')).toEqual(['Of 2026-05-29'])
  })

  test.each([
    ['/feeds/authors/nobody.atom', 404],
    ['/feeds/organisations/nobody.rss', 404],
    ['/feeds/categories/cs.XX.json', 404],
    ['/feeds/papers.xml', 404],
    ['/feeds/papers.atom?p=3', 404],
    ['/feeds/papers.atom?votes=many', 400],
    ['/feeds/date/2026-02-30.atom', 400],
    ['/feeds/search.atom', 400],
  ])('%s is refused with %i', async (path, status) => {
    await keep(tides)

    expect((await open(path)).answer.status).toBe(status)
  })

  test('of more than a hundred papers leads from page to page, and each paper stands once', async () => {
    const papers = Array.from({ length: 230 }, (_, n) =>
      aPaper({ id: id(`2605.${10_001 + n}`), fields: { title: `Owls ${n}`, announcedDay: FRIDAY, publishedAt: n } }),
    )
    await keep(...papers)

    const seen: string[] = []
    const sizes: number[] = []
    for (let path: string | undefined = '/feeds/date/2026-05-29.atom'; path !== undefined;) {
      const { links, entries } = await openAtom(path)
      sizes.push(entries.length)
      seen.push(...entries.map((entry) => entry.id ?? ''))
      expect(links).toContainEqual(
        expect.objectContaining({ rel: 'first', href: 'https://broadsheet.example/feeds/date/2026-05-29.atom' }),
      )
      path = links?.find(({ rel }) => rel === 'next')?.href?.replace('https://broadsheet.example', '')
    }

    expect(sizes).toEqual([100, 100, 30])
    expect(new Set(seen).size).toBe(230)
  })
})

describe('an edition as an entry', () => {
  test('comes when its day is over, and names all of its papers without their votes', async () => {
    await keep(tides, winds)

    const { entries } = await openAtom('/feeds/editions.atom')

    expect(entries).toMatchObject([
      { id: 'tag:broadsheet.example,2026:editions/2026-05-28', updated: '2026-05-29T00:00:00.000Z' },
    ])
    expect(entries[0]?.content.replaceAll(/\s*\n\s*/g, '')).toBe(
      '<ol><li><a href="https://broadsheet.example/papers/2605.00002">Winds</a><br />Ada Kestrel</li></ol>',
    )
  })
})

describe('asking again', () => {
  test('gets 304 by tag and by date while nothing changed', async () => {
    await keep(tides)
    const app = anApp(db)
    const first = await app.request('/feeds/papers.atom')
    const [tag = '', date = ''] = ['etag', 'last-modified'].map((name) => first.headers.get(name) ?? '')

    const byTag = await app.request('/feeds/papers.atom', { headers: { 'If-None-Match': tag } })
    const byDate = await app.request('/feeds/papers.atom', { headers: { 'If-Modified-Since': date } })
    const stale = await app.request('/feeds/papers.atom', {
      headers: { 'If-Modified-Since': 'Thu, 28 May 2026 00:00:00 GMT' },
    })

    expect([byTag.status, byDate.status, stale.status]).toEqual([304, 304, 200])
    expect(byTag.headers.get('etag')).toBe(tag)
    expect(first.headers.get('cache-control')).toBe('public, max-age=300')
  })

  test('may a reader that runs in a browser, from a site of its own', async () => {
    await keep(tides)

    const { answer } = await open('/feeds/papers.json', { Origin: 'https://reader.example' })

    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
  })

  test('reads nothing of the store but its version', async () => {
    await keep(tides)
    const reading = createReading(db)
    let reads = 0
    const listFeedPapers: typeof reading.listFeedPapers = (...args) => (reads++, reading.listFeedPapers(...args))
    const app = anApp(db, { listFeedPapers })
    const tag = (await app.request('/feeds/papers.atom')).headers.get('etag') ?? ''

    for (let i = 0; i < 5; i++) await app.request('/feeds/papers.atom', { headers: { 'If-None-Match': tag } })

    expect(reads).toBe(1)
  })

  test('gets 304 where only votes changed, and the feed anew where its words did', async () => {
    const ebbs = aFeatured({ ...tides, id: id('2605.00003'), counts: {}, votes: 50 })
    await keep(tides, ebbs)
    let now = NOON
    const app = anApp(db, { clock: () => now })
    const tag = (await app.request('/feeds/papers.atom')).headers.get('etag') ?? ''
    const again = () => app.request('/feeds/papers.atom', { headers: { 'If-None-Match': tag } })

    await keep(aFeatured({ ...tides, counts: {}, votes: 90 }))
    now += 60_000
    const voted = await again()
    await keep({ ...tides, ...aFeatured({ id: tides.id, fields: { title: 'Ebbs' }, origin: { at: 2, weight: 99 } }) })
    now += 60_000
    const renamed = await again()

    expect([voted.status, renamed.status]).toEqual([304, 200])
    expect(Date.parse(renamed.headers.get('last-modified') ?? '')).toBe(NOON + 120_000)
  })
})

describe('an id and its times', () => {
  test('stay when votes change; a new version of the paper moves only the time of its update', async () => {
    await keep(tides)
    const [before] = (await openAtom('/feeds/papers.atom')).entries

    const updatedAt = Date.parse('2026-06-03T09:30:00Z')
    await keep(
      aPaper({ id: tides.id, fields: { title: 'Tides, again', updatedAt, version: 2 }, origin: { at: updatedAt } }),
    )
    const [after] = (await openAtom('/feeds/papers.atom')).entries

    expect(after).toMatchObject({ id: before?.id, published: before?.published, updated: '2026-06-03T09:30:00.000Z' })
  })

  test('are of the edition that featured it where the paper is old', async () => {
    const old = aFeatured({
      id: id('1706.03762'),
      entries: [{ day: FRIDAY }],
      fields: { announcedDay: '2017-06-13' as Day },
    })
    await keep(old)

    expect((await openAtom('/feeds/papers.atom')).entries[0]?.published).toBe('2026-05-29T00:00:00.000Z')
  })
})

describe('a feed of a search', () => {
  const headline = (n: number, votes: number) => ({
    ...{ id: id(`2605.1000${n}`), title: '', authors: [], categories: [], votes, comments: 0, changeNumber: 1 },
    publishedAt: n,
  })
  const found = [3, 1, 2].map((n) => ({ headline: headline(n, 4 - n), score: 1, title: [] }))
  const listPlacedPapers = (placings: readonly { id: PaperId }[]) =>
    Promise.resolve(placings.map((placing) => ({ paper: aPaper({ id: placing.id, fields: { title: placing.id } }) })))

  test('asks for the newest by words, and brings them in that order', async () => {
    const asked: object[] = []
    const searchPapers = (request: object) => Promise.resolve({ ...NOTHING_FOUND, found, ...(asked.push(request), {}) })
    const app = anAppOf({ searchPapers, listPlacedPapers })

    const answer = await app.request('/feeds/search.atom?q=tidal+waves+cat:cs.IR')

    expect(asked).toEqual([
      { text: 'tidal waves cat:cs.IR', mode: 'lexical', order: 'date', offset: 0, size: 100, hasAbstracts: false },
    ])
    const feed = readAtom(await answer.text())
    expect(feed.title).toBe('Papers on “tidal waves cat:cs.IR” · Broadsheet')
    expect(feed.entries.map(({ title }) => title)).toEqual(['2605.10003', '2605.10001', '2605.10002'])
  })

  test('with a threshold brings the newest of those with as many votes', async () => {
    const byVotes = found.toSorted((one, other) => other.headline.votes - one.headline.votes)
    const app = anAppOf({ searchPapers: () => Promise.resolve({ ...NOTHING_FOUND, found: byVotes }), listPlacedPapers })

    const feed = readAtom(await (await app.request('/feeds/search.atom?q=owls&votes=2')).text())

    expect(feed.entries.map(({ title }) => title)).toEqual(['2605.10002', '2605.10001'])
  })

  test('of a query that is not understood is refused, since a reader of feeds shows no notice', async () => {
    const problems = [{ message: 'There is no filter "kat".', start: 0, end: 3 }]
    const app = anAppOf({ searchPapers: () => Promise.resolve({ ...NOTHING_FOUND, problems }) })

    const answer = await app.request('/feeds/search.atom?q=kat:x')

    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('There is no filter')
  })
})

test('a browser gets a type that it shows, with a style sheet that is there', async () => {
  await keep(tides)

  const { answer, text } = await open('/feeds/papers.atom', { Accept: 'text/html,application/xhtml+xml' })

  expect(answer.headers.get('content-type')).toBe('application/xml; charset=utf-8')
  const [, sheet = ''] = /<\?xml-stylesheet type="text\/css" href="([^"]+)"\?>/.exec(text) ?? []
  expect((await open(sheet)).answer.headers.get('content-type')).toBe('text/css; charset=utf-8')
})
