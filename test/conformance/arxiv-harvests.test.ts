import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PaperId } from '../../src/domain/paper.ts'
import type { Db } from '../../src/store/db.ts'
import { findPapers } from '../../src/store/papers.ts'
import { anArxiv, anOaiAnswer, anOaiList, anOaiRecord, anRssFeed } from '../support/arxiv-answers.ts'
import { aTask, syncing, type Syncing } from '../support/a-source.ts'
import { dialects, freshDatabase } from '../support/databases.ts'

const CHANGED = 'changed cs:cs:CL 2026-04-06 2026-04-08'
const TUESDAY = Date.parse('2026-04-07T05:00:00Z')
const WEDNESDAY = Date.parse('2026-04-08T05:00:00Z')

describe.each(dialects)('what arXiv answers, on $dialect', (where) => {
  let db: Db
  beforeEach(async () => void (db = await freshDatabase(where)))
  afterEach(() => db.destroy())

  /** The answers are kept, a task for each. */
  const keep = async (answers: readonly string[], keys: readonly string[], now = WEDNESDAY): Promise<Syncing> => {
    let sync: Syncing | undefined = undefined
    const clock = (): number => sync?.now() ?? now
    const { source } = anArxiv(answers, { categories: ['cs.CL', 'cs.CV', 'stat.ML'], clock })
    sync = syncing(db, source, now)
    for (const key of keys) {
      await sync.plan(aTask(key))
      await sync.run()
    }
    return sync
  }
  const findPaper = async (id: string) => (await findPapers(db, [id as PaperId])).get(id as PaperId)?.paper

  test('a paper that is deleted there is withdrawn here, and keeps its words', async () => {
    const gone =
      '<header status="deleted"><identifier>oai:arXiv.org:2604.00001</identifier><datestamp>2026-04-09</datestamp></header>'
    const answers = [
      anOaiList([anOaiRecord('2604.00001')]),
      anOaiAnswer(`<ListRecords><record>${gone}</record></ListRecords>`),
    ]

    await keep(answers, [CHANGED, 'changed cs:cs:CL 2026-04-07 2026-04-09'])

    expect((await findPaper('2604.00001'))?.fields).toMatchObject({
      title: 'Owl 2604.00001',
      withdrawnAt: Date.UTC(2026, 3, 9),
    })
  })

  test('the day that the feed tells takes the place of the one that was reckoned', async () => {
    // Submitted on Tuesday before the cut-off, the paper waited for a moderator and was announced a day later.
    const answers = [
      anOaiList([anOaiRecord('2604.00001')]),
      anRssFeed(['2604.00001v1 new'], 'Thu, 09 Apr 2026 00:00:00 -0400'),
    ]

    await keep(answers.slice(0, 1), [CHANGED])
    const reckoned = (await findPaper('2604.00001'))?.fields.announcedDay
    await keep(answers.slice(1), ['announced 2026-04-09'], Date.parse('2026-04-09T05:00:00Z'))

    expect([reckoned, (await findPaper('2604.00001'))?.fields.announcedDay]).toEqual(['2026-04-08', '2026-04-09'])
  })

  test("a feed that shows yesterday's papers under today's date is stale, and nothing of it is kept", async () => {
    const items = ['2604.00001v1 new', '2604.00002v1 new', '2604.00003v1 cross']
    await keep([anRssFeed(items, 'Tue, 07 Apr 2026 00:00:00 -0400')], ['announced 2026-04-07'], TUESDAY)

    const sync = await keep([anRssFeed([...items, '2604.00004v1 replace'])], ['announced 2026-04-08'])

    // Behind it the papers of Tuesday are asked for, of which the feed alone has told, and nobody answers here.
    const [failed] = sync.logged.filter(({ event }) => event === 'sync.failed')
    expect(failed).toMatchObject({ task: 'announced 2026-04-08', kind: 'stale' })
    expect(await findPaper('2604.00004')).toBeUndefined()
    expect((await findPaper('2604.00001'))?.fields.announcedDay).toBe('2026-04-07')
  })
})
