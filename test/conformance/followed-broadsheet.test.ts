import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readFileSync } from 'node:fs'
import type { Harvest } from '../../src/domain/harvest.ts'
import type { Paper, PaperId } from '../../src/domain/paper.ts'
import type { Day } from '../../src/domain/time.ts'
import { startServer } from '../../src/http/server.ts'
import { writeRecords } from '../../src/services/write-records.ts'
import { readDailyAnswer } from '../../src/sources/daily-papers/answer.ts'
import { createDailyPapersSource } from '../../src/sources/daily-papers/source.ts'
import type { Db } from '../../src/store/db.ts'
import { anApp, NOON } from '../support/an-app.ts'
import { askAtOnce } from '../support/answering-server.ts'
import { aFeatured } from '../support/builders.ts'
import { freshDatabase } from '../support/databases.ts'
import { aContext } from '../support/harvest-context.ts'

const DAY = '2026-05-19' as Day
const FIXTURE = new URL('../fixtures/daily-papers/edition.json', import.meta.url)

/** The fixture's edition, and so many papers more that it has two pages. */
function listFeatured(): Paper[] {
  const { papers } = readDailyAnswer(JSON.parse(readFileSync(FIXTURE, 'utf8')))
  const more = Array.from({ length: 120 }, (_, index) =>
    aFeatured({
      id: `2605.${String(10_000 + index)}` as PaperId,
      votes: 200 - index,
      fields: { title: `Of the ${index} waves that we have counted`, publishedAt: Date.UTC(2026, 4, 18) },
      entries: [{ day: DAY, submittedAt: Date.UTC(2026, 4, 19), place: index + 3, answerVotes: 30_000 }],
    }),
  )
  return [...papers, ...more]
}

async function write(db: Db, records: readonly Paper[]): Promise<void> {
  await db
    .transaction()
    .execute((tx) => writeRecords(tx, { records, readAt: NOON }, (fault) => expect.unreachable(fault.reason)))
}

/** What holds answers against their description cannot unpack them. */
function toPlain(request: Request): Request {
  const headers = new Headers(request.headers)
  headers.delete('Accept-Encoding')
  return new Request(request.url, { headers })
}

describe('a Broadsheet that follows another', () => {
  let [theirs, ours]: Db[] = []
  let server: Awaited<ReturnType<typeof startServer>>
  beforeAll(async () => {
    theirs = await freshDatabase({ dialect: 'sqlite' })
    ours = await freshDatabase({ dialect: 'sqlite' })
    await write(theirs, listFeatured())
    const app = anApp(theirs)
    server = await startServer((request) => app.fetch(toPlain(request)), { host: '127.0.0.1', port: 0 })
  })
  afterAll(async () => {
    await server.close(1000)
    await theirs!.destroy()
    await ours!.destroy()
  })

  function harvest(day: string): Promise<Harvest> {
    const clock = () => NOON
    const address = `http://127.0.0.1:${server.port}`
    return createDailyPapersSource({ ask: askAtOnce(clock), address, clock }).harvest(
      `edition ${day}`,
      undefined,
      aContext(),
    )
  }

  test('answers for an edition of two pages what the other answers', async () => {
    const { items } = await harvest(DAY)
    await write(
      ours!,
      items.flatMap((item) => ('paper' in item ? [item.paper] : [])),
    )

    const pages = [0, 1].map((page) => `/api/daily_papers?date=${DAY}&limit=100&p=${page}`)
    const ask = async (db: Db) =>
      Promise.all(pages.map(async (path) => (await anApp(db).request(path)).json() as unknown))
    expect(items).toHaveLength(123)
    expect(await ask(ours!)).toEqual(await ask(theirs!))
  })

  test('takes a weekend for an empty edition, and a day that is not open for one to come', async () => {
    expect(await harvest('2026-05-17')).toEqual({ items: [], signals: [], total: 0 })
    await expect(harvest('2026-06-20')).rejects.toMatchObject({ trouble: 'stale' })
  })
})
