import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { anApp, anAppOf, NOTHING_FOUND } from '../../../test/support/an-app.ts'
import { aFeatured } from '../../../test/support/builders.ts'
import { importRecords } from '../../../test/support/records.ts'
import type { PaperId } from '../../domain/paper.ts'
import type { Day } from '../../domain/time.ts'
import { updateCatalogue } from '../../services/catalogue/update-catalogue.ts'
import { type Db, openDatabase } from '../../store/db.ts'
import { migrateToLatest } from '../../store/migrate.ts'

const HUB = 'https://hub.example/'
const paper = aFeatured({
  id: '2605.00001' as PaperId,
  entries: [{ day: '2026-05-29' as Day }],
  fields: { authors: ['Ada/Kestrel & Co'], categories: ['cs.LG'], organization: { handle: 'owls' } },
})

let db: Db
beforeEach(async () => {
  db = openDatabase('sqlite::memory:')
  await migrateToLatest(db)
  await importRecords(db, [paper])
  await updateCatalogue(db)
})
afterEach(() => db.destroy())

/** The feeds that a page names in its head, as a browser reads them. */
function listAnnounced(html: string) {
  const links = html.matchAll(/<link rel="alternate" type="([^"]+)" title="([^"]+)" href="(\/feeds[^"]+)" \/>/g)
  return [...links].map(([, type, , href = '']) => ({ type, href: href.replaceAll('&amp;', '&') }))
}

describe('a page that has a feed', () => {
  test.each([
    ['/', ['/feeds/papers.atom', '/feeds/date/2026-05-29.atom']],
    ['/papers/week/2026-W22', ['/feeds/papers.atom', '/feeds/week/2026-W22.atom']],
    ['/papers/trending', ['/feeds/trending.atom']],
    ['/categories/cs.LG', ['/feeds/categories/cs.LG.atom']],
    ['/authors/Ada%2FKestrel%20%26%20Co', ['/feeds/authors/Ada%2FKestrel%20%26%20Co.atom']],
    ['/organisations/owls', ['/feeds/organisations/owls.atom']],
    ['/feeds', ['/feeds/papers.atom']],
  ])('%s announces it in every form, and each is there', async (page, feeds) => {
    const app = anApp(db)

    const announced = listAnnounced(await (await app.request(page)).text())

    expect(announced.map(({ href }) => href).filter((href) => href.endsWith('.atom'))).toEqual(feeds)
    expect(announced).toHaveLength(3 * feeds.length)
    for (const { type, href } of announced) {
      const answer = await app.request(href)
      expect([href, answer.status, answer.headers.get('content-type')]).toEqual([href, 200, `${type}; charset=utf-8`])
    }
  })

  test('a search announces that of its query', async () => {
    const app = anAppOf({ searchPapers: () => Promise.resolve(NOTHING_FOUND) })

    const announced = listAnnounced(await (await app.request('/papers?q=owls+%26+tides+cat:cs.IR')).text())

    expect(announced[0]?.href).toBe('/feeds/search.atom?q=owls+%26+tides+cat:cs.IR')
  })
})

describe('a hub', () => {
  test('is named in feeds and in their headers, with the address of the feed', async () => {
    const answer = await anApp(db, { websubHub: HUB }).request('/feeds/papers.atom?votes=1')
    const text = await answer.text()

    expect(answer.headers.get('link')).toBe(
      `<${HUB}>; rel="hub", <https://broadsheet.example/feeds/papers.atom?votes=1>; rel="self"`,
    )
    expect(text).toContain(`<link rel="hub" href="${HUB}"/>`)
    expect(text).toContain(
      'rel="self" type="application/atom+xml" href="https://broadsheet.example/feeds/papers.atom?votes=1"',
    )
  })

  test('is told of the feeds that all know, and of those that somebody has read', async () => {
    const noted = new Map<string, () => Promise<string>>()
    const feedTopics = {
      note: (path: string, remake: () => Promise<string>) => void noted.set(path, remake),
      list: () => [],
    }
    const app = anApp(db, { websubHub: HUB, feedTopics })
    const first = [...noted.keys()]

    const answer = await app.request('/feeds/authors/Ada%2FKestrel%20%26%20Co.rss')
    const path = [...noted.keys()].at(-1) ?? ''

    expect(first).toHaveLength(9)
    expect(path).toBe('/feeds/authors/Ada%2FKestrel%20%26%20Co.rss')
    expect(await noted.get(path)?.()).toBe(answer.headers.get('etag'))
  })

  test('is named nowhere where none is set', async () => {
    const answer = await anApp(db).request('/feeds/papers.json')

    expect(answer.headers.get('link')).toBeNull()
    expect(await answer.text()).not.toContain('hub')
  })
})
