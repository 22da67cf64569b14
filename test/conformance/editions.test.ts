import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { EditionEntry, PaperId } from '../../src/domain/paper.ts'
import type { Day } from '../../src/domain/time.ts'
import {
  findNewestEdition,
  findNeighbours,
  listDayCounts,
  listEdition,
  listFeaturedPapers,
  type EditionPart,
} from '../../src/services/list-edition.ts'
import type { Db } from '../../src/store/db.ts'
import { aFeatured, aPaper } from '../support/builders.ts'
import { dialects, freshDatabase } from '../support/databases.ts'
import { importRecords } from '../support/records.ts'

const day = (text: string) => text as Day
const [APRIL_1, APRIL_2, APRIL_7, APRIL_8] = ['2026-04-01', '2026-04-02', '2026-04-07', '2026-04-08'].map(day) as [
  Day,
  Day,
  Day,
  Day,
]
const ALL = { offset: 0, size: 100 }

/** A featured paper: its id ends in `n`, its title is its own. */
function featured(n: number, votes: number, ...entries: EditionEntry[]) {
  return aFeatured({
    id: `2604.0000${n}` as PaperId,
    votes,
    entries,
    fields: { title: `Featured paper number ${n} of all` },
  })
}

/** A paper that arXiv announced and nobody featured. */
function listed(n: number, announcedDay: Day, publishedAt = n) {
  const id = `2604.${10_000 + n}` as PaperId
  return aPaper({ id, fields: { title: `Listed paper number ${n} of all`, announcedDay, publishedAt } })
}

const toIds = ({ items }: EditionPart) => items.map(({ paper }) => paper.id.slice(5))

describe.each(dialects)('editions on $dialect', (where) => {
  let db: Db
  beforeEach(async () => void (db = await freshDatabase(where)))
  afterEach(() => db.destroy())

  test('of a day stand by votes, and equal votes as their source listed them', async () => {
    await importRecords(db, [
      featured(1, 5, { day: APRIL_1, place: 1 }),
      featured(2, 5, { day: APRIL_1, place: 2 }),
      featured(3, 9, { day: APRIL_1, place: 3 }),
      featured(4, 99, { day: APRIL_2, place: 0 }),
    ])

    const part = await listFeaturedPapers(db)({ from: APRIL_1, to: APRIL_1, ...ALL })

    expect(toIds(part)).toEqual(['00003', '00001', '00002'])
    expect(part.items[0]?.entry).toMatchObject({ day: APRIL_1, place: 3 })
  })

  test('of several days hold a paper once, on its last day there, and without a first day the newest come first', async () => {
    await importRecords(db, [
      featured(1, 50, { day: APRIL_1 }),
      featured(2, 7, { day: APRIL_1, printed: { votes: 7 } }, { day: APRIL_8 }),
      featured(3, 9, { day: APRIL_7 }),
    ])
    const list = listFeaturedPapers(db)

    const week = await list({ from: APRIL_1, to: APRIL_7, ...ALL })
    const everything = await list({ to: APRIL_8, ...ALL })

    expect(week.items.map(({ paper, entry }) => [paper.id.slice(5), entry?.day])).toEqual([
      ['00001', APRIL_1],
      ['00003', APRIL_7],
      ['00002', APRIL_1],
    ])
    expect(toIds(everything)).toEqual(['00002', '00003', '00001'])
  })

  test('place a paper that was featured again by the votes it then had', async () => {
    await importRecords(db, [
      featured(1, 5, { day: APRIL_1 }),
      featured(2, 40, { day: APRIL_1, printed: { votes: 2 } }, { day: APRIL_8, printed: { votes: 38 } }),
      featured(3, 39, { day: APRIL_8 }),
    ])
    const list = listFeaturedPapers(db)

    const [first, last] = [
      await list({ from: APRIL_1, to: APRIL_1, ...ALL }),
      await list({ from: APRIL_8, to: APRIL_8, ...ALL }),
    ]

    expect([toIds(first), toIds(last)]).toEqual([
      ['00001', '00002'],
      ['00002', '00003'],
    ])
  })

  test('of one submitter hold nothing that others featured, and nothing in its place', async () => {
    await importRecords(db, [
      featured(1, 5, { day: APRIL_1, submitter: { handle: 'ada' } }),
      featured(2, 9, { day: APRIL_1, submitter: { handle: 'bo' } }),
      listed(1, APRIL_1),
    ])
    const list = listFeaturedPapers(db)

    expect(toIds(await list({ to: APRIL_8, submitter: 'ada', ...ALL }))).toEqual(['00001'])
    expect(toIds(await list({ to: APRIL_8, submitter: 'nobody', ...ALL }))).toEqual([])
  })

  test('in which nothing was featured give their first thirty, on pages that meet and end', async () => {
    await importRecords(
      db,
      [...Array(40).keys()].map((n) => listed(n, APRIL_1)),
    )
    const list = listFeaturedPapers(db)
    const page = (p: number) => list({ from: APRIL_1, to: APRIL_1, offset: p * 12, size: 12 })

    const pages = [await page(0), await page(1), await page(2), await page(3), await page(1_000_000)]
    const newest = await list({ to: APRIL_8, ...ALL })

    // Votes are equal, so the newest come first: 39 down to 10.
    expect(pages.flatMap(toIds)).toEqual(Array.from({ length: 30 }, (_, index) => String(10_039 - index)))
    expect(pages.map(({ hasMore }) => hasMore)).toEqual([true, true, false, false, false])
    expect(newest.items).toHaveLength(30)
  })

  test('never reach beyond the last day that was asked for', async () => {
    await importRecords(db, [listed(1, APRIL_1), listed(2, APRIL_8)])

    const part = await listFeaturedPapers(db)({ to: APRIL_7, ...ALL })

    expect(toIds(part)).toEqual(['10001'])
  })

  test('of a day count and page through what was featured and what was not as one list', async () => {
    const papers = [...Array(5).keys()].map((n) => listed(n, APRIL_1))
    await importRecords(db, [
      featured(1, 5, { day: APRIL_1 }),
      featured(2, 9, { day: APRIL_1 }),
      ...papers,
      listed(9, APRIL_2),
    ])
    const list = listEdition(db)
    const period = { from: APRIL_1, to: APRIL_1 }

    const pages = [
      await list(period, 0, 3),
      await list(period, 3, 3),
      await list(period, 6, 3),
      await list(period, 9, 3),
    ]

    const order = ['00002', '00001', '10004', '10003', '10002', '10001', '10000']
    expect(pages.flatMap(({ headlines }) => headlines.map(({ id }) => id.slice(5)))).toEqual(order)
    expect(pages.map(({ hasMore }) => hasMore)).toEqual([true, true, false, false])
    expect(pages.map(({ featured: one, listed: other }) => [one, other])).toEqual(Array(4).fill([2, 5]))
  })

  test('of a week have what was featured by votes, each paper once, then all that was announced', async () => {
    await importRecords(db, [
      featured(1, 5, { day: APRIL_1 }),
      featured(2, 9, { day: APRIL_1, printed: { votes: 1 } }, { day: APRIL_2 }),
      listed(1, APRIL_1, 7),
      listed(2, APRIL_2, 3),
    ])

    const week = await listEdition(db)({ from: APRIL_1, to: APRIL_7 }, 0, 50)

    const shown = week.headlines.map(({ id, votes, featuredOn }) => [id.slice(5), votes, featuredOn])
    expect(shown).toEqual([
      ['00002', 9, APRIL_2],
      ['00001', 5, APRIL_1],
      ['10001', 0, undefined],
      ['10002', 0, undefined],
    ])
    expect([week.featured, week.listed]).toEqual([2, 2])
  })

  test('have neighbours: the nearest days that hold a paper, featured or not', async () => {
    await importRecords(db, [featured(1, 5, { day: APRIL_2 }), listed(1, APRIL_1), listed(2, APRIL_8)])
    const newest = findNewestEdition(db)
    const around = (from: Day, to: Day, latest = APRIL_8) => findNeighbours(db)({ from, to, latest })

    expect([await newest(), await newest(APRIL_7), await newest(APRIL_1)]).toEqual([APRIL_8, APRIL_2, APRIL_1])
    expect(await newest(day('2026-03-31'))).toBeUndefined()
    expect(await around(APRIL_2, APRIL_2)).toEqual({ previous: APRIL_1, next: APRIL_8 })
    expect(await around(APRIL_1, APRIL_7)).toEqual({ next: APRIL_8 })
    expect(await around(APRIL_2, APRIL_2, APRIL_7)).toEqual({ previous: APRIL_1 })
    expect(await around(day('2027-01-01'), day('2027-01-01'), APRIL_7)).toEqual({ previous: APRIL_2 })
  })

  test('are counted by day, also after a paper is featured, moved and joined to another', async () => {
    const unknown = aFeatured({
      ...{ id: 'title:0123456789abcdef' as PaperId, entries: [{ day: APRIL_7 }] },
      fields: { title: 'Featured paper number 1 of all' },
    })
    await importRecords(db, [unknown, listed(1, APRIL_1), listed(2, APRIL_2), listed(3, APRIL_2)])
    const before = await listDayCounts(db)(APRIL_1, APRIL_8)

    await importRecords(db, [
      featured(1, 5, { day: APRIL_8 }), // the paper that was known by its title
      aFeatured({ ...listed(1, APRIL_1), entries: [{ day: APRIL_2 }] }),
    ])

    expect(before).toEqual([
      { day: APRIL_1, featured: 0, listed: 1 },
      { day: APRIL_2, featured: 0, listed: 2 },
      { day: APRIL_7, featured: 1, listed: 0 },
    ])
    expect(await listDayCounts(db)(APRIL_1, APRIL_8)).toEqual([
      { day: APRIL_2, featured: 1, listed: 2 },
      { day: APRIL_7, featured: 1, listed: 0 },
      { day: APRIL_8, featured: 1, listed: 0 },
    ])
  })
})
