import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PaperId } from '../../src/domain/paper.ts'
import type { LanguageModel, SummarisedPaper, WrittenSummary } from '../../src/domain/ports.ts'
import { DAY_MS, type Day } from '../../src/domain/time.ts'
import { createSummarising } from '../../src/services/digests/summarise-papers.ts'
import type { Db } from '../../src/store/db.ts'
import { findModelUse } from '../../src/store/model-use.ts'
import { dialects, freshDatabase } from '../support/databases.ts'

const TODAY = '2026-05-29' as Day
const NOON = Date.parse(`${TODAY}T12:00:00Z`)
const still = new AbortController().signal

const aPaper = (id: string, abstract = 'Of owls.'): SummarisedPaper => ({
  ...{ id: id as PaperId, title: `Paper ${id}`, abstract, sentences: [abstract] },
})
const papers = (count: number): SummarisedPaper[] => Array.from({ length: count }, (_, n) => aPaper(`p${n}`))

/** A model that writes what it is told to, and counts what it was asked. */
function aModel(write: (paper: SummarisedPaper, signal: AbortSignal) => WrittenSummary | Promise<WrittenSummary>) {
  const asked: string[] = []
  const model: LanguageModel = {
    ...{ name: 'made-up', tag: 'made-up en', mostTokens: 1000 },
    toShownTag: ({ abstract }) => abstract,
    summarise: (paper, signal) => {
      asked.push(paper.id)
      return Promise.resolve(write(paper, signal))
    },
  }
  return { model, asked }
}

const says = ({ id }: SummarisedPaper): WrittenSummary => ({ text: `Of ${id}.`, tokens: 600 })

describe.each(dialects)('summaries on $dialect', (where) => {
  let db: Db
  let now: number
  let told: string[]
  beforeEach(async () => {
    db = await freshDatabase(where)
    now = NOON
    told = []
  })
  afterEach(() => db.destroy())

  const open = ({ model }: { model: LanguageModel }, dailyTokens = 100_000) =>
    createSummarising({ db, model, dailyTokens, clock: () => now, log: (event) => void told.push(event) })

  test('a paper is asked about once, by however many digests and processes', async () => {
    const model = aModel(says)

    await Promise.all([open(model)(papers(6), still), open(model)([], still)])
    const first = open(model)
    const found = await Promise.all([first(papers(9), still), first(papers(9), still)])

    expect(model.asked).toHaveLength(9)
    expect(found.map((summaries) => summaries.get('p8' as PaperId))).toEqual(['Of p8.', 'Of p8.'])
    expect(await findModelUse(db, TODAY)).toEqual({ day: TODAY, tokens: 9 * 600, asked: 9, refused: 0, failed: 0 })
  })

  test('what did not stand the checks is not asked for again until the abstract changes', async () => {
    const model = aModel(() => ({ outcome: 'refused', reason: 'The answer holds a link.', tokens: 700 }))
    const summarise = open(model)

    const found = [await summarise([aPaper('p')], still), await summarise([aPaper('p')], still)]
    await summarise([aPaper('p', 'Of other owls.')], still)

    expect(found.map(({ size }) => size)).toEqual([0, 0])
    expect(model.asked).toEqual(['p', 'p'])
    expect(await findModelUse(db, TODAY)).toMatchObject({ asked: 2, refused: 2 })
  })

  test('what was said two months ago is forgotten', async () => {
    const model = aModel(says)
    const summarise = open(model)
    await summarise([aPaper('old')], still)
    now += 61 * DAY_MS
    await summarise([aPaper('new')], still)

    const rows = await db.selectFrom('paper_summary').select('paper_id').execute()

    expect(rows).toEqual([{ paper_id: 'new' }])
  })

  test('of an abstract that changed, the old summary is not shown', async () => {
    await open(aModel(says))([aPaper('p')], still)
    const silent = aModel(() => ({ outcome: 'failed', reason: 'gone', tokens: 0 }))

    const found = await open(silent)([aPaper('p', 'Of other owls.')], still)

    expect(found.size).toBe(0)
  })

  test('a day takes no more tokens than it may, whoever asks; the next begins anew', async () => {
    const model = aModel((paper) => ({ ...says(paper), tokens: 900 }))
    const both = [open(model, 3000), open(model, 3000)]

    await Promise.all(both.map((summarise, n) => summarise(papers(8).slice(4 * n, 4 * n + 4), still)))
    const spent = (await findModelUse(db, TODAY))?.tokens
    now += DAY_MS
    const next = await both[0]!([aPaper('q')], still)

    expect(spent).toBeLessThanOrEqual(3000)
    expect(model.asked.length).toBe(3 + 1)
    expect(next.size).toBe(1)
    expect(told).toContain('language.spent')
  })

  test('a model that fails is left alone for ten minutes, and is asked again after that', async () => {
    let fails = true
    const model = aModel((paper) => (fails ? { outcome: 'failed', reason: 'gone', tokens: 0 } : says(paper)))
    const summarise = open(model)

    for (const paper of papers(6)) expect((await summarise([paper], still)).size).toBe(0)
    const asked = model.asked.length
    fails = false
    now += 10 * 60_000
    const found = await summarise(papers(6), still)

    expect(asked).toBe(3)
    expect(told).toEqual(['language.rests'])
    expect(found.size).toBe(6)
  })

  test('digests wait ten minutes in an hour and no more; what is kept is told all the same', async () => {
    const model = aModel((paper) => {
      now += 4 * 60_000
      return says(paper)
    })
    const summarise = open(model)

    for (const paper of papers(5)) await summarise([paper], still)
    const kept = await summarise(papers(5), still)
    now += 60 * 60_000
    const later = await summarise(papers(5), still)

    expect([...kept.keys()]).toEqual(['p0', 'p1', 'p2'])
    expect(later.size).toBe(5)
  })

  test('a model that throws, or a database that fails, costs the summaries and nothing else', async () => {
    const found = await open(aModel(() => Promise.reject(new Error('oops'))))([aPaper('p')], still)
    const gone = await freshDatabase(where)
    await findModelUse(gone, TODAY)
    await gone.destroy()
    const { model } = aModel(says)
    const log = (event: string): void => void told.push(event)
    const nothing = await createSummarising({ db: gone, model, dailyTokens: 1e6, clock: () => now, log })(
      [aPaper('p')],
      still,
    )

    expect([found.size, nothing.size]).toEqual([0, 0])
    expect(told).toContain('language.failed')
  })

  test('whoever composes is ended by its signal', async () => {
    const controller = new AbortController()
    const model = aModel(
      (_, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('x')))),
    )

    const asked = open(model)([aPaper('p')], controller.signal)
    controller.abort(new Error('ended'))

    await expect(asked).rejects.toThrow('ended')
  })
})
