import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Paper, PaperId } from '../../src/domain/paper.ts'
import type { Day } from '../../src/domain/time.ts'
import { toTitleKey } from '../../src/domain/title-key.ts'
import { importPapers } from '../../src/services/import-papers.ts'
import { planPapers } from '../../src/sources/arxiv/plan.ts'
import { readPapers } from '../../src/sources/read-papers.ts'
import type { Db } from '../../src/store/db.ts'
import { listPapersById } from '../../src/store/papers.ts'
import { aPaper } from '../support/builders.ts'
import { dialects, freshDatabase } from '../support/databases.ts'
import { importRecords } from '../support/records.ts'

const TITLE = 'How owls hear each other in the dark'
const JOURNAL_DOI = '10.1038/owl.1'
const PREPRINT_DOI = '10.1101/2026.11.17.700001'
const AUTUMN = Date.UTC(2026, 8, 20)

const preprint = aPaper({
  id: `doi:${PREPRINT_DOI}` as PaperId,
  fields: {
    title: TITLE,
    authors: ['T. Barn'],
    doi: JOURNAL_DOI,
    publishedAt: AUTUMN,
    announcedDay: '2026-09-21' as Day,
  },
  origin: { source: 'biorxiv', at: AUTUMN },
})
const ofLibrary = aPaper({
  id: `doi:${JOURNAL_DOI}` as PaperId,
  fields: { title: 'How owls hear', authors: ['T. Barn'], doi: JOURNAL_DOI },
  origin: { source: 'file', at: 1 },
})
const submission = aPaper({
  id: 'openreview:aBc1' as PaperId,
  fields: { title: TITLE, authors: ['T. Barn'], publishedAt: AUTUMN, journalRef: 'Owls 2027' },
  origin: { source: 'openreview', at: AUTUMN },
})
const ofFeed = aPaper({
  id: `title:${toTitleKey(TITLE)}` as PaperId,
  fields: { title: TITLE, authors: ['Tyto Barn'] },
  origin: { source: 'feed', at: AUTUMN },
})
/** Others submitted another work under the same title. */
const namesake = aPaper({
  id: 'openreview:dEf2' as PaperId,
  fields: { title: TITLE, authors: ['A. Lark'], publishedAt: AUTUMN },
  origin: { source: 'openreview', at: AUTUMN },
})

/** arXiv's record of the same work, half a year before. */
function onArxiv(fields: Partial<Paper['fields']>): Paper {
  const own = { title: TITLE, authors: ['Tyto Barn'], publishedAt: Date.UTC(2026, 2, 1), ...fields }
  return aPaper({ id: '2603.00001' as PaperId, fields: own })
}

/** Every order of records, with a name of their keys. */
function orders(records: readonly Paper[]): { order: string; records: Paper[] }[] {
  if (records.length === 0) return [{ order: '', records: [] }]
  return records.flatMap((record) =>
    orders(records.filter((other) => other !== record)).map((rest) => ({
      order: `${record.id} ${rest.order}`.trim(),
      records: [record, ...rest.records],
    })),
  )
}

async function* bytesOf(text: string) {
  yield await Promise.resolve(Buffer.from(text))
}

describe.each(dialects)('papers of other sources on $dialect', (where) => {
  let db: Db
  beforeEach(async () => void (db = await freshDatabase(where)))
  afterEach(() => db.destroy())

  const listIds = async (): Promise<string[]> => (await listPapersById(db, 100)).map(({ id }) => id)

  test.each(orders([preprint, ofLibrary, onArxiv({ title: 'Owls', doi: JOURNAL_DOI })]))(
    'a preprint, its journal and arXiv meet by the DOI of the journal, in any order: $order',
    async ({ records }) => {
      for (const record of records) await importRecords(db, [record])

      const [paper, ...others] = await listPapersById(db, 100)

      expect(others).toEqual([])
      expect(paper).toMatchObject({
        id: '2603.00001',
        formerIds: [`doi:${JOURNAL_DOI}`, `doi:${PREPRINT_DOI}`],
        fields: { title: 'Owls', announcedDay: '2026-09-21' },
      })
    },
  )

  test.each(orders([preprint, onArxiv({ title: 'Owls', doi: PREPRINT_DOI })]))(
    'a preprint that tells the DOI of its journal still meets arXiv by its own, in any order: $order',
    async ({ records }) => {
      for (const record of records) await importRecords(db, [record])

      expect(await listIds()).toEqual(['2603.00001'])
    },
  )

  test.each(orders([submission, onArxiv({})]))(
    'what a venue accepts half a year after arXiv announced it is one paper, in any order: $order',
    async ({ records }) => {
      for (const record of records) await importRecords(db, [record])

      expect(await listPapersById(db, 100)).toMatchObject([{ id: '2603.00001', fields: { journalRef: 'Owls 2027' } }])
    },
  )

  test.each(orders([submission, ofFeed]))(
    'what a feed names by its title alone joins a submission: $order',
    async ({ records }) => {
      for (const record of records) await importRecords(db, [record])

      expect(await listIds()).toEqual(['openreview:aBc1'])
    },
  )

  test.each(orders([submission, ofFeed, onArxiv({})]))(
    'what a feed names by its title alone meets a submission and arXiv, in any order: $order',
    async ({ records }) => {
      for (const record of records) await importRecords(db, [record])

      expect(await listIds()).toEqual(['2603.00001'])
    },
  )

  test.each(orders([submission, namesake, onArxiv({})]))(
    'of two submissions of one title the one whose authors arXiv names is that paper, in any order: $order',
    async ({ records }) => {
      for (const record of records) await importRecords(db, [record])

      expect(await listIds()).toEqual(['2603.00001', 'openreview:dEf2'])
    },
  )

  test('two submissions of one title in one venue are two papers', async () => {
    const second = { ...submission, id: 'openreview:xYz9' as PaperId }

    for (let time = 0; time < 2; time++) await importRecords(db, [submission, second])

    expect(await listIds()).toEqual(['openreview:aBc1', 'openreview:xYz9'])
  })

  test('a file that names papers plans to fetch those that are not there, each once', async () => {
    await importRecords(db, [aPaper({ id: '2604.00001' as PaperId })])
    const planWanted = (ids: readonly PaperId[]) => ({ source: 'arxiv', tasks: planPapers(ids, 0) }) as const
    const text = '2604.00001\n2604.00002\nhttps://arxiv.org/abs/2604.00003v2\n2604.00002\n'

    const report = await importPapers({ db, readPapers, clock: () => 7, planWanted }, bytesOf(text))

    expect(report).toMatchObject({ new: 0, skipped: 0, wanted: { known: 1, planned: 2 } })
    const tasks = await db.selectFrom('task').select(['source', 'key', 'due_at']).execute()
    expect(tasks).toEqual([
      { source: 'arxiv', key: planPapers(['2604.00002', '2604.00003'] as PaperId[], 0)[0]?.key, due_at: 7 },
    ])
  })

  test('where no source fetches papers, those that a file only names are skipped and told', async () => {
    const report = await importPapers({ db, readPapers, clock: () => 7 }, bytesOf('2604.00002\n'))

    expect(report).toMatchObject({
      skipped: 1,
      faults: [{ position: '2604.00002', reason: expect.stringContaining('not among SOURCES') as string }],
    })
    expect(report.wanted).toBeUndefined()
  })
})
