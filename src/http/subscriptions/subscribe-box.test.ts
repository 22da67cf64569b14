import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NOTHING_FOUND } from '../../../test/support/an-app.ts'
import { aFeatured } from '../../../test/support/builders.ts'
import { freshDatabase } from '../../../test/support/databases.ts'
import { importRecords } from '../../../test/support/records.ts'
import { aSubscriptionApp } from '../../../test/support/subscription-app.ts'
import type { PaperId } from '../../domain/paper.ts'
import type { Day } from '../../domain/time.ts'
import { updateCatalogue } from '../../services/catalogue/update-catalogue.ts'
import type { Db } from '../../store/db.ts'

const DAY = '2026-05-29' as Day

let db: Db
beforeAll(async () => {
  db = await freshDatabase({ dialect: 'sqlite' })
  const fields = {
    authors: ['Ada Kestrel'],
    categories: ['cs.LG'],
    organization: { handle: 'osier' },
    announcedDay: DAY,
  }
  await importRecords(db, [aFeatured({ id: '2605.00001' as PaperId, entries: [{ day: DAY, place: 0 }], fields })])
  await updateCatalogue(db)
})
afterAll(() => db.destroy())

const ask = async (path: string, offersMail = true) => {
  const { app } = aSubscriptionApp(db, { offersMail, searchPapers: () => Promise.resolve(NOTHING_FOUND) })
  const answer = await app.request(path)
  return { page: await answer.text(), answer, app }
}

/** What the box of a page offers, by its heading and the values of its field. */
function readBox(page: string): [heading: string | undefined, wishes: string[]] {
  const box = /<section class="subscribe[^]*?<\/section>/g
  const [found = '', ...more] = page.match(box) ?? []
  expect(more).toEqual([])
  const wishes = [
    ...found.matchAll(
      /<input type="hidden" name="wish" value="([^"]*)"|<option value="((?:trending|edition|search|similar|\w+:)[^"]*)"/g,
    ),
  ]
  return [/<h2[^>]*>([^<]*)/.exec(found)?.[1], wishes.map(([, hidden, option]) => hidden ?? option ?? '')]
}

describe('the box', () => {
  test.each([
    ['/papers/date/2026-05-29', 'Get papers in your inbox', ['trending', 'edition']],
    ['/papers/trending', 'Get trending papers in your inbox', ['trending']],
    ['/papers?q=owls', 'Get new papers on this in your inbox', ['search:owls']],
    ['/papers?like=2605.00001', 'Get papers like this one in your inbox', ['similar:2605.00001']],
    ['/papers?q=owls&like=2605.00001', 'Get papers in your inbox', ['search:owls', 'similar:2605.00001']],
    ['/search', 'Get trending papers in your inbox', ['trending']],
    ['/categories/cs.LG', 'Get new papers of Machine Learning in your inbox', ['category:cs.LG']],
    ['/categories', 'Get trending papers in your inbox', ['trending']],
    ['/authors/Ada%20Kestrel', 'Get new papers by Ada Kestrel in your inbox', ['author:Ada Kestrel']],
    ['/organisations/osier', 'Get new papers of osier in your inbox', ['organisation:osier']],
    ['/papers/2605.00001', 'Get papers like this one in your inbox', ['similar:2605.00001']],
    ['/map?cat=cs.LG', 'Get new papers of Machine Learning in your inbox', ['category:cs.LG']],
    ['/map?q=owls', 'Get new papers on this in your inbox', ['search:owls']],
    ['/about', 'Get trending papers in your inbox', ['trending']],
    ['/papers/date/2026-05-23', 'Get trending papers in your inbox', ['trending']],
    ['/nothing', 'Get trending papers in your inbox', ['trending']],
  ])('of %s says "%s"', async (path, heading, wishes) => {
    const { page } = await ask(path)

    expect(readBox(page)).toEqual([heading, wishes])
  })

  test.each([
    ['/papers/date/2026-05-29', ['/feeds/trending.atom', '/feeds/editions.atom', '/feeds']],
    ['/authors/Ada%20Kestrel', ['/feeds/authors/Ada%20Kestrel.atom', '/feeds']],
    ['/papers/2605.00001', ['/feeds']],
  ])('of %s names feeds where no mail is sent, and they are there', async (path, feeds) => {
    const { page, app } = await ask(path, false)

    const [box = ''] = /<section class="subscribe[^]*?<\/section>/.exec(page) ?? []
    const named = [...box.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href)
    expect(box).not.toContain('<form')
    expect(named).toEqual(feeds)
    for (const feed of named) expect((await app.request(feed)).status).toBe(200)
  })

  test('is another page to who has the page without it', async () => {
    const tags = [await ask('/categories'), await ask('/categories', false)].map(({ answer }) =>
      answer.headers.get('etag'),
    )

    expect(new Set(tags).size).toBe(2)
  })

  test('holds text of a search as text', async () => {
    const { page } = await ask('/papers?q=%22%3E%3Cscript%3E1')

    expect(readBox(page)[1]).toEqual(['search:&quot;&gt;&lt;script&gt;1'])
  })
})
