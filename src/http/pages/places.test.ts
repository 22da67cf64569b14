import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { anApp, anAppOf } from '../../../test/support/an-app.ts'
import { aFeatured } from '../../../test/support/builders.ts'
import { importRecords } from '../../../test/support/records.ts'
import type { Paper, PaperId } from '../../domain/paper.ts'
import type { Day } from '../../domain/time.ts'
import { updateCatalogue } from '../../services/catalogue/update-catalogue.ts'
import { type Db, openDatabase } from '../../store/db.ts'
import { migrateToLatest } from '../../store/migrate.ts'

const FRIDAY = '2026-05-29' as Day

let db: Db
beforeEach(async () => {
  db = openDatabase('sqlite::memory:')
  await migrateToLatest(db)
})
afterEach(() => db.destroy())

async function open(path: string, papers: readonly Paper[] = []) {
  if (papers.length > 0) await importRecords(db, papers)
  await updateCatalogue(db)
  const response = await anApp(db).request(path)
  return { status: response.status, html: await response.text(), headers: response.headers }
}

/** A featured paper with all that has a page of its own. */
function paperOf(n: number, wish: Parameters<typeof aFeatured>[0] = {}): Paper {
  return aFeatured({
    ...{ id: `2605.0000${n}` as PaperId, entries: [{ day: FRIDAY }] },
    ...wish,
    fields: {
      ...{ title: `On the owls of island ${n}`, authors: ['Zoë d’Árc/Smith'], categories: ['cs.IR'] },
      ...{ organization: { handle: 'owl lab', fullname: 'The Owl Laboratory' }, publishedAt: n },
      ...wish.fields,
    },
  })
}

describe('the page of', () => {
  test.each([
    ['an author', '/authors/Zo%C3%AB%20d%E2%80%99%C3%81rc%2FSmith', 'Zoë d’Árc/Smith'],
    ['an author, spelt otherwise', '/authors/zoe%20d%20arc%20smith', 'Zoë d’Árc/Smith'],
    ['an organisation', '/organisations/owl%20lab', 'The Owl Laboratory'],
    ['a category', '/categories/cs.IR', 'Information Retrieval'],
  ])('%s holds its papers, the newest first', async (_, path, name) => {
    const { status, html } = await open(path, [paperOf(1), paperOf(2)])

    expect(status).toBe(200)
    expect(html).toContain(`<h1 dir="auto">${name}</h1>`)
    expect(html).toContain('2 papers')
    expect(html.indexOf('island 2')).toBeLessThan(html.indexOf('island 1'))
  })

  test('a category leads to its map; an author has none', async () => {
    const [category, author] = [
      await open('/categories/cs.IR', [paperOf(1)]),
      await open('/authors/Zo%C3%AB%20d%E2%80%99%C3%81rc%2FSmith'),
    ]

    expect(category.html).toContain('<a href="/map?cat=cs.IR">As a map</a>')
    expect(author.html).not.toContain('As a map')
  })

  test.each(['/authors/nobody', '/authors/%00', '/organisations/x', '/categories/cs.XX', '/categories/cs.IR?p=1'])(
    '%s is 404 where there is nothing',
    async (path) => {
      const { status } = await open(path, [paperOf(1)])

      expect(status).toBe(404)
    },
  )

  test('an author stands on pages of fifty that meet', async () => {
    const papers = Array.from({ length: 60 }, (_, n) =>
      paperOf(n, { id: `2605.${10_000 + n}` as PaperId, fields: { title: `Island ${n}!`, authors: ['Bo'] } }),
    )

    const [first, second] = [await open('/authors/Bo', papers), await open('/authors/Bo?p=1')]

    const titles = [first, second].flatMap(({ html }) => html.match(/Island \d+(?=!)/g) ?? [])
    expect(titles).toEqual(Array.from({ length: 60 }, (_, n) => `Island ${59 - n}`))
    expect(first.html).toContain('Next 10 papers →')
  })
})

describe('trending', () => {
  test('orders papers by votes that fade, tells the rule, and says when nothing trends', async () => {
    const before = await open('/papers/trending')
    const old = paperOf(1, { votes: 50, entries: [{ day: '2026-05-20' as Day }] })
    const { html } = await open('/papers/trending', [old, paperOf(2, { votes: 9 })])

    expect(before.html).toContain('nothing trends')
    // Fifty votes of nine days ago are 6.25.
    expect(html.indexOf('island 2')).toBeLessThan(html.indexOf('island 1'))
    expect(html).toContain('after 3 days a vote counts half')
  })
})

describe('about', () => {
  test('tells how much there is, how fresh it is and where it came from', async () => {
    const { html } = await open('/about', [paperOf(1), paperOf(2)])

    expect(html).toMatch(/<dt>Papers<\/dt><dd>2<\/dd>/)
    expect(html).toContain('Friday 29 May 2026</time></a>, 2 papers')
    expect(html).toContain('<dt>Daily Papers</dt>')
  })
})

describe('categories', () => {
  test('are all listed by archive', async () => {
    const { html } = await open('/categories')

    expect(html).toContain('<a href="/categories/cs.IR">Information Retrieval</a>')
    expect(html).toContain('<a href="/categories/hep-th">')
    expect(html).not.toContain('cmp-lg')
  })
})

describe('a page asked for again', () => {
  test('is 304 until the store changes, in whatever form the tag comes back', async () => {
    const tag = (await open('/papers/date/2026-05-29', [paperOf(1)])).headers.get('etag') ?? ''
    const ask = async (known: string) => {
      const { status } = await anApp(db).request('/papers/date/2026-05-29', { headers: { 'If-None-Match': known } })
      return status
    }

    const before = [await ask(tag), await ask(`"x", ${tag.slice(2)}`), await ask('W/"x"')]
    await importRecords(db, [paperOf(2)])

    expect(before).toEqual([304, 304, 200])
    expect(await ask(tag)).toBe(200)
  })

  test('has no tag where it is an error', async () => {
    const { headers, status } = await open('/papers/date/2026-05-29?p=7', [paperOf(1)])

    expect([status, headers.get('etag')]).toEqual([404, null])
  })

  test.each(['/papers/date/2099-01-04', '/papers/date/2099-01-04.md', '/papers/2605.99999'])(
    'has no tag either at %s, where there is nothing, whatever tag is known',
    async (path) => {
      const { status, headers } = await anApp(db).request(path, { headers: { 'If-None-Match': '*' } })

      expect([status, headers.get('etag')]).toEqual([404, null])
    },
  )

  test('is read once for its forms: people and programs ask for one page in turn', async () => {
    let reads = 0
    const listEdition = () => Promise.resolve({ headlines: [], hasMore: false, featured: (reads += 1), listed: 0 })
    const app = anAppOf({ listEdition })

    for (const accept of ['text/html', 'text/markdown', 'text/html', 'text/markdown'])
      await app.request('/papers/date/2026-05-29', { headers: { accept } })

    expect(reads).toBe(1)
  })
})

test.each([
  ['/papers/', '/papers'],
  ['/papers/week/', '/papers/week'],
  ['/papers/week/2026-W14/', '/papers/week/2026-W14'],
  ['/papers/date/2026-05-29/?p=1', '/papers/date/2026-05-29?p=1'],
])('%s leads to the address without a slash at its end', async (path, target) => {
  const { status, headers } = await open(path, [paperOf(1)])

  expect([status, headers.get('location')]).toEqual([301, target])
})

test.each(['.', '..'])(
  'an author or organisation named "%s" is no link, for its address would be another page',
  async (name) => {
    const paper = paperOf(1, { fields: { authors: [name, 'Ada Owl'], organization: { handle: name } } })
    const [page, list] = [await open('/papers/2605.00001', [paper]), await open('/papers/date/2026-05-29')]

    expect(page.html).toContain('href="/authors/Ada%20Owl"')
    expect(page.html + list.html).not.toMatch(/href="\/(?:authors|organisations)\/\.+"/)
  },
)
