import { describe, expect, test } from 'vitest'
import {
  anArxiv,
  anAtomAnswer,
  anAtomError,
  anRssFeed,
  readArxivFixture,
} from '../../../../test/support/arxiv-answers.ts'
import { aContext, harvestWhole } from '../../../../test/support/harvest-context.ts'
import type { Harvest, HarvestContext } from '../../../domain/harvest.ts'
import type { PaperId } from '../../../domain/paper.ts'
import type { Day } from '../../../domain/time.ts'
import { UpstreamError } from '../../../domain/upstream-error.ts'

const KEY = 'announced 2026-04-08'
const CATEGORIES = ['cs.CL', 'cs.CV', 'stat.ML']
const SMALL = Array.from({ length: 3 }, (_, number) => `2604.0010${number}v1 new`)
/** As many items as make a feed suspect of having left some out. */
const NEARLY_FULL = Array.from({ length: 1900 }, (_, number) => `2604.0${String(number).padStart(4, '0')}v1 new`)
/** What the query API answers where it knows none of the papers that it is asked about. */
const UNKNOWN = anAtomAnswer([])

function ids({ items }: Harvest): string[] {
  return items.map((item) => ('paper' in item ? item.paper.id : item.fault.reason))
}

/** A store that knows of some papers on which day they were new, told or reckoned. */
function contextKnowing(known: readonly string[], day: string, isTold: boolean): HarvestContext {
  const days = new Map(known.map((id) => [id as PaperId, { day: day as Day, isTold }]))
  return {
    ...aContext(),
    findKnownDays: (ids) => Promise.resolve(new Map([...days].filter(([id]) => ids.includes(id)))),
  }
}

/** A store with some papers that were submitted in time for a day. */
function contextExpecting(expected: readonly string[], categories: readonly string[] = ['cs.CL']): HarvestContext {
  return { ...aContext(), listNew: () => Promise.resolve(expected.map((id) => ({ id: id as PaperId, categories }))) }
}

/** The first so many papers of a month. */
function listPapers(count: number, from = 100): string[] {
  return Array.from({ length: count }, (_, index) => `2604.00${from + index}`)
}

describe('what was announced today', () => {
  test('is read from one feed of all categories, and from its other form where an item cannot be read: the fuller counts', async () => {
    const answers = [readArxivFixture('announced.rss.xml'), anRssFeed(SMALL)]
    const { source, asked } = anArxiv(answers, { categories: CATEGORIES })

    const harvest = await source.harvest(KEY, undefined, aContext())

    const forms = ['rss', 'atom'].map((form) => `http://rss.test/${form}/cs.CL+cs.CV+stat.ML`)
    expect(asked.map(String)).toEqual(forms)
    expect(harvest.resume).toBeUndefined()
    expect(ids(harvest).slice(0, 2)).toEqual(['2604.00101', '2604.00102'])
    expect(harvest.announced).toMatchObject({ day: '2026-04-08', papers: { length: 5 } })
  })

  test('is read category by category besides where one feed may not hold it all', async () => {
    const answers = [anRssFeed(NEARLY_FULL), UNKNOWN, ...CATEGORIES.map(() => anRssFeed(SMALL))]
    const { source, asked } = anArxiv(answers, { categories: CATEGORIES })

    const harvests = await harvestWhole(source, KEY, aContext())

    expect(asked.map(({ pathname }) => pathname)).toEqual([
      '/rss/cs.CL+cs.CV+stat.ML',
      '/query',
      '/rss/cs.CL',
      '/rss/cs.CV',
      '/rss/stat.ML',
    ])
    expect(harvests.map(({ announced }) => announced?.papers.length)).toEqual([1900, 3, 3, 3])
  })

  test('is read archive by archive, and those too long category by category, where all of arXiv is wanted', async () => {
    const full = anRssFeed(NEARLY_FULL)
    const answers = [full, UNKNOWN, full, ...Array.from({ length: 60 }, () => anRssFeed(SMALL))]
    const { source, asked } = anArxiv(answers)

    await harvestWhole(source, KEY, aContext())

    const paths = asked.map(({ pathname }) => pathname)
    expect(paths[0]).toMatch(/^\/rss\/cs\+econ\+eess\+.*\+hep-th\+.*\+stat$/)
    expect(paths.slice(2, 5)).toEqual(['/rss/cs', '/rss/cs.AI', '/rss/cs.CL'])
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

    await expect(source.harvest(KEY, undefined, contextKnowing(known, '2026-04-07', true))).rejects.toMatchObject({
      trouble: 'stale',
    })
    // The same feed read once more on the same day is not.
    expect(ids(await source.harvest(KEY, undefined, contextKnowing(known, '2026-04-08', true)))).toHaveLength(3)
  })

  test('is stale where next to none of its new papers was submitted in time for this day only', async () => {
    const papers = listPapers(20)
    const feed = anRssFeed(papers.map((id) => `${id}v1 new`))
    const { source } = anArxiv([feed, feed, feed, UNKNOWN], { categories: CATEGORIES })
    const knowing = (known: string[]) => source.harvest(KEY, undefined, contextKnowing(known, '2026-04-07', false))

    await expect(knowing(papers)).rejects.toThrow('still tells of an earlier day: 20 of 20 papers')
    await expect(knowing(papers.slice(0, 10))).rejects.toMatchObject({ trouble: 'stale' })
    // Nine that were held back for a day say nothing of the eleven that nobody knows yet.
    expect(ids(await knowing(papers.slice(0, 9)))).toHaveLength(20)
  })

  test('is stale where the query API says so of papers that the store does not know, as on the first day', async () => {
    const papers = listPapers(400)
    const feed = anRssFeed(papers.map((id) => `${id}v1 new`))
    const early = listPapers(400).filter((_, index) => index % 20 === 0)
    const { source, asked } = anArxiv([feed, anAtomAnswer(early, 20, '2026-04-06T17:05:09Z')], {
      categories: CATEGORIES,
    })

    const harvest = source.harvest(KEY, undefined, aContext())

    await expect(harvest).rejects.toThrow('still tells of an earlier day: 20 of 20 papers')
    expect(asked[1]?.searchParams.get('id_list')?.split(',')).toEqual(early)
  })

  test.each([
    ['says that they are of this day', anAtomAnswer(listPapers(20))],
    ['does not know most of them', anAtomAnswer(listPapers(9), 9, '2026-04-06T17:05:09Z')],
    ['answers with an error', anAtomError('owls')],
    ['is busy', new UpstreamError('busy', 'Come again.')],
  ])('is taken where the query API, asked about papers that the store does not know, %s', async (_what, answer) => {
    const { source, asked } = anArxiv([anRssFeed(listPapers(20).map((id) => `${id}v1 new`)), answer], {
      categories: CATEGORIES,
    })

    expect(ids(await source.harvest(KEY, undefined, aContext()))).toHaveLength(20)
    expect(asked.map(({ host }) => host)).toEqual(['rss.test', 'api.test'])
  })

  test('is not stale behind a holiday that nobody knew of: some papers are of this day', async () => {
    const papers = listPapers(20)
    const days = new Map(
      papers.map((id, index) => [id as PaperId, { day: `2026-04-0${index < 16 ? 7 : 8}` as Day, isTold: false }]),
    )
    const { source } = anArxiv([anRssFeed(papers.map((id) => `${id}v1 new`))], { categories: CATEGORIES })

    const harvest = await source.harvest(KEY, undefined, { ...aContext(), findKnownDays: () => Promise.resolve(days) })

    expect(ids(harvest)).toHaveLength(20)
  })

  test.each([
    ['has none of the papers that were submitted in time', listPapers(5, 200), 'it lacks 5 of 5 papers'],
    ['has less than half of them', listPapers(7), 'it lacks 4 of 7 papers'],
  ])('is stale where the feed %s', async (_flaw, expected, message) => {
    const { source } = anArxiv([anRssFeed(SMALL)], { categories: CATEGORIES })

    const harvest = source.harvest(KEY, undefined, contextExpecting(expected))

    await expect(harvest).rejects.toMatchObject({ trouble: 'stale' })
    await expect(harvest).rejects.toThrow(message)
  })

  test.each([
    ['of other categories', contextExpecting(listPapers(9, 200), ['math.GT'])],
    ['so few that moderators may have held all of them', contextExpecting(listPapers(4, 200))],
    ['half of which are there', contextExpecting(listPapers(6))],
  ])('is taken where the store has papers of that day %s', async (_which, context) => {
    const { source } = anArxiv([anRssFeed(SMALL)], { categories: CATEGORIES })

    expect(ids(await source.harvest(KEY, undefined, context))).toHaveLength(3)
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

    expect(harvests.map(({ announced, reckoned }) => [announced, reckoned])).toEqual([
      [undefined, undefined],
      [undefined, { day: '2026-04-08', count: 2 }],
    ])
    expect(asked.map(({ host }) => host)).toEqual(['api.test', 'api.test'])
  })

  test('is stale where the API knows of none, and of one small category nothing', async () => {
    const now = Date.UTC(2026, 3, 11, 12)
    const of = (categories: string[]) =>
      anArxiv([anAtomAnswer([])], { categories, now }).source.harvest(KEY, undefined, aContext())

    await expect(of(CATEGORIES)).rejects.toMatchObject({ trouble: 'stale' })
    expect((await of(['cs.GL'])).reckoned).toEqual({ day: '2026-04-08', count: 0 })
  })

  test('goes on with the API where midnight passed between two answers', async () => {
    let now = Date.UTC(2026, 3, 9, 3, 59)
    const { source, asked } = anArxiv([anRssFeed(NEARLY_FULL), UNKNOWN, anAtomAnswer(['2604.00101'])], {
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
