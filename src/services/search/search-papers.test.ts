import { afterEach, beforeEach, expect, it } from 'vitest'
import { aPaper } from '../../../test/support/builders.ts'
import { importRecords } from '../../../test/support/records.ts'
import type { PaperId } from '../../domain/paper.ts'
import { type Db, openDatabase } from '../../store/db.ts'
import { migrateToLatest } from '../../store/migrate.ts'
import type { IndexKeeper, IndexState } from '../index/keep-index.ts'
import type { SearchFindings } from '../index/answers/questions.ts'
import { createSearching } from './search-papers.ts'

const PAPERS = 6
const IDS = Array.from({ length: PAPERS }, (_, n) => `2604.0000${n + 1}` as PaperId)
const FINDINGS: SearchFindings = {
  hits: IDS.map((id) => ({ id, score: 1 })),
  ...{ hasMore: false, matched: PAPERS, isExact: true, filters: [], problems: [], isPartial: false, unknown: [] },
}

let db: Db
beforeEach(async () => {
  db = openDatabase('sqlite::memory:')
  await migrateToLatest(db)
  const fields = { title: 'Owls at sea', abstract: 'Many owls fly.', publishedAt: 1 }
  await importRecords(
    db,
    IDS.map((id) => aPaper({ id, fields })),
  )
})
afterEach(() => db.destroy())

/** An index that gives all its answers in one turn, as a thread's messages come where they waited to be read. */
function anIndex(findings: SearchFindings = FINDINGS): IndexKeeper & { answerAll(): void } {
  const askers: (() => void)[] = []
  const answerLater = <T>(answer: T): Promise<T> => new Promise((resolve) => askers.push(() => resolve(answer)))
  return {
    search: () => answerLater(findings),
    listSimilar: () => answerLater(IDS.map((id) => ({ id, similarity: 0.5, shared: ['owl'] }))),
    suggest: () => answerLater({ titles: IDS, authors: [] }),
    gatherMap: () => Promise.reject(new Error('No maps here')),
    state: () => ({ changeNumber: 1000, vectorless: 0 }) as IndexState,
    reach: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    answerAll: () => askers.splice(0).forEach((answer) => answer()),
  }
}

/** Counts the turns of the event loop from now on. */
function countTurns() {
  let count = 0
  let isCounting = true
  const tick = (): void => {
    count++
    if (isCounting) setImmediate(tick)
  }
  setImmediate(tick)
  return { count: () => count, stop: () => (isCounting = false) }
}

const SEARCHES = 5
const REQUEST = { text: 'owls', offset: 0, size: PAPERS }
it.each([
  ['searches', (searching: ReturnType<typeof createSearching>) => searching.searchPapers(REQUEST)],
  ['similar papers', (searching: ReturnType<typeof createSearching>) => searching.listSimilar(IDS[0]!, PAPERS)],
])('%s answered at once take a turn of the event loop for each paper, and hand nothing on in one', async (_, ask) => {
  const index = anIndex()
  const searching = createSearching(() => Promise.resolve(db), index)
  const ends: number[] = []
  const turns = countTurns()

  const answers = Array.from({ length: SEARCHES }, () => ask(searching).then(() => ends.push(turns.count())))
  index.answerAll()
  await Promise.all(answers)
  turns.stop()

  expect(new Set(ends).size).toBe(SEARCHES)
  expect(Math.max(...ends)).toBeGreaterThanOrEqual(SEARCHES * PAPERS)
})

it('of many searches answered at once few are made beside each other, so that the first is done before the last begins', async () => {
  const index = anIndex()
  const searching = createSearching(() => Promise.resolve(db), index)
  const ends: number[] = []
  const turns = countTurns()

  const many = Array.from({ length: 12 }, () => searching.searchPapers(REQUEST).then(() => ends.push(turns.count())))
  index.answerAll()
  await Promise.all(many)
  turns.stop()

  // Each takes a turn for each of its papers: four beside each other are done after four times as many, not after twelve.
  expect(ends[0]).toBeLessThan(12 * PAPERS)
})

it('suggestions that come at once are made one a turn', async () => {
  const index = anIndex()
  const searching = createSearching(() => Promise.resolve(db), index)
  const ends: number[] = []
  const turns = countTurns()

  const answers = Array.from({ length: SEARCHES }, () =>
    searching.suggest('owls', 8).then(() => ends.push(turns.count())),
  )
  index.answerAll()
  await Promise.all(answers)
  turns.stop()

  expect(new Set(ends).size).toBe(SEARCHES)
})

it('marks whole abstracts unless told that excerpts will do', async () => {
  const index = anIndex()
  const searching = createSearching(() => Promise.resolve(db), index)

  const both = Promise.all([
    searching.searchPapers(REQUEST),
    searching.searchPapers({ ...REQUEST, hasAbstracts: false }),
  ])
  index.answerAll()
  const [whole, excerpts] = await both

  const marked = [
    { type: 'text', text: 'Many ' },
    { type: 'highlight', text: 'owls' },
    { type: 'text', text: ' fly.' },
  ]
  expect(whole.found[0]).toMatchObject({ abstract: marked, excerpt: marked })
  expect(excerpts.found[0]).toMatchObject({ excerpt: marked })
  expect(excerpts.found[0]).not.toHaveProperty('abstract')
})

it('a query that names a paper finds that paper alone, and one that names none here says which', async () => {
  const ask = async (identifier: string) => {
    const index = anIndex({ ...FINDINGS, identifier, suggestion: 'something else' })
    const asked = createSearching(() => Promise.resolve(db), index).searchPapers({ ...REQUEST, text: identifier })
    index.answerAll()
    const { found, matched, named, absent, suggestion } = await asked
    return { found: found.map(({ headline }) => headline.id), matched, named, absent, suggestion }
  }

  const here = await ask('2604.00003')
  const elsewhere = await ask('2604.99999')

  expect(here).toEqual({ found: ['2604.00003'], matched: 1, named: '2604.00003' })
  expect(elsewhere).toMatchObject({ absent: '2604.99999', named: undefined })
})

it('changes that wait are those of the database that the index follows, not of the sample that is shown', async () => {
  const index = { ...anIndex(), state: () => ({ changeNumber: 0, vectorless: 0 }) as IndexState }
  const followed = createSearching(() => Promise.resolve(db), index)
  const shown = createSearching(
    () => Promise.resolve(db),
    index,
    () => Promise.resolve(0),
  )

  const asked = Promise.all([followed.searchPapers(REQUEST), shown.searchPapers(REQUEST)])
  index.answerAll()

  expect((await asked).map(({ waiting }) => waiting)).toEqual([PAPERS, 0])
})
