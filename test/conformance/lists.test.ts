import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Paper, PaperId } from '../../src/domain/paper.ts'
import { addDays, type Day } from '../../src/domain/time.ts'
import { listCatalogue } from '../../src/services/catalogue/list-catalogue.ts'
import { tallyNowAndThen } from '../../src/services/catalogue/tally-now-and-then.ts'
import { updateCatalogue } from '../../src/services/catalogue/update-catalogue.ts'
import { describeStore } from '../../src/services/describe-store.ts'
import { listNewestPapers } from '../../src/services/list-newest.ts'
import { keepTrendingRanking, listTrending } from '../../src/services/list-trending.ts'
import { raiseChangeNumber } from '../../src/store/backup/change-numbers.ts'
import type { Db } from '../../src/store/db.ts'
import { findChangeNumber } from '../../src/store/papers.ts'
import { countPapersOfDays, listDayCounts } from '../../src/store/edition-days.ts'
import { catalogueChanges, findCataloguedNumber, findStoreVersion } from '../../src/store/catalogue.ts'
import { findTallies, refreshTallies } from '../../src/store/tallies.ts'
import { aFeatured, aPaper } from '../support/builders.ts'
import { dialects, freshDatabase } from '../support/databases.ts'
import { importRecords } from '../support/records.ts'

const FIRST = '2026-04-01' as Day
const ALL = { offset: 0, size: 100 }
const DAYS = [0, 1, 2].map((count) => addDays(FIRST, count))

/** A paper of its own title; `n` makes its id. */
function paperOf(n: number, wish: Parameters<typeof aFeatured>[0] = {}): Paper {
  const title = `A paper about the number ${n} and no other`
  return aFeatured({ id: `2604.0000${n}` as PaperId, ...wish, fields: { title, ...wish.fields } })
}

describe.each(dialects)('lists on $dialect', (where) => {
  let db: Db
  beforeEach(async () => void (db = await freshDatabase(where)))
  afterEach(() => db.destroy())

  const listed = async (kind: 'author' | 'category' | 'organisation', key: string) => {
    const { headlines } = await listCatalogue(db)(kind, key, ALL)
    return headlines.map(({ id }) => id.slice(5))
  }

  test('count each day as a recount does, whatever is imported in whatever order', async () => {
    const day = fc.constantFrom(...DAYS)
    const record = fc.record({ n: fc.integer({ min: 1, max: 6 }), entry: fc.option(day), announced: fc.option(day) })
    await fc.assert(
      fc.asyncProperty(fc.array(record, { maxLength: 12 }), async (records) => {
        const papers = records.map(({ n, entry, announced }) =>
          paperOf(n, {
            entries: entry === null ? [] : [{ day: entry }],
            fields: announced === null ? {} : { announcedDay: announced },
          }),
        )

        await importRecords(db, papers)

        const known = await listDayCounts(db, FIRST, addDays(FIRST, 9))
        const counted = await countPapersOfDays(db, DAYS)
        expect(known).toEqual(counted.sort((a, b) => (a.day < b.day ? -1 : 1)))
      }),
      { numRuns: 15 },
    )
  })

  test('are catalogued once by several followers of one database, whoever comes first', async () => {
    await importRecords(
      db,
      [1, 2, 3].map((n) => paperOf(n, { fields: { authors: ['Ada Lovelace'] } })),
    )

    await Promise.all([updateCatalogue(db), updateCatalogue(db)])
    await catalogueChanges(db, [], { from: 0, to: 1 }) // one that had read long before

    expect(await listed('author', 'ada lovelace')).toHaveLength(3)
    expect(await findCataloguedNumber(db)).toBe(await findChangeNumber(db))
  })

  test('are counted at the first changes, once a minute while they last, and once when they have ceased', async () => {
    let now = 0
    const tally = tallyNowAndThen(db, () => now)
    const counts: unknown[] = []
    const take = async (n: number, minutes: number): Promise<void> => {
      now += minutes * 60_000
      await importRecords(db, [paperOf(n)])
      await updateCatalogue(db, undefined, tally.duringChanges)
      counts.push((await findTallies(db))?.papers)
    }

    await take(1, 0)
    await take(2, 0)
    await take(3, 1)
    await take(4, 0)
    await tally.afterChanges()

    expect([...counts, (await findTallies(db))?.papers]).toEqual([1, 1, 3, 3, 4])
  })

  test('have no fewer than nothing to catalogue, though the catalogue goes on meanwhile', async () => {
    await catalogueChanges(db, [], { from: 0, to: 5 })

    expect((await describeStore(db)(FIRST)).uncatalogued).toBe(0)
  })

  test('of the catalogue are up to date after the last number, whether or not a paper has it', async () => {
    await importRecords(db, [paperOf(1)])
    await updateCatalogue(db)
    await raiseChangeNumber(db, 100)

    await updateCatalogue(db)

    expect(await findCataloguedNumber(db)).toBe(100)
  })

  test('of trending papers weigh votes by age: three days halve them', async () => {
    await importRecords(db, [
      paperOf(1, { votes: 30, entries: [{ day: FIRST }] }),
      paperOf(2, { votes: 14, entries: [{ day: addDays(FIRST, 3) }] }),
      paperOf(3, { votes: 16, entries: [{ day: addDays(FIRST, 3) }] }),
      paperOf(4, { votes: 999, entries: [{ day: addDays(FIRST, -40) }] }),
    ])
    const list = listTrending(db, keepTrendingRanking())

    const { headlines } = await list(addDays(FIRST, 3), ALL)

    // 30 halved is 15: between 16 and 14. What is older than thirty days takes no part.
    expect(headlines.map(({ id }) => id.slice(-1))).toEqual(['3', '1', '2'])
  })

  test('of trending papers change with the votes', async () => {
    const list = listTrending(db, keepTrendingRanking())
    const entries = [{ day: FIRST }]
    await importRecords(db, [paperOf(1, { votes: 3, entries }), paperOf(2, { votes: 2, entries })])
    const before = await list(FIRST, ALL)

    await importRecords(db, [paperOf(2, { votes: 4, entries })])

    const after = await list(FIRST, ALL)
    expect([before, after].map(({ headlines }) => headlines.map(({ id }) => id.slice(-1)))).toEqual([
      ['1', '2'],
      ['2', '1'],
    ])
  })

  test('of an author hold every paper of theirs, however the name is spelt, the newest first', async () => {
    await importRecords(db, [
      paperOf(1, { fields: { authors: ['José García'], publishedAt: 1 } }),
      paperOf(2, { fields: { authors: ['Ann Other', 'Jose  Garcia'], publishedAt: 2 } }),
      paperOf(3, { fields: { authors: ['J. García'], publishedAt: 3 } }),
    ])
    await updateCatalogue(db)

    expect(await listed('author', 'jose garcia')).toEqual(['00002', '00001'])
    expect(await listed('author', 'nobody')).toEqual([])
  })

  test('of categories and organisations follow what is changed and joined', async () => {
    const fields = { categories: ['cs.IR', 'cs.CL'], organization: { handle: 'lab' } }
    const unknown = paperOf(1, { id: 'title:0123456789abcdef' as PaperId, fields })
    await importRecords(db, [unknown, paperOf(2, { fields: { categories: ['cs.CL'], primaryCategory: 'cs.CL' } })])
    await updateCatalogue(db)
    const before = [await listed('category', 'cs.IR'), await listed('organisation', 'lab')]

    await importRecords(db, [paperOf(1, { fields: { categories: ['math.ST'] }, origin: { at: 9 } })])
    await updateCatalogue(db)

    expect(before.flat()).toEqual([':0123456789abcdef', ':0123456789abcdef'])
    expect(await listed('category', 'cs.IR')).toEqual([])
    expect(await listed('category', 'math.ST')).toEqual(['00001'])
    expect(await listed('category', 'cs.CL')).toEqual(['00002'])
    expect(await listed('organisation', 'lab')).toEqual(['00001'])
  })

  test('of all papers meet page by page where times tie, and shift for nothing that comes in between', async () => {
    await importRecords(
      db,
      [1, 2, 3, 4].map((n) => paperOf(n, { fields: { publishedAt: 1000 } })),
    )
    const list = listNewestPapers(db)
    const first = await list({ size: 2 })
    const last = first.items.at(-1)
    await importRecords(db, [paperOf(9, { fields: { publishedAt: 2000 } })])

    const second = await list({ size: 2, after: { publishedAt: 1000, id: last?.id as PaperId } })

    const ids = [...first.items, ...second.items].map(({ id }) => id.slice(-1))
    expect(ids).toEqual(['4', '3', '2', '1'])
    expect([first.hasMore, second.hasMore]).toEqual([true, false])
  })

  test('have a version that every change of papers and of the catalogue changes', async () => {
    const versions = [await findStoreVersion(db)]
    await importRecords(db, [paperOf(1)])
    versions.push(await findStoreVersion(db))
    await updateCatalogue(db)
    versions.push(await findStoreVersion(db))
    await importRecords(db, [paperOf(1)])

    expect(new Set(versions).size).toBe(3)
    expect(await findStoreVersion(db)).toBe(versions[2])
  })

  test('are described as they are: counts, newest edition, when sources were read, what is not catalogued', async () => {
    await importRecords(db, [
      paperOf(1, { entries: [{ day: FIRST }] }),
      aPaper({ id: '2604.00002' as PaperId, fields: { title: 'Other' } }),
    ])
    await refreshTallies(db)

    const state = await describeStore(db)(addDays(FIRST, 1))

    expect(state).toEqual({
      ...{ papers: 2, featuredPapers: 1, oldestDay: FIRST, newest: { day: FIRST, featured: 1, listed: 0 } },
      sources: [
        { source: 'arxiv', readAt: 1 },
        { source: 'daily_papers', readAt: 1 },
      ],
      uncatalogued: 2,
    })
  })
})
