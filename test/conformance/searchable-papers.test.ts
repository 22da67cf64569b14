import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Paper, PaperId } from '../../src/domain/paper.ts'
import type { Day, UnixMs } from '../../src/domain/time.ts'
import type { Db } from '../../src/store/db.ts'
import { findSearchablePapers, type SearchablePaper, walkSearchablePapers } from '../../src/store/searchable-papers.ts'
import { aFeatured, aPaper } from '../support/builders.ts'
import { dialects, freshDatabase } from '../support/databases.ts'
import { importRecords } from '../support/records.ts'

const DAY = '2026-04-01' as Day
const at = (text: string): UnixMs => Date.parse(text)

/** A paper of its own title; `n` makes its id. */
function paperOf(n: number, wish: Parameters<typeof aPaper>[0] = {}): Paper {
  const title = `A paper about the number ${n} and no other`
  return aPaper({ id: `2604.0000${n}` as PaperId, ...wish, fields: { title, ...wish.fields } })
}

async function walk(db: Db, size: number): Promise<SearchablePaper[]> {
  const papers: SearchablePaper[] = []
  for await (const part of walkSearchablePapers(db, size)) papers.push(...part)
  return papers
}

describe.each(dialects)('papers to be searched on $dialect', (where) => {
  let db: Db
  beforeEach(async () => void (db = await freshDatabase(where)))
  afterEach(() => db.destroy())

  test('are walked from the oldest to the newest, each once, whatever the size of a part', async () => {
    const times = [
      '2026-03-05T10:00Z',
      '2026-03-01T10:00Z',
      '2026-03-05T10:00Z',
      undefined,
      '2026-03-03T10:00Z',
      undefined,
    ]
    await importRecords(
      db,
      times.map((time, n) => paperOf(n, { fields: time === undefined ? {} : { publishedAt: at(time) } })),
    )

    const ids = await Promise.all(
      [1, 2, 3, 100].map(async (size) => (await walk(db, size)).map(({ id }) => id.slice(9))),
    )

    const inOrder = ['3', '5', '1', '4', '0', '2']
    expect(ids).toEqual([inOrder, inOrder, inOrder, inOrder])
  })

  test('tell all that is searched by: words, day, kinds, code, votes and editions', async () => {
    const fields = {
      abstract: 'Of tides.',
      authors: ['Ada Lovelace', 'Émile Borel'],
      publishedAt: at('2026-03-31T23:00Z'),
    }
    const kinds = { categories: ['cs.LG', 'cs.AI'], primaryCategory: 'cs.AI', githubRepo: 'https://github.com/a/b' }
    const entries = [{ day: DAY }, { day: '2026-04-03' as Day }]
    await importRecords(db, [
      aFeatured({ ...paperOf(1), votes: 7, entries, fields: { title: 'Tides', ...fields, ...kinds } }),
    ])

    const [paper] = await findSearchablePapers(db, ['2604.00001', '2604.99999'])

    expect(paper).toMatchObject({ id: '2604.00001', title: 'Tides', abstract: 'Of tides.', votes: 7, hasCode: true })
    expect(paper).toMatchObject({ authors: ['Ada Lovelace', 'Émile Borel'], categories: ['cs.AI', 'cs.LG'] })
    expect(paper).toMatchObject({ day: '2026-03-31', featuredOn: [DAY, '2026-04-03'], listedOn: undefined })
  })

  test('stand under the first day that is known of them where the time of publication is not', async () => {
    await importRecords(db, [
      aFeatured({ ...paperOf(1), entries: [{ day: DAY }] }),
      paperOf(2, { fields: { announcedDay: '2026-04-02' as Day } }),
      paperOf(3),
    ])

    const papers = await walk(db, 10)

    expect(papers.map(({ id, day }) => [id.slice(9), day])).toEqual([
      ['1', DAY],
      ['2', '2026-04-02'],
      ['3', undefined],
    ])
    expect(papers[1]?.listedOn).toBe('2026-04-02')
  })
})
