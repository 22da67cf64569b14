import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PaperId } from '../../src/domain/paper.ts'
import { UpstreamError } from '../../src/domain/upstream-error.ts'
import type { Db } from '../../src/store/db.ts'
import { findPaper } from '../../src/store/papers.ts'
import { findSourceState } from '../../src/store/source-states.ts'
import { findTasks } from '../../src/store/tasks.ts'
import { listTroubles } from '../../src/store/troubles.ts'
import { aRecord, aSource, aTask, syncing } from '../support/a-source.ts'
import { dialects, freshDatabase } from '../support/databases.ts'

const MINUTE = 60_000
const id = (digits: string): PaperId => `2611.${digits}` as PaperId

describe.each(dialects)('a sync whose upstream fails on $dialect', (where) => {
  let db: Db
  beforeEach(async () => void (db = await freshDatabase(where)))
  afterEach(() => db.destroy())

  const task = async (key: string) => (await findTasks(db, 'arxiv', [key])).get(key)

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
})
