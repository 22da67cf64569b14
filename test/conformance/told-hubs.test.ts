import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Day } from '../../src/domain/time.ts'
import { createFeedTopics } from '../../src/http/feeds/topics.ts'
import { keepTellingHub } from '../../src/jobs/keep-telling-hub.ts'
import { createHubTeller } from '../../src/services/feeds/tell-hub.ts'
import { createReading } from '../../src/services/reading.ts'
import type { Db } from '../../src/store/db.ts'
import { aDayPaper } from '../support/a-subscriber.ts'
import { anApp, NOON } from '../support/an-app.ts'
import { type AnsweringServer, askAtOnce, startAnsweringServer } from '../support/answering-server.ts'
import { dialects, freshDatabase } from '../support/databases.ts'
import { createManualTimer } from '../support/manual-timer.ts'
import { importRecords } from '../support/records.ts'

const [TODAY, YESTERDAY] = ['2026-05-29', '2026-05-28'] as [Day, Day]
const BASE = 'https://broadsheet.example'

describe.each(dialects)('a hub on $dialect', (where) => {
  let db: Db
  let hub: AnsweringServer
  beforeEach(async () => {
    db = await freshDatabase(where)
    hub = await startAnsweringServer()
  })
  afterEach(async () => {
    await hub.close()
    await db.destroy()
  })

  test('is told within a minute, over HTTP, of the feeds that an import changed, and of no others', async () => {
    await importRecords(db, [aDayPaper(0, { entries: [{ day: YESTERDAY }] })])
    const feedTopics = createFeedTopics(50)
    const app = anApp(db, { websubHub: hub.address, feedTopics })
    for (const day of [TODAY, YESTERDAY]) await app.request(`/feeds/date/${day}.atom`)
    const timer = createManualTimer()
    const { findVersion } = createReading(db)
    const tellHub = createHubTeller({
      ...{ hub: `${hub.address}/publish`, baseUrl: BASE, listTopics: feedTopics.list, findVersion },
      ...{ ask: askAtOnce(() => NOON), clock: () => NOON, log: () => undefined },
    })
    const keeper = keepTellingHub(tellHub, () => undefined, timer.pause)
    const passMinute = async () => {
      await expect.poll(() => timer.ring(60_000)).toBe(1)
      await expect.poll(() => timer.waiting()).toEqual([60_000])
      return hub.asked.splice(0).map(({ url, body }) => ({ path: url.pathname, ...(body as object) }))
    }
    const first = await passMinute()
    const idle = await passMinute()

    await importRecords(db, [aDayPaper(1, { entries: [{ day: TODAY }] })])
    const told = await passMinute()
    await keeper.stop()

    const isTold = (day: Day) => ({
      ...{ path: '/publish', 'hub.mode': 'publish', 'hub.url': `${BASE}/feeds/date/${day}.atom` },
    })
    expect(first).toEqual(expect.arrayContaining([isTold(TODAY), isTold(YESTERDAY)]))
    expect(idle).toEqual([])
    expect(told).toContainEqual(isTold(TODAY))
    expect(told).not.toContainEqual(isTold(YESTERDAY))
  })
})
