import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PaperId } from '../../src/domain/paper.ts'
import type { Day } from '../../src/domain/time.ts'
import { updateCatalogue } from '../../src/services/catalogue/update-catalogue.ts'
import { type FeedSubject, listFeedPapers } from '../../src/services/feeds/list-feed-papers.ts'
import { keepTrendingRanking } from '../../src/services/list-trending.ts'
import type { Db } from '../../src/store/db.ts'
import { aFeatured, aPaper } from '../support/builders.ts'
import { dialects, freshDatabase } from '../support/databases.ts'
import { importRecords } from '../support/records.ts'

const [WEDNESDAY, THURSDAY, FRIDAY] = ['2026-05-27', '2026-05-28', '2026-05-29'] as [Day, Day, Day]

/** A paper by its number: the higher, the later published. */
const featured = (n: number, day: Day, votes: number) =>
  aFeatured({
    ...{ id: `2605.0000${n}` as PaperId, votes, entries: [{ day }] },
    fields: { title: `Owls ${n}`, categories: ['cs.LG'], publishedAt: n },
  })
const announced = (n: number, day: Day) =>
  aPaper({
    id: `2605.0000${n}` as PaperId,
    fields: { title: `Owls ${n}`, categories: ['cs.LG'], publishedAt: n, announcedDay: day },
  })

describe.each(dialects)('papers for feeds on $dialect', (where) => {
  let db: Db
  beforeEach(async () => {
    db = await freshDatabase(where)
    const papers = [
      featured(1, WEDNESDAY, 30),
      featured(2, THURSDAY, 5),
      featured(3, THURSDAY, 50),
      announced(4, THURSDAY),
      featured(5, FRIDAY, 12),
    ]
    await importRecords(db, papers)
    await updateCatalogue(db)
  })
  afterEach(() => db.destroy())

  const list = async (subject: FeedSubject, part: { leastVotes?: number; offset?: number; size?: number } = {}) => {
    const asked = { latest: FRIDAY, leastVotes: 0, offset: 0, size: 10, ...part }
    const { items, hasMore } = await listFeedPapers(db, keepTrendingRanking())(subject, asked)
    return { numbers: items.map(({ paper }) => Number(paper.id.slice(-1))).join(' '), hasMore }
  }

  const week = { kind: 'period', from: WEDNESDAY, to: FRIDAY } as const
  const category = { kind: 'category', key: 'cs.LG' } as const
  test.each<[string, FeedSubject, number, string]>([
    ['newest editions first, then votes', { kind: 'newest' }, 0, '5 3 2 1'],
    ['those of the newest editions with votes', { kind: 'newest' }, 12, '5 3 1'],
    ['a period by votes, what was announced last', week, 0, '3 1 5 2 4'],
    ['a period with votes', week, 12, '3 1 5'],
    ['a category by publication', category, 0, '5 4 3 2 1'],
    ['a category with votes', category, 12, '5 3 1'],
    ['what nobody has', { kind: 'author', key: 'nobody' }, 0, ''],
  ])('are %s', async (_, subject, leastVotes, numbers) => {
    expect(await list(subject, { leastVotes })).toEqual({ numbers, hasMore: false })
  })

  test.each([{ kind: 'newest' } as const, week, category, { kind: 'trending' } as const])(
    'come in parts that meet without gap or overlap: %j',
    async (subject) => {
      const whole = (await list(subject)).numbers

      const parts: string[] = []
      for (let offset = 0; ; offset += 2) {
        const part = await list(subject, { offset, size: 2 })
        parts.push(part.numbers)
        if (!part.hasMore) break
      }

      expect(parts.join(' ')).toBe(whole)
    },
  )

  test('are never those of an edition that is not open', async () => {
    const { items } = await listFeedPapers(db, keepTrendingRanking())(
      { kind: 'period', from: WEDNESDAY, to: FRIDAY },
      { latest: THURSDAY, leastVotes: 0, offset: 0, size: 10 },
    )

    expect(items.map(({ paper }) => paper.id.slice(-1)).join(' ')).toBe('3 1 2 4')
  })
})
