import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PaperSource } from '../../src/domain/harvest.ts'
import { addDays, type Day, DAY_MS, fromUtcDay, toUtcDay } from '../../src/domain/time.ts'
import { UpstreamError } from '../../src/domain/upstream-error.ts'
import { planSince } from '../../src/services/sync/plan-backfill.ts'
import { pruneSync } from '../../src/services/sync/prune-sync.ts'
import { runDue } from '../../src/services/sync/run-due.ts'
import { createBiorxivSource } from '../../src/sources/biorxiv/source.ts'
import { createArxivSource } from '../../src/sources/arxiv/source.ts'
import type { Db } from '../../src/store/db.ts'
import { listTroubles } from '../../src/store/troubles.ts'
import { anOaiList, anOaiRecord } from '../support/arxiv-answers.ts'
import { syncing, type Syncing } from '../support/a-source.ts'
import { dialects, freshDatabase } from '../support/databases.ts'

const ADDRESSES = { oai: 'http://oai.test/oai', rss: 'http://rss.test', api: 'http://api.test/query' }
const MONDAY = Date.parse('2026-11-03T03:40:00Z') // 22:40 of Monday, 2 November, in New York
const NO_PREPRINTS = { messages: [{ status: 'no posts found' }], collection: [] }

describe.each(dialects)('days that a source has told, on $dialect', (where) => {
  let db: Db
  let isRefusing = false
  let asked: URL[] = []
  let sync: Syncing
  beforeEach(async () => {
    db = await freshDatabase(where)
    isRefusing = false
    asked = []
  })
  afterEach(() => db.destroy())

  const ask = ({ url }: { url: string }, answer: string) => {
    asked.push(new URL(url))
    if (isRefusing) return Promise.reject(new UpstreamError('refused', 'It answered 404.', { answer: { status: 404 } }))
    const bytes = Buffer.from(answer)
    return Promise.resolve({ status: 200 as const, bytes, type: 'text/plain', at: sync.now(), validator: {}, url })
  }
  const anArxiv = (categories: readonly string[], toAnswer = (_url: string) => anOaiList([])) =>
    createArxivSource({
      ask: (request) => ask(request, toAnswer(request.url)),
      clock: () => sync.now(),
      categories,
      addresses: ADDRESSES,
    })

  /** The evenings of some days: what the first slot of a source plans at each of them is run. */
  const runEvenings = async (source: PaperSource, count: number): Promise<void> => {
    for (let evening = 0; evening < count; evening++) {
      await sync.plan(...source.slots[0]!.plan(sync.now()))
      await sync.run()
      sync.setNow(sync.now() + DAY_MS)
    }
  }
  const listWindows = () => asked.map(({ searchParams }) => [searchParams.get('from'), searchParams.get('until')])

  test('are those from which the next list begins: evenings on which it was refused are made up for, and then forgotten', async () => {
    const source = anArxiv(['cs.CL'])
    sync = syncing(db, source, MONDAY)
    await runEvenings(source, 2)
    isRefusing = true
    await runEvenings(source, 5)
    isRefusing = false
    const lasting = (await listTroubles(db, 9)).map(({ kind, settledAt }) => [kind, settledAt])

    await runEvenings(source, 2)

    expect(listWindows()).toEqual([
      ['2026-11-01', '2026-11-03'],
      ['2026-11-02', '2026-11-04'],
      // Refused. Records of the 3rd that came late on the 4th were not there yet.
      ...[5, 6, 7, 8, 9].map((day) => ['2026-11-03', `2026-11-0${day}`]),
      ['2026-11-03', '2026-11-10'],
      ['2026-11-09', '2026-11-11'],
    ])
    expect(lasting).toEqual([['refused', undefined]])
    expect((await listTroubles(db, 9)).map(({ settledAt }) => settledAt)).toEqual([MONDAY + 7 * DAY_MS])
  })

  test('are kept set by set: a category that is new begins with today', async () => {
    const [before, after] = [anArxiv(['cs.CL']), anArxiv(['cs.CL', 'cs.RO'])]
    sync = syncing(db, before, MONDAY)
    await runEvenings(before, 1)
    sync = syncing(db, after, MONDAY + 9 * DAY_MS)
    asked = []

    await runEvenings(after, 1)

    const windows = asked.map(({ searchParams }) => [searchParams.get('set'), searchParams.get('from')])
    expect(windows.sort()).toEqual([
      ['cs:cs:CL', '2026-11-02'],
      ['cs:cs:RO', '2026-11-10'],
    ])
  })

  test('outlast the tasks that told them', async () => {
    const source = anArxiv(['cs.CL'])
    sync = syncing(db, source, MONDAY)
    await runEvenings(source, 1)
    sync.setNow(MONDAY + 80 * DAY_MS)

    await pruneSync(db, sync.now())
    await runEvenings(source, 1)

    expect(await db.selectFrom('task').select('key').execute()).toHaveLength(1)
    expect(listWindows().at(-1)).toEqual(['2026-11-02', '2027-01-22'])
  })

  test('of a list that a newer one replaced on its way are not asked for again', async () => {
    let page = 0
    const source = anArxiv(['cs.CL'], (url) => {
      if (url.includes('until=2026-11-14')) return anOaiList([])
      const stamp = addDays('2026-11-02' as Day, page++)
      return anOaiList([anOaiRecord(`2611.${10_000 + page}`, stamp)], page < 30 ? `page ${page}` : '')
    })
    sync = syncing(db, source, MONDAY)
    const stop = new AbortController()
    await sync.plan(...source.slots[0]!.plan(MONDAY))
    await runDue({ ...sync.deps, onAnswer: () => (page === 6 ? stop.abort() : undefined) }, stop.signal)
    sync.setNow(MONDAY + 11 * DAY_MS)

    await runEvenings(source, 1)

    // The last page told of the 7th, of which more may come: all of the 6th was told, and the day before is asked again.
    expect(page).toBe(6)
    expect(listWindows().at(-1)).toEqual(['2026-11-05', '2026-11-14'])
  })

  test('that lie more than a year back are left out, and people are told how to have them', async () => {
    const source = anArxiv(['cs.CL'])
    sync = syncing(db, source, MONDAY)
    await runEvenings(source, 1)
    sync.setNow(MONDAY + 500 * DAY_MS)

    await runEvenings(source, 2)

    const [told, ...others] = await listTroubles(db, 9)
    expect(others).toEqual([])
    expect(told).toMatchObject({ kind: 'incomplete', subject: 'changed cs:cs:CL', times: 1 })
    expect(told?.message).toContain('"broadsheet sync arxiv --since 2026-11-02"')
  })

  test('that a clock noted which was ahead do not keep the true ones from being noted', async () => {
    const source = anArxiv(['cs.CL'])
    sync = syncing(db, source, MONDAY + 300 * DAY_MS)
    await runEvenings(source, 1)
    sync.setNow(MONDAY)
    await runEvenings(source, 1)
    isRefusing = true
    await runEvenings(source, 4)
    isRefusing = false

    await runEvenings(source, 1)

    expect(listWindows().at(-1)).toEqual(['2026-11-02', '2026-11-08'])
  })

  test('are asked for again since a day that somebody names, whatever is known of them', async () => {
    const source = anArxiv(['cs.CL'], (url) =>
      url.startsWith(ADDRESSES.api) ? '<feed><totalResults>0</totalResults></feed>' : anOaiList([]),
    )
    sync = syncing(db, source, MONDAY)
    await runEvenings(source, 1)
    asked = []
    const today = toUtcDay(sync.now())

    await planSince(db, [source], { from: '2026-10-29' as Day, to: today }, sync.now())
    await sync.run()

    const oai = asked.filter(({ hostname }) => hostname === 'oai.test')
    expect(oai.map(({ searchParams }) => searchParams.get('from'))).toEqual(['2026-10-29'])
    expect(asked.length).toBeGreaterThan(oai.length)
  })

  test('are made up for of bioRxiv too', async () => {
    const source = createBiorxivSource({
      ask: (request) => ask(request, JSON.stringify(NO_PREPRINTS)),
      server: 'biorxiv',
      address: 'http://biorxiv.test',
      categories: [],
    })
    sync = syncing(db, source, fromUtcDay('2026-11-03' as Day) + 20 * 3_600_000)
    await runEvenings(source, 1)
    isRefusing = true
    await runEvenings(source, 5)
    isRefusing = false

    await runEvenings(source, 2)

    expect(asked.map(({ pathname }) => pathname.split('/').slice(3, 5)).slice(-3)).toEqual([
      ['2026-11-03', '2026-11-08'],
      ['2026-11-03', '2026-11-09'],
      ['2026-11-09', '2026-11-10'],
    ])
  })
})
