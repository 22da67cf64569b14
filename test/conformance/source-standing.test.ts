import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PaperSource } from '../../src/domain/harvest.ts'
import type { Day } from '../../src/domain/time.ts'
import { UpstreamError } from '../../src/domain/upstream-error.ts'
import { createSourceStanding, type SourceStanding } from '../../src/services/sync/source-standing.ts'
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
