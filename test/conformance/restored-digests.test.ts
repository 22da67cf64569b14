import { describe, expect, onTestFinished, test } from 'vitest'
import { planDigests } from '../../src/services/digests/plan-digests.ts'
import { type Db, openDatabase } from '../../src/store/db.ts'
import { migrateToLatest } from '../../src/store/migrate.ts'
import { DAY_MS } from '../../src/domain/time.ts'
import { restore, takeBackup } from '../support/backups.ts'
import { dialects, freshDatabaseUrl } from '../support/databases.ts'
import { aDigest, putDigest } from '../support/past-digests.ts'
import { FRIDAY_NOON, someSubscribers } from '../support/subscribers.ts'

const [TUESDAY_NOON, WEDNESDAY_NOON] = [FRIDAY_NOON + 4 * DAY_MS, FRIDAY_NOON + 5 * DAY_MS]

describe.each(dialects)('digests of a database that is restored on $dialect', (where) => {
  const open = (url: string): Db => {
    const db = openDatabase(url)
    onTestFinished(() => db.destroy())
    return db
  }
  const fresh = async (): Promise<{ url: string; db: Db }> => {
    const url = await freshDatabaseUrl(where)
    const db = open(url)
    await migrateToLatest(db)
    return { url, db }
  }
  const listDeliveries = (db: Db) =>
    db
      .selectFrom('digest')
      .leftJoin('delivery', 'delivery.digest_id', 'digest.id')
      .select(['from_day', 'to_day', 'state', 'ended_at'])
      .orderBy('to_day')
      .execute()
  /** Plans as the server would, and tells the days of what it made. */
  const plan = async (db: Db, now: number) => {
    await planDigests({ db, clock: () => now, log: () => undefined }, new AbortController().signal)
    const rows = await db.selectFrom('digest').select(['from_day', 'to_day']).where('composed_at', 'is', null).execute()
    return rows.map(({ from_day, to_day }) => `${from_day} to ${to_day}`)
  }

  test('are not sent again where they were on their way, or fell due since the backup: each is in doubt', async () => {
    const { url, db } = await fresh()
    const { subscription } = await someSubscribers(db).join('ann@example.org')
    await putDigest(db, aDigest(subscription.id, '2026-11-20'), { state: 'waiting', next_at: 5, ended_at: null })
    const backup = await takeBackup(url)
    const other = await freshDatabaseUrl(where)

    const report = await restore(other, backup, { clock: () => TUESDAY_NOON })

    const restored = open(other)
    const doubted = { state: 'unknown', ended_at: TUESDAY_NOON }
    expect(report.doubtedDigests).toBe(2)
    expect(await listDeliveries(restored)).toEqual([
      { from_day: '2026-11-20', to_day: '2026-11-20', ...doubted },
      { from_day: '2026-11-21', to_day: '2026-11-24', ...doubted },
    ])
    expect(await plan(restored, TUESDAY_NOON)).toEqual([])
    expect(await plan(restored, WEDNESDAY_NOON)).toEqual(['2026-11-25 to 2026-11-25'])
  })

  test('go on as they stood where nothing was due', async () => {
    const { url, db } = await fresh()
    const { subscription } = await someSubscribers(db).join('ann@example.org')
    await putDigest(db, aDigest(subscription.id, '2026-11-20'))
    const before = await listDeliveries(db)
    const other = await freshDatabaseUrl(where)

    const report = await restore(other, await takeBackup(url), { clock: () => FRIDAY_NOON })

    expect(report.doubtedDigests).toBe(0)
    expect(await listDeliveries(open(other))).toEqual(before)
  })
})
