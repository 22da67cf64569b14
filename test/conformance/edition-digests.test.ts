import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Digest } from '../../src/domain/digest.ts'
import type { Paper, PaperId } from '../../src/domain/paper.ts'
import { addDays, type Day, DAY_MS, type UnixMs } from '../../src/domain/time.ts'
import { createComposing } from '../../src/services/digests/composing.ts'
import { listEdition } from '../../src/services/list-edition.ts'
import { SeededRandom } from '../../src/services/sample/random.ts'
import type { Db } from '../../src/store/db.ts'
import { findDigest } from '../../src/store/digests.ts'
import { subscribe, WEDNESDAY, WEDNESDAY_SEVEN } from '../support/a-subscriber.ts'
import { aFeatured, aPaper } from '../support/builders.ts'
import { dialects, freshDatabase } from '../support/databases.ts'
import { importRecords } from '../support/records.ts'

const never = new AbortController().signal
const THURSDAY = addDays(WEDNESDAY, 1)
const [FEATURED, LISTED] = [5, 36]
const SEEDS = [1, 2, 3]

/** Days of papers of which many have equal votes, and which of them are about the same. */
type Generated = { papers: Paper[]; subjects: Map<PaperId, number> }

/**
 * The eight days up to Thursday. Ids follow nothing, few papers have votes or tell when they were published; some were
 * featured on two days, some were withdrawn, and some are a second upload of another one.
 */
function generate(seed: number): Generated {
  const random = new SeededRandom()
  random.restart(seed, 0)
  const numbers = Array.from({ length: 99_999 }, (_, number) => number)
  const subjects = new Map<PaperId, number>()
  const papers = Array.from({ length: 8 }, (_, back) => addDays(THURSDAY, -back)).flatMap((day) =>
    Array.from({ length: FEATURED + LISTED }, (_, place) => {
      const [number = 0] = numbers.splice(random.below(numbers.length), 1)
      const id = `2611.${String(number).padStart(5, '0')}` as PaperId
      const subject = random.happens(0.06) ? random.below(subjects.size + 1) : 1000 + subjects.size
      subjects.set(id, subject)
      const fields = { ...toTexts(subject, id), ...drawTimes(random), categories: ['cs.CL'], primaryCategory: 'cs.CL' }
      const votes = Math.max(0, random.below(6) - 3)
      if (place >= FEATURED)
        return aPaper({ id, counts: { votes: { untimed: votes } }, fields: { ...fields, announcedDay: day } })
      const days = random.happens(0.2) ? [day, addDays(day, -1)] : [day]
      return aFeatured({ id, votes, fields, entries: days.map((each) => ({ day: each, place: FEATURED - place })) })
    }),
  )
  return { papers, subjects }
}

/** Texts that share no word with those of another subject. */
function toTexts(subject: number, id: PaperId): { title: string; abstract: string } {
  const words = Array.from({ length: 12 }, (_, place) => `w${(subject * 12 + place).toString(36)}x`)
  return { title: `${words.slice(0, 4).join(' ')} v${id.slice(5)}`, abstract: `${words.slice(4).join(' ')}.` }
}

function drawTimes(random: SeededRandom): { publishedAt?: UnixMs; withdrawnAt?: UnixMs } {
  return {
    ...(random.happens(0.7) && { publishedAt: WEDNESDAY_SEVEN - random.below(3) * DAY_MS }),
    ...(random.happens(0.05) && { withdrawnAt: 1 }),
  }
}

describe.each(dialects)('digests of an edition on $dialect', (where) => {
  let db: Db
  let now: UnixMs
  beforeEach(async () => {
    db = await freshDatabase(where)
    now = WEDNESDAY_SEVEN
  })
  afterEach(() => db.destroy())

  async function compose(): Promise<Digest[]> {
    const searchPapers = () => Promise.reject(new Error('An edition is not searched for.'))
    const composing = createComposing({ db, clock: () => now, log: () => undefined, searching: { searchPapers } })
    await composing.planDue(never)
    const { composed } = await composing.composeDue(never)
    const digests = await Promise.all(composed.map((id) => findDigest(db, id)))
    return digests.flatMap((digest) => digest ?? [])
  }

  /** What the page of some days lists, but for what was withdrawn. */
  async function listPage(from: Day, to: Day): Promise<{ id: PaperId; votes: number }[]> {
    const { headlines } = await listEdition(db)({ from, to }, 0, 10_000)
    return headlines.filter(({ withdrawnAt }) => withdrawnAt === undefined)
  }

  const toIds = ({ papers }: Digest): PaperId[] => papers.map(({ id }) => id)

  /** The first papers of a list without those of a subscription's digest before, and without second uploads. */
  function takeFirst(
    list: readonly { id: PaperId }[],
    size: number,
    { subjects, before = [] }: { subjects: Generated['subjects']; before?: readonly PaperId[] },
  ): PaperId[] {
    const known = new Set(before.map((id) => subjects.get(id)))
    const taken: PaperId[] = []
    for (const { id } of list) {
      if (known.has(subjects.get(id)) || taken.length >= size) continue
      known.add(subjects.get(id))
      taken.push(id)
    }
    return taken
  }

  test.each(SEEDS)('hold the first papers that the page of their day lists, in its order (days %i)', async (seed) => {
    const { papers, subjects } = generate(seed)
    await importRecords(db, papers)
    for (const size of [3, 10, 30]) await subscribe(db, `ada${size}`, { size })
    const [wednesday, thursday] = [await listPage(WEDNESDAY, WEDNESDAY), await listPage(THURSDAY, THURSDAY)]

    const first = await compose()
    now += DAY_MS
    const second = await compose()

    for (const [place, size] of [3, 10, 30].entries()) {
      const of = (digests: Digest[]) =>
        digests.find(({ subscriptionId }) => subscriptionId === `s-ada${size}`) as Digest
      const before = takeFirst(wednesday, size, { subjects })
      expect([place, toIds(of(first)), of(first).considered]).toEqual([place, before, wednesday.length])
      expect([place, toIds(of(second))]).toEqual([place, takeFirst(thursday, size, { subjects, before })])
    }
  })

  test.each(SEEDS)('of a week hold the first papers that the page of these days lists (days %i)', async (seed) => {
    const { papers, subjects } = generate(seed)
    await importRecords(db, papers)
    await subscribe(db, 'ada', { size: 50, rhythm: { span: 'week', weekdays: [3], hour: 7, zone: 'Europe/Oslo' } })
    const page = await listPage(addDays(WEDNESDAY, -6), WEDNESDAY)

    const [digest] = await compose()

    expect([digest?.from, digest?.considered]).toEqual([addDays(WEDNESDAY, -6), page.length])
    expect(toIds(digest as Digest)).toEqual(takeFirst(page, 50, { subjects }))
  })

  test.each(SEEDS)(
    'of a category go by votes, equal ones by day and then as the page of it (days %i)',
    async (seed) => {
      const { papers, subjects } = generate(seed)
      await importRecords(db, papers)
      const rhythm = { span: 'week', weekdays: [3], hour: 7, zone: 'Europe/Oslo' } as const
      await subscribe(db, 'ada', { size: 50, wish: { kind: 'category', code: 'cs.CL' }, rhythm })
      const pages = await Promise.all(
        [0, 1, 2, 3, 4, 5, 6].map((back) => listPage(addDays(WEDNESDAY, -back), addDays(WEDNESDAY, -back))),
      )

      const [digest] = await compose()

      const inOrder = [...new Map(pages.flat().map((paper) => [paper.id, paper])).values()]
      const byVotes = [3, 2, 1, 0].flatMap((votes) => inOrder.filter((paper) => paper.votes === votes))
      expect(toIds(digest as Digest)).toEqual(takeFirst(byVotes, 50, { subjects }))
    },
  )
})
