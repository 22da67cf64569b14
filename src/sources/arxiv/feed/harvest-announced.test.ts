import { describe, expect, test } from 'vitest'
import { anArxiv, anAtomAnswer, anRssFeed, readArxivFixture } from '../../../../test/support/arxiv-answers.ts'
import { aContext, harvestWhole } from '../../../../test/support/harvest-context.ts'
import type { Harvest, HarvestContext } from '../../../domain/harvest.ts'
import type { PaperId } from '../../../domain/paper.ts'
import type { Day } from '../../../domain/time.ts'

const KEY = 'announced 2026-04-08'
const CATEGORIES = ['cs.CL', 'cs.CV', 'stat.ML']
const SMALL = Array.from({ length: 3 }, (_, number) => `2604.0010${number}v1 new`)
/** As many items as make a feed suspect of having left some out. */
const NEARLY_FULL = Array.from({ length: 1900 }, (_, number) => `2604.0${String(number).padStart(4, '0')}v1 new`)

function ids({ items }: Harvest): string[] {
  return items.map((item) => ('paper' in item ? item.paper.id : item.fault.reason))
}

/** A store to which some papers were announced as new for a day. */
function contextKnowing(known: readonly string[], day: string): HarvestContext {
  const days = new Map(known.map((id) => [id as PaperId, day as Day]))
  return { ...aContext(), findAnnouncedDays: () => Promise.resolve(days) }
}

describe('what was announced today', () => {
  test('is read from one feed of all categories', async () => {
    const { source, asked } = anArxiv([readArxivFixture('announced.rss.xml')], { categories: CATEGORIES })

    const harvest = await source.harvest(KEY, undefined, aContext())

    expect(asked.map(String)).toEqual(['http://rss.test/rss/cs.CL+cs.CV+stat.ML'])
    expect(harvest.resume).toBeUndefined()
    expect(ids(harvest).slice(0, 2)).toEqual(['2604.00101', '2604.00102'])
    expect(harvest.announced).toMatchObject({ day: '2026-04-08', papers: { length: 5 } })
  })

  test('is read category by category besides where one feed may not hold it all', async () => {
    const { source, asked } = anArxiv([anRssFeed(NEARLY_FULL), ...CATEGORIES.map(() => anRssFeed(SMALL))], {
      categories: CATEGORIES,
    })

    const harvests = await harvestWhole(source, KEY, aContext())

    expect(asked.map(({ pathname }) => pathname)).toEqual([
      '/rss/cs.CL+cs.CV+stat.ML',
      '/rss/cs.CL',
      '/rss/cs.CV',
      '/rss/stat.ML',
    ])
    expect(harvests.map(({ announced }) => announced?.papers.length)).toEqual([1900, 3, 3, 3])
  })

  test('is read archive by archive, and those too long category by category, where all of arXiv is wanted', async () => {
    const full = anRssFeed(NEARLY_FULL)
    const answers = [full, full, ...Array.from({ length: 60 }, () => anRssFeed(SMALL))]
    const { source, asked } = anArxiv(answers)

    await harvestWhole(source, KEY, aContext())

    const paths = asked.map(({ pathname }) => pathname)
    expect(paths[0]).toMatch(/^\/rss\/cs\+econ\+eess\+.*\+hep-th\+.*\+stat$/)
    expect(paths.slice(1, 4)).toEqual(['/rss/cs', '/rss/cs.AI', '/rss/cs.CL'])
    expect(paths.at(-1)).toBe('/rss/stat')
  })

  test('is read from Atom where RSS is broken', async () => {
    const { source, asked } = anArxiv([anRssFeed(SMALL).slice(0, 200), readArxivFixture('announced.atom.xml')], {
      categories: ['cs.CV'],
    })

    const harvest = await source.harvest(KEY, undefined, aContext())

    expect(asked.map(({ pathname }) => pathname)).toEqual(['/rss/cs.CV', '/atom/cs.CV'])
    expect(ids(harvest)).toEqual(['2604.00101'])
  })

  test.each([
    ['bears the date of the day before', anRssFeed(SMALL, 'Tue, 07 Apr 2026 00:00:00 -0400'), 'tells of 2026-04-07'],
    ['is empty, of many categories', anRssFeed([]), 'is empty'],
    ['calls papers new that are of last year', anRssFeed(['2504.00101v1 new', '2504.00102v1 new']), 'of months before'],
  ])('is stale where the feed %s', async (_flaw, feed, message) => {
    const { source } = anArxiv([feed], { categories: CATEGORIES })

    const harvest = source.harvest(KEY, undefined, aContext())

    await expect(harvest).rejects.toMatchObject({ trouble: 'stale' })
    await expect(harvest).rejects.toThrow(message)
  })

  test("is stale where most papers that it calls new were announced before, though it bears today's date", async () => {
    const known = ['2604.00100', '2604.00101']
    const { source } = anArxiv([anRssFeed(SMALL), anRssFeed(SMALL)], { categories: CATEGORIES })

    await expect(source.harvest(KEY, undefined, contextKnowing(known, '2026-04-07'))).rejects.toMatchObject({
      trouble: 'stale',
    })
    // The same feed read once more on the same day is not.
    expect(ids(await source.harvest(KEY, undefined, contextKnowing(known, '2026-04-08')))).toHaveLength(3)
  })

  test('is nothing where the one small category that is wanted has nothing new', async () => {
    const { source } = anArxiv([anRssFeed([])], { categories: ['cs.GL'] })

    const harvest = await source.harvest(KEY, undefined, aContext())

    expect(harvest).toEqual({ items: [], announced: { day: '2026-04-08', papers: [] } })
  })
})

describe('what was announced on a day of the past', () => {
  test('is reckoned from the times of submission that the query API knows', async () => {
    const { source, asked } = anArxiv([anAtomAnswer(['2604.00101'], 2), anAtomAnswer(['2604.00102'], 2)], {
      categories: CATEGORIES,
      now: Date.UTC(2026, 3, 11, 12),
    })

    const harvests = await harvestWhole(source, KEY, aContext())

    expect(harvests.map(({ announced }) => announced)).toEqual([
      { day: '2026-04-08', papers: [{ id: '2604.00101', kind: 'cross' }] },
      { day: '2026-04-08', papers: [{ id: '2604.00102', kind: 'cross' }] },
    ])
    expect(asked.map(({ host }) => host)).toEqual(['api.test', 'api.test'])
  })

  test('goes on with the API where midnight passed between two answers', async () => {
    let now = Date.UTC(2026, 3, 9, 3, 59)
    const { source, asked } = anArxiv([anRssFeed(NEARLY_FULL), anAtomAnswer(['2604.00101'])], {
      categories: CATEGORIES,
      clock: () => now,
    })
    const { resume } = await source.harvest(KEY, undefined, aContext())

    now += 60_000
    const harvest = await source.harvest(KEY, resume, aContext())

    expect(asked.at(-1)?.host).toBe('api.test')
    expect(harvest.resume).toBeUndefined()
  })
})
