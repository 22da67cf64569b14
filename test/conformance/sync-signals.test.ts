import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Harvest } from '../../src/domain/harvest.ts'
import type { PaperId } from '../../src/domain/paper.ts'
import type { Day } from '../../src/domain/time.ts'
import type { Db } from '../../src/store/db.ts'
import { findPaper } from '../../src/store/papers.ts'
import { listCountSeries } from '../../src/store/signals.ts'
import { aRecord, aSource, aTask, syncing } from '../support/a-source.ts'
import { dialects, freshDatabase } from '../support/databases.ts'

const id = (digits: string): PaperId => `2611.${digits}` as PaperId

describe.each(dialects)('signals of a sync on $dialect', (where) => {
  let db: Db
  beforeEach(async () => void (db = await freshDatabase(where)))
  afterEach(() => db.destroy())

  test('keeps signals as a series of changes, joins the newest, and passes over papers that it does not know', async () => {
    const votes = (at: number, count: number, digits = '00001') => ({
      id: id(digits),
      name: 'votes' as const,
      at,
      count,
    })
    const answers: Harvest[] = [
      { items: [aRecord('00001')], signals: [votes(10, 3), votes(20, 3), votes(30, 5), votes(10, 9, '09999')] },
      { items: [], signals: [votes(40, 5), votes(50, 4), votes(30, 5)] },
      { items: [], signals: [votes(15, 4), votes(60, -1)] },
    ]
    const sync = syncing(
      db,
      aSource((key) => answers[Number(key)]!),
    )
    for (const key of ['0', '1', '2']) {
      await sync.plan(aTask(key))
      await sync.run()
    }

    const paper = await findPaper(db, id('00001'))
    const [series] = await listCountSeries(db, paper!.id)
    expect(series?.points.map(({ at, count }) => [at, count])).toEqual([
      [10, 3],
      [15, 4],
      [30, 5],
      [50, 4],
    ])
    expect(paper?.counts.votes).toEqual({ timed: { at: 50, count: 4 } })
    expect(sync.logged.map(({ strayed }) => strayed)).toEqual([1, 0, 1])
  })

  test('joins signals to a paper under the key that it has now', async () => {
    const former = 'title:0123456789abcdef' as PaperId
    const known = aRecord('00001', { formerIds: [former] })
    const signals = [{ id: former, name: 'citations' as const, at: 7, count: 12 }]
    const sync = syncing(
      db,
      aSource(() => ({ items: [known], signals })),
    )
    await sync.plan(aTask('listed'))

    await sync.run()

    expect((await findPaper(db, id('00001')))?.counts.citations).toEqual({ timed: { at: 7, count: 12 } })
  })

  test.each([['before'], ['after']])(
    'gives papers their announced day, when the announcement comes %s them',
    async (order) => {
      const reckoned = { fields: { announcedDay: '2026-11-23' as Day } }
      const paper = aRecord('00001', reckoned).paper
      const record = {
        paper: { ...paper, origins: { ...paper.origins, announcedDay: { source: 'arxiv', at: 5, weight: -1 } } },
      }
      const papers = [{ id: id('00001'), kind: 'new' as const, version: 1 }]
      const other = [{ id: id('00002'), kind: 'replace' as const, version: 2 }]
      const announced = { items: [], announced: { day: '2026-11-20' as Day, papers: [...papers, ...other] } }
      const harvested = { items: [record, aRecord('00002')] } as Harvest
      const sync = syncing(
        db,
        aSource((key) => (key === 'announced' ? announced : harvested)),
      )
      for (const key of order === 'before' ? ['announced', 'listed'] : ['listed', 'announced']) {
        await sync.plan(aTask(key))
        await sync.run()
      }

      const [first, second] = await Promise.all([findPaper(db, id('00001')), findPaper(db, id('00002'))])
      expect(first?.fields.announcedDay).toBe('2026-11-20')
      expect(first?.origins.announcedDay).toEqual({ source: 'arxiv', at: Date.UTC(2026, 10, 20), weight: 0 })
      expect(second?.fields.announcedDay).toBeUndefined()
    },
  )

  test('lets a source go through the papers of the last days by their ids, those with code or those with names', async () => {
    const [now, day] = [Date.UTC(2026, 10, 20), 86_400_000]
    const published = (days: number) => ({ publishedAt: now - days * day, githubRepo: 'https://github.com/ada/owls' })
    const records = [
      aRecord('00001', { fields: published(1) }),
      aRecord('00002', { fields: { ...published(2), doi: '10.1/owls' } }),
      aRecord('00003', { fields: published(9) }),
      aRecord('00004', { fields: published(9), entries: [{ day: '2026-11-19' as Day }] }),
      aRecord('00005', { fields: { title: 'Nameless', publishedAt: now } }),
      aRecord('00006', { fields: { title: 'Only a DOI', publishedAt: now } }),
    ]
    records[4]!.paper.id = 'title:00ff' as PaperId
    records[5]!.paper.id = 'doi:10.1/owl' as PaperId
    const listed: Record<string, unknown> = {}
    const source = aSource(async (key, _resume, { listSubjects }) => {
      if (key === 'listed') return { items: records }
      for (const of of ['papers', 'repositories'] as const) {
        const first = await listSubjects({ of, days: 7, limit: 2 })
        const rest = await listSubjects({ of, days: 7, limit: 9, after: first.at(-1)!.id })
        listed[of] = [...first, ...rest]
      }
      return { items: [] }
    })
    const sync = syncing(db, source, now)
    for (const key of ['listed', 'counted']) {
      await sync.plan(aTask(key))
      await sync.run()
    }

    const githubRepo = 'https://github.com/ada/owls'
    const [one, two, four] = ['00001', '00002', '00004'].map((digits) => ({ id: id(digits), githubRepo }))
    const withDoi = { ...two, doi: '10.1/owls' }
    expect(listed['repositories']).toEqual([one, withDoi, four])
    expect(listed['papers']).toEqual([one, withDoi, four, { id: 'doi:10.1/owl', doi: '10.1/owl' }])
  })

  test('lets a source find what it was told when it asked last', async () => {
    const seen: unknown[] = []
    const validators = new Map([['https://example.org/feed', { etag: '"one"' }]])
    const sync = syncing(
      db,
      aSource(async (_key, _resume, { findValidator }) => {
        seen.push(await findValidator('https://example.org/feed'))
        return { items: [], validators }
      }),
    )
    for (const key of ['one', 'two']) {
      await sync.plan(aTask(key))
      await sync.run()
    }

    expect(seen).toEqual([undefined, { etag: '"one"' }])
  })
})
