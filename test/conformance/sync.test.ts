import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Harvest } from '../../src/domain/harvest.ts'
import type { PaperId } from '../../src/domain/paper.ts'
import { UpstreamError } from '../../src/domain/upstream-error.ts'
import { runDue } from '../../src/services/sync/run-due.ts'
import type { Db } from '../../src/store/db.ts'
import { findPaper } from '../../src/store/papers.ts'
import { listSourceReads } from '../../src/store/source-reads.ts'
import { findSourceState } from '../../src/store/source-states.ts'
import { findTasks } from '../../src/store/tasks.ts'
import { listTroubles } from '../../src/store/troubles.ts'
import { aRecord, aSource, aTask, syncing } from '../support/a-source.ts'
import { dialects, freshDatabase } from '../support/databases.ts'

const MINUTE = 60_000
const id = (digits: string): PaperId => `2611.${digits}` as PaperId

describe.each(dialects)('a sync on $dialect', (where) => {
  let db: Db
  beforeEach(async () => void (db = await freshDatabase(where)))
  afterEach(() => db.destroy())

  const task = async (key: string) => (await findTasks(db, 'arxiv', [key])).get(key)

  test('takes in a task answer by answer, each behind the last, and is done after the last', async () => {
    const asked: (string | undefined)[] = []
    const answers: Record<string, Harvest> = {
      start: { items: [aRecord('00001'), aRecord('00002')], resume: 'two', total: 3 },
      two: { items: [aRecord('00003')] },
    }
    const source = aSource((_key, resume) => {
      asked.push(resume)
      return answers[resume ?? 'start']!
    })
    const sync = syncing(db, source)
    await sync.plan(aTask('listed 2026-11-20'))

    const report = await sync.run()

    expect(report).toEqual({ ran: 2, failed: 0 })
    expect(asked).toEqual([undefined, 'two'])
    expect(await findPaper(db, id('00003'))).toMatchObject({
      fields: { title: 'A paper called 00003 and nothing else' },
    })
    const done = { taken: 3, faults: 0, total: 3, finished_at: sync.now(), outcome: 'done', resume: null }
    expect(await task('listed 2026-11-20')).toMatchObject(done)
    expect(await listSourceReads(db)).toEqual([{ source: 'arxiv', readAt: sync.now() }])
    expect(await findSourceState(db, 'arxiv')).toMatchObject({ succeeded_at: sync.now(), holder: null })
  })

  test('goes on behind the last answer that was kept, after an answer that could not be read', async () => {
    let isBroken = true
    const source = aSource((_key, resume) => {
      if (resume === undefined) return { items: [aRecord('00001')], resume: 'two' }
      if (isBroken) throw new UpstreamError('broken', 'arXiv sent a page instead of XML.')
      return { items: [aRecord('00002')] }
    })
    const sync = syncing(db, source)
    await sync.plan(aTask('listed'))
    const first = await sync.run()
    isBroken = false
    sync.setNow(first.nextDueAt!)

    const second = await sync.run()

    expect(first).toEqual({ ran: 1, failed: 1, nextDueAt: 1_000_000 + MINUTE })
    expect(second).toEqual({ ran: 1, failed: 0 })
    expect(await task('listed')).toMatchObject({ taken: 2, outcome: 'done', trouble: null })
  })

  test('begins a task anew, once, that its upstream will not go on with: a resume token has its time', async () => {
    const asked: (string | undefined)[] = []
    const sync = syncing(
      db,
      aSource((_key, resume) => {
        asked.push(resume)
        if (resume !== undefined) throw new UpstreamError('refused', 'The token is not known.')
        return { items: [aRecord('00001')], resume: 'old' }
      }),
    )
    await sync.plan(aTask('listed'))
    for (let tries = 0; tries < 4; tries++) sync.setNow((await sync.run()).nextDueAt ?? sync.now())

    expect(asked).toEqual([undefined, 'old', undefined, 'old'])
    expect(await task('listed')).toMatchObject({ outcome: 'refused', taken: 1 })
  })

  test('begins a task anew, once, whose answer leads back to itself, and ends it then', async () => {
    const asked: (string | undefined)[] = []
    const sync = syncing(
      db,
      aSource((_key, resume) => {
        asked.push(resume)
        return { items: [], resume: 'same' }
      }),
    )
    await sync.plan(aTask('listed'))
    for (let tries = 0; tries < 4; tries++) sync.setNow((await sync.run()).nextDueAt ?? sync.now())

    expect(asked).toEqual([undefined, 'same', undefined, 'same'])
    expect(await task('listed')).toMatchObject({ outcome: 'refused', finished_at: sync.now() })
    expect((await listTroubles(db, 9))[0]?.message).toContain('its answer ends where it began')
  })

  test('leaves out and names the records that could not be read, and takes in the others', async () => {
    const fault = { position: 'oai:arXiv.org:2611.00007', reason: 'it has no title' }
    const sync = syncing(
      db,
      aSource(() => ({ items: [aRecord('00001'), { fault }, aRecord('00002')] })),
    )
    await sync.plan(aTask('listed'))

    await sync.run()

    expect(await task('listed')).toMatchObject({ taken: 2, faults: 1, outcome: 'done' })
    const [told] = await listTroubles(db, 9)
    expect(told).toMatchObject({ kind: 'records', settledAt: sync.now() })
    expect(told?.message).toBe(
      'One record was left out, which could not be read, of "listed": oai:arXiv.org:2611.00007: it has no title.',
    )
  })

  test('asks for a paper by itself whose record could not be read, unless it was asked for often enough', async () => {
    const fault = { position: 'item 2', reason: 'it has no title', id: '2611.00007' as PaperId }
    const source = aSource((key) =>
      key === 'single 2611.00007' ? { items: [aRecord('00007')] } : { items: [{ fault }] },
    )
    const planLeftOut = (ids: readonly PaperId[], key: string) =>
      key === 'listed' ? ids.map((id) => aTask(`single ${id}`)) : []
    const sync = syncing(db, { ...source, planLeftOut })
    await sync.plan(aTask('listed'))
    const { nextDueAt } = await sync.run()
    expect(nextDueAt).toBe(sync.now() + 10 * 60_000)
    sync.setNow(nextDueAt!)

    await sync.run()

    expect(await findPaper(db, '2611.00007' as PaperId)).toMatchObject({ id: '2611.00007' })
    expect(await task('listed')).toMatchObject({ taken: 0, faults: 1, outcome: 'done' })
  })

  test('tells of a record that is never readable once, however often it comes again', async () => {
    const fault = { position: 'item 3', reason: 'it has no title' }
    const sync = syncing(
      db,
      aSource(() => ({ items: [{ fault }] })),
    )
    for (const hour of [1, 2, 3]) {
      await sync.plan(aTask(`edition at ${hour}`, 'edition'))
      await sync.run()
    }

    expect(await listTroubles(db, 9)).toEqual([
      expect.objectContaining({ kind: 'records', subject: 'edition', times: 3 }),
    ])
  })

  test('leaves out a record that the database refuses, and keeps its neighbours and the place of the task', async () => {
    const nul = aRecord('00002', { fields: { title: 'Null \u0000 and void' } })
    const sync = syncing(
      db,
      aSource(() => ({ items: [aRecord('00001'), nul, aRecord('00003')] })),
    )
    await sync.plan(aTask('listed'))

    await sync.run()

    // SQLite takes any text.
    const refused = where.dialect === 'postgres' ? 1 : 0
    const stored = await Promise.all(['00001', '00002', '00003'].map((digits) => findPaper(db, id(digits))))
    expect(stored.map((paper) => paper !== undefined)).toEqual([true, refused === 0, true])
    expect(await task('listed')).toMatchObject({ outcome: 'done', faults: refused })
  })

  test('works on the newest task first: today does not wait for last year', async () => {
    const asked: string[] = []
    const source = aSource((key, resume) => {
      asked.push(key)
      if (key === 'years' && asked.length === 1) {
        sync.setNow(sync.now() + 1)
        return sync.plan(aTask('today')).then(() => ({ items: [], resume: 'on' }))
      }
      return resume === 'on' ? { items: [], resume: 'further' } : { items: [] }
    })
    const sync = syncing(db, source)
    await sync.plan(aTask('years'))

    await sync.run()

    expect(asked).toEqual(['years', 'today', 'years', 'years'])
  })

  test('keeps an answer once, of which two runners have taken hold', async () => {
    let fetched = 0
    const both: (() => void)[] = []
    const together = (): Promise<void> =>
      new Promise((resolve) => {
        both.push(resolve)
        if (both.length === 2) for (const go of both) go()
      })
    const source = aSource(async (_key, resume) => {
      if (resume !== undefined) return { items: [aRecord('00002')] }
      fetched++
      sync.setNow(sync.now() + 5 * MINUTE) // the first runner is taken for dead
      await together()
      return { items: [aRecord('00001')], resume: 'two' }
    })
    const sync = syncing(db, source)
    await sync.plan(aTask('listed'))
    const { signal } = new AbortController()

    const first = runDue({ ...sync.deps, runner: 'one' }, signal)
    while (fetched === 0) await new Promise((resolve) => setImmediate(resolve))
    await Promise.all([first, runDue({ ...sync.deps, runner: 'two' }, signal)])
    await sync.run()

    expect(fetched).toBe(2)
    expect(sync.logged.filter(({ event }) => event === 'sync.overtaken').length).toBeGreaterThan(0)
    expect(await task('listed')).toMatchObject({ taken: 2, outcome: 'done' })
  })

  test('keeps a second runner off, and tells it when to look again', async () => {
    let second: unknown
    const source = aSource(async () => {
      second ??= await runDue({ ...sync.deps, runner: 'two' }, new AbortController().signal)
      return { items: [] }
    })
    const sync = syncing(db, source)
    await sync.plan(aTask('listed'))

    const first = await sync.run()

    expect(first).toEqual({ ran: 1, failed: 0 })
    expect(second).toEqual({ ran: 0, failed: 0, nextDueAt: sync.now() + 5000 })
  })

  test('ends when it is told to, keeps nothing of the answer under way, and gives the source back', async () => {
    const stopping = new AbortController()
    const source = aSource((_key, _resume, { signal }) => {
      stopping.abort()
      signal.throwIfAborted()
      return { items: [aRecord('00001')] }
    })
    const sync = syncing(db, source)
    await sync.plan(aTask('listed'))

    const report = await runDue(sync.deps, stopping.signal)

    expect(report).toEqual({ ran: 0, failed: 0, nextDueAt: sync.now() })
    expect(await findPaper(db, id('00001'))).toBeUndefined()
    expect(await findSourceState(db, 'arxiv')).toMatchObject({ holder: null, failures: 0 })
  })

  test('stops after its time though more is due, so that what is new can be planned', async () => {
    const source = aSource((_key, resume) => {
      sync.setNow(sync.now() + 2 * MINUTE)
      return { items: [], resume: `${Number(resume ?? 0) + 1}` }
    })
    const sync = syncing(db, source)
    await sync.plan(aTask('years'))

    const report = await sync.run()

    expect(report).toEqual({ ran: 3, failed: 0, nextDueAt: 1_000_000 })
  })
})
