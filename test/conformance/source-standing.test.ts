import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PaperSource } from '../../src/domain/harvest.ts'
import { DAY_MS, type Day } from '../../src/domain/time.ts'
import { UpstreamError } from '../../src/domain/upstream-error.ts'
import { runDue } from '../../src/services/sync/run-due.ts'
import { createSourceStanding, type SourceStanding } from '../../src/services/sync/source-standing.ts'
import { planBackfill, planFirstDays } from '../../src/services/sync/plan-backfill.ts'
import { planTasks } from '../../src/services/sync/plan-tasks.ts'
import type { Db } from '../../src/store/db.ts'
import { aRecord, aSource, aTask, syncing } from '../support/a-source.ts'
import { announce, ARXIV } from '../support/a-standing.ts'
import { dialects, freshDatabase } from '../support/databases.ts'

const NOON = Date.parse('2026-11-20T17:00:00Z')
const FRIDAY = '2026-11-20' as Day

describe.each(dialects)('what is told of sources on $dialect', (where) => {
  let db: Db
  let now: number
  beforeEach(async () => {
    db = await freshDatabase(where)
    now = NOON
  })
  afterEach(() => db.destroy())

  const stand = (source: PaperSource): SourceStanding =>
    createSourceStanding({ db, sources: [source], switchedOff: [], clock: () => now })

  test('counts the tasks that are due, those that ended and what they brought, until the first paper is here', async () => {
    const source = aSource((key) => {
      if (key === 'c') throw new UpstreamError('refused', 'It will not.')
      return { items: key === 'b' ? [aRecord('00001')] : [] }
    })
    const sync = syncing(db, source, NOON)
    const { describeStart } = stand(source)
    await sync.plan(aTask('a'), aTask('c'))
    const before = await describeStart()

    await sync.run()
    now += 1000
    const after = await describeStart()
    await sync.plan(aTask('b'))
    await sync.run()
    now += 1000

    expect(before?.sources).toMatchObject([{ name: 'arxiv', planned: 2, ended: 0, taken: 0 }])
    expect(after?.sources).toMatchObject([{ planned: 2, ended: 2, troubles: [{ kind: 'refused' }] }])
    expect(await describeStart()).toBeUndefined()
  })

  test('goes on about the first start once papers are here, until all that was planned for it has ended', async () => {
    const source = aSource((key) => ({ items: [aRecord(key.slice(-2).padStart(5, '0'))] }), {
      planStart: () => [aTask('newest 20')],
      planBackfill: () => [aTask('day 19'), aTask('day 18')],
    })
    const { describeStart, findVersion } = stand(source)
    const sync = syncing(db, source, NOON)
    await planFirstDays(db, [source], { from: FRIDAY, to: FRIDAY }, NOON - DAY_MS)
    await planTasks({ db, sources: [source], clock: () => now, listDue: () => [] }, NOON + 1)
    const stop = new AbortController()
    await runDue({ ...sync.deps, onAnswer: () => stop.abort() }, stop.signal)
    now += 1000
    const amidst = await describeStart()
    const version = await findVersion()

    await sync.run()
    now += 1000

    expect(amidst).toMatchObject({ isEmpty: false, sources: [{ name: 'arxiv', planned: 3, ended: 1, taken: 1 }] })
    expect(version).not.toBe('')
    expect(await describeStart()).toBeUndefined()
    expect(await findVersion()).toBe('')
  })

  test('is how far a backfill is that another process runs, without those that were over before', async () => {
    const keys = ['day 1', 'day 2', 'day 3', 'day 4', 'day 5']
    const source = aSource(() => ({ items: [aRecord('00001')] }), { planBackfill: () => keys.map((key) => aTask(key)) })
    const sync = syncing(db, source, NOON)
    const { describeSources, describeStart } = stand(source)
    const earlier = aSource(() => ({ items: [aRecord('00002')] }), { planBackfill: () => [aTask('a year ago')] })
    await planBackfill(db, [earlier], { from: FRIDAY, to: FRIDAY }, NOON - 2 * DAY_MS)
    await sync.run()
    await planBackfill(db, [source], { from: FRIDAY, to: FRIDAY }, NOON - DAY_MS)
    for (let done = 0; done < 3; done++) {
      now += 120_000
      sync.setNow(now)
      const stop = new AbortController()
      await runDue({ ...sync.deps, onAnswer: () => stop.abort() }, stop.signal)
    }
    const [amidst] = await describeSources()

    await sync.run()

    // Two tasks are left, and the last ones took two minutes each.
    const catchUp = { purpose: 'backfill', planned: 5, ended: 3, taken: 3, leftMinutes: 4 }
    expect(amidst?.catchUps).toEqual([catchUp])
    expect((await describeSources())[0]?.catchUps).toEqual([])
    expect(await describeStart()).toBeUndefined()
  })

  test('is that there is no network while every source that was asked is silent', async () => {
    let isSilent = true
    const source = aSource(() => {
      if (isSilent) throw new UpstreamError('silent', 'rss.arxiv.org cannot be reached (ENOTFOUND).')
      return { items: [] }
    })
    const sync = syncing(db, source, NOON)
    const { describeStart } = stand(source)
    await sync.plan(aTask('a'))
    const before = await describeStart()

    await sync.run()
    now += 1000
    const offline = await describeStart()
    isSilent = false
    sync.setNow(NOON + 3_600_000)
    await sync.run()
    now += 3_600_000
    const online = await describeStart()

    expect([before, offline, online].map((start) => start?.isOffline)).toEqual([false, true, false])
  })

  test('has another version when a batch changes, becomes late or is whole, and none while all is well', async () => {
    const source = aSource(undefined, { ...ARXIV })
    const { findVersion } = stand(source)
    await syncing(db, source, NOON).plan(aTask('b'))
    await syncing(
      db,
      aSource(() => ({ items: [aRecord('00001')] }), ARXIV),
      NOON,
    ).run()
    const look = (): Promise<string> => {
      now += 1000
      return findVersion()
    }

    const well = await look()
    await announce(db, FRIDAY, { announced: 3, missing: 2 })
    const lacking = [await look(), await look()]
    await announce(db, FRIDAY, { announced: 3, missing: 1 })
    const less = await look()
    await announce(db, FRIDAY, { announced: 3, missing: 0 })
    const whole = await look()

    expect([well, whole]).toEqual(['', ''])
    expect(lacking[0]).toBe(lacking[1])
    expect(new Set([well, lacking[0], less]).size).toBe(3)
  })

  test('asks the database once a second, however often it is asked itself', async () => {
    const { findVersion } = stand(aSource(undefined, { ...ARXIV }))
    const first = await findVersion()
    await announce(db, FRIDAY, { announced: 3, missing: 2 })

    expect(await findVersion()).toBe(first)
    now += 1000
    expect(await findVersion()).not.toBe(first)
  })
})
