import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Harvest } from '../../src/domain/harvest.ts'
import type { PaperId } from '../../src/domain/paper.ts'
import type { Day } from '../../src/domain/time.ts'
import { UpstreamError } from '../../src/domain/upstream-error.ts'
import { runDue } from '../../src/services/sync/run-due.ts'
import type { Db } from '../../src/store/db.ts'
import { findPaper } from '../../src/store/papers.ts'
import { listSignals } from '../../src/store/signals.ts'
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

  test('tries a task that fails again after 1, 2, 5, 15, 60 and 60 minutes, and tells one trouble that lasts', async () => {
    const sync = syncing(
      db,
      aSource(() => {
        throw new UpstreamError('broken', 'arXiv sent half a document.')
      }),
    )
    await sync.plan(aTask('listed'))
    const pauses: number[] = []
    for (let tries = 0; tries < 6; tries++) {
      const { nextDueAt } = await sync.run()
      pauses.push((nextDueAt! - sync.now()) / MINUTE)
      sync.setNow(nextDueAt!)
    }

    expect(pauses).toEqual([1, 2, 5, 15, 60, 60])
    const told = {
      source: 'arxiv',
      kind: 'broken',
      subject: 'listed',
      message: 'arXiv sent half a document.',
      times: 6,
    }
    expect(await listTroubles(db, 9)).toEqual([expect.objectContaining({ ...told, firstAt: 1_000_000 })])
    expect(await findSourceState(db, 'arxiv')).toMatchObject({ failures: 6, trouble: told.message })
  })

  test('settles what was wrong as soon as an answer comes', async () => {
    let isSilent = true
    const sync = syncing(
      db,
      aSource(() => {
        if (isSilent) throw new UpstreamError('silent', 'arXiv did not answer within 60 seconds.')
        return { items: [] }
      }),
    )
    await sync.plan(aTask('listed'))
    const { nextDueAt } = await sync.run()
    isSilent = false
    sync.setNow(nextDueAt!)

    await sync.run()

    expect(await findSourceState(db, 'arxiv')).toMatchObject({ failures: 0, trouble: null })
    expect(await listTroubles(db, 9)).toEqual([expect.objectContaining({ kind: 'silent', settledAt: sync.now() })])
  })

  test('leaves a source alone that asks for it: as long as it says, else 10 minutes, then twice as long each time', async () => {
    let until: number | undefined = 1_000_000 + 3 * MINUTE
    let asked = 0
    const sync = syncing(
      db,
      aSource(() => {
        asked++
        throw new UpstreamError('busy', 'arXiv asked to be left alone.', until === undefined ? {} : { until })
      }),
    )
    await sync.plan(aTask('one'), aTask('two'))
    const pauses: number[] = []
    for (let tries = 0; tries < 4; tries++) {
      const { nextDueAt } = await sync.run()
      pauses.push((nextDueAt! - sync.now()) / MINUTE)
      sync.setNow(nextDueAt! - 1)
      await sync.run()
      sync.setNow(nextDueAt!)
      until = undefined
    }

    expect(pauses).toEqual([3, 20, 40, 80])
    expect(asked).toBe(4)
    expect(await task('one')).toMatchObject({ attempts: 0, finished_at: null })
  })

  test('never asks a busy source at once again, though it says that it may be', async () => {
    const sync = syncing(
      db,
      aSource(() => {
        throw new UpstreamError('busy', 'Later.', { until: sync.now() })
      }),
    )
    await sync.plan(aTask('one'))

    const { failed, nextDueAt } = await sync.run()

    expect([failed, nextDueAt]).toEqual([1, sync.now() + 30_000])
  })

  test('does not ask a source while that rests, and tells when it may be asked', async () => {
    const source = aSource(undefined, {
      restsUntil: (now) => (now < 1_000_000 + MINUTE ? 1_000_000 + MINUTE : undefined),
    })
    const sync = syncing(db, source)
    await sync.plan(aTask('listed'))

    const resting = await sync.run()
    sync.setNow(resting.nextDueAt!)
    const rested = await sync.run()

    expect([resting, rested]).toEqual([
      { ran: 0, failed: 0, nextDueAt: 1_000_000 + MINUTE },
      { ran: 1, failed: 0 },
    ])
  })

  test('ends a task that its upstream refuses, tells it, and goes on with the others', async () => {
    const sync = syncing(
      db,
      aSource((key) => {
        if (key === 'bad') throw new UpstreamError('refused', 'arXiv does not know the set "cs:XX".')
        return { items: [aRecord('00001')] }
      }),
    )
    await sync.plan(aTask('bad'), aTask('good'))

    const report = await sync.run()

    expect(report).toEqual({ ran: 1, failed: 1 })
    const told = 'arXiv does not know the set "cs:XX".'
    expect(await task('bad')).toMatchObject({ outcome: 'refused', finished_at: sync.now(), trouble: told })
    expect(await listTroubles(db, 9)).toEqual([
      expect.objectContaining({ kind: 'refused', subject: 'bad', message: told }),
    ])
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

  test('takes an answer that leads back to itself for broken', async () => {
    const sync = syncing(
      db,
      aSource(() => ({ items: [], resume: 'same' })),
    )
    await sync.plan(aTask('listed'))

    const report = await sync.run()

    expect(report).toMatchObject({ ran: 1, failed: 1 })
    expect(await task('listed')).toMatchObject({ resume: 'same', finished_at: null })
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

  test('takes a fault of its own for trouble of that source, and runs the others', async () => {
    const failing = aSource(() => {
      throw new TypeError('undefined is not a paper')
    })
    const sound = aSource(() => ({ items: [] }), { name: 'feed', title: 'Feeds' })
    const sync = syncing(db, [failing, sound])
    await sync.plan(aTask('listed'))
    await syncing(db, sound).plan(aTask('feed'))

    const report = await sync.run()

    expect(report).toMatchObject({ ran: 1, failed: 1 })
    expect(sync.logged).toContainEqual(expect.objectContaining({ event: 'sync.failed', level: 'error' }))
    expect(await listTroubles(db, 9)).toEqual([
      expect.objectContaining({ kind: 'internal', message: 'Unexpected error: undefined is not a paper' }),
    ])
  })

  test('ends with the failure of its database, and takes no upstream for it', async () => {
    const sync = syncing(
      db,
      aSource(async () => {
        await db.schema.dropTable('validator').execute()
        return { items: [aRecord('00001')], validators: new Map([['https://example.org/feed', { etag: '"one"' }]]) }
      }),
    )
    await sync.plan(aTask('listed'))

    await expect(sync.run()).rejects.toMatchObject({ code: 'unavailable' })

    expect(await findPaper(db, id('00001'))).toBeUndefined()
    expect(await findSourceState(db, 'arxiv')).toMatchObject({ failures: 0, holder: null })
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
    const series = await listSignals(db, paper!, 'votes')
    expect(series.map(({ at, count }) => [at, count])).toEqual([
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
