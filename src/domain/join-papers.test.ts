import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aFeatured, aPaper } from '../../test/support/builders.ts'
import { joinPapers, toShownCount } from './join-papers.ts'
import { createRecord, type EditionEntry, type Paper, type PaperId, SOURCES } from './paper.ts'
import type { Day } from './time.ts'

const small = fc.integer({ min: 0, max: 3 })
const someCount = fc.option(
  fc.record({ at: small, count: small }).map((timed) => ({ timed })),
  { nil: undefined },
)
const someEntry = fc.record(
  {
    day: fc.constantFrom('2026-04-01' as Day, '2026-04-02' as Day),
    place: small,
    answerVotes: small,
    submittedAt: small,
  },
  { requiredKeys: ['day'] },
)

/** Records of one work by any source, with few enough values that ties are common. */
const someRecord = fc
  .record({
    source: fc.constantFrom(...SOURCES),
    at: small,
    weight: small,
    title: fc.constantFrom('a', 'b'),
    comment: fc.option(fc.constantFrom('x', 'y'), { nil: undefined }),
    votes: someCount,
    untimed: fc.option(small, { nil: undefined }),
    entry: fc.option(someEntry, { nil: undefined }),
  })
  .map(({ source, at, weight, title, comment, votes, untimed, entry }): Paper => {
    const fields = comment === undefined ? { title } : { title, comment }
    const record = createRecord('1' as PaperId, fields, { source, at, weight })
    const count = { ...votes, ...(untimed !== undefined && { untimed }) }
    return { ...record, counts: { votes: count, citations: count }, entries: entry ? [entry as EditionEntry] : [] }
  })

describe('joinPapers', () => {
  test('gives the same paper in whatever order records arrive, and however often', () => {
    fc.assert(
      fc.property(fc.array(someRecord, { minLength: 1, maxLength: 5 }), fc.integer(), (records, seed) => {
        const shuffled = [...records, ...records].sort((a, b) => hash(a, seed) - hash(b, seed))

        const inOrder = records.reduce((joined, record) => joinPapers(joined, record))
        const shuffledTwice = shuffled.reduce((joined, record) => joinPapers(joined, record))

        expect(shuffledTwice).toEqual(inOrder)
      }),
      { numRuns: 2000 },
    )
  })

  test('keeps the better source for each field, whichever is newer', () => {
    const daily = aFeatured({ fields: { title: 'As voted', projectPage: 'https://example.org' }, origin: { at: 9 } })
    const arxiv = aPaper({ fields: { title: 'As announced' }, origin: { at: 2 } })

    const { fields, origins } = joinPapers(daily, arxiv)

    expect(fields).toMatchObject({ title: 'As announced', projectPage: 'https://example.org' })
    expect(origins.title).toEqual({ source: 'arxiv', at: 2, weight: 0 })
    expect(origins.projectPage?.source).toBe('daily_papers')
  })

  test('takes the later of two answers of one source, and the larger count where time does not tell', () => {
    const early = aFeatured({ votes: 40, counts: { votes: { timed: { at: 1, count: 40 } } } })
    const late = aFeatured({ votes: 30, counts: { votes: { timed: { at: 2, count: 30 } } } })
    const timeless = aFeatured({ votes: 35 })

    expect(toShownCount(joinPapers(early, late).counts.votes)).toBe(30)
    expect(toShownCount(joinPapers(joinPapers(early, late), timeless).counts.votes)).toBe(35)
    expect(toShownCount(joinPapers(timeless, aFeatured({ votes: 12 })).counts.votes)).toBe(35)
  })

  test('keeps the larger of two numbers of citations, whoever counted last', () => {
    const [many, few] = [12, 3].map((count, at) => aPaper({ counts: { citations: { timed: { at, count } } } }))

    expect(toShownCount(joinPapers(many!, few!).counts.citations)).toBe(12)
    expect(toShownCount(joinPapers(few!, many!).counts.citations)).toBe(12)
  })

  test('keeps both editions of a paper that was featured twice', () => {
    const first = aFeatured({ entries: [{ day: '2026-04-10' as Day, place: 20 }] })
    const second = aFeatured({ entries: [{ day: '2026-04-16' as Day, place: 1 }] })

    expect(joinPapers(second, first).entries.map(({ day }) => day)).toEqual(['2026-04-10', '2026-04-16'])
  })

  test('remembers the key that a paper had before', () => {
    const byTitle = aPaper({ id: 'title:00' as PaperId })

    const joined = joinPapers(byTitle, aPaper(), '2604.00001' as PaperId)

    expect(joined.id).toBe('2604.00001')
    expect(joined.formerIds).toEqual(['title:00'])
  })

  test('believes the listing over a day that was reckoned, and the earlier of two listings', () => {
    const reckoned = aPaper({ fields: { announcedDay: '2026-04-01' as Day }, origin: { weight: -1, at: 9 } })
    const listed = aPaper({ fields: { announcedDay: '2026-04-02' as Day } })
    const crossListed = aPaper({ fields: { announcedDay: '2026-04-20' as Day }, origin: { at: 5 } })

    expect(joinPapers(joinPapers(reckoned, crossListed), listed).fields.announcedDay).toBe('2026-04-02')
  })

  test('the same day of announcement, told twice, has the earlier origin, whichever came first', () => {
    const [early, late] = [3, 9].map((at) =>
      aPaper({ fields: { announcedDay: '2026-04-01' as Day }, origin: { weight: -1, at } }),
    ) as [Paper, Paper]

    const joined = [joinPapers(early, late), joinPapers(late, early)]

    expect(joined.map(({ origins }) => origins.announcedDay?.at)).toEqual([3, 3])
  })
})

function hash(record: Paper, seed: number): number {
  let mixed = seed
  for (const char of JSON.stringify(record)) mixed = Math.imul(mixed ^ char.charCodeAt(0), 0x01000193)
  return mixed
}
