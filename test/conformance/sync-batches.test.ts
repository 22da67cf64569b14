import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Announcement, Harvest, PaperSource } from '../../src/domain/harvest.ts'
import type { PaperId } from '../../src/domain/paper.ts'
import { DAY_MS, type Day, fromUtcDay, toWeekday } from '../../src/domain/time.ts'
import { UpstreamError } from '../../src/domain/upstream-error.ts'
import { describeBatch } from '../../src/services/sync/describe-batch.ts'
import { describeSources } from '../../src/services/sync/describe-sources.ts'
import { planTasks } from '../../src/services/sync/plan-tasks.ts'
import { writeRecords } from '../../src/services/write-records.ts'
import type { Db } from '../../src/store/db.ts'
import { listTroubles } from '../../src/store/troubles.ts'
import { aRecord, aSource, syncing, type Syncing } from '../support/a-source.ts'
import { dialects, freshDatabase } from '../support/databases.ts'

const [MINUTE, HOUR] = [60_000, 3_600_000]
const FRIDAY = '2026-11-20' as Day
const MONDAY = '2026-11-23' as Day
const DUE = fromUtcDay(FRIDAY) + 5 * HOUR
const HOLIDAY = '2026-11-26' as Day

const NO_FAULT = ({ reason }: { reason: string }): never => expect.unreachable(reason)

/** Papers that a batch announces: "00001v2" is the second version of 2611.00001. */
function announce(...papers: string[]): Announcement[] {
  return papers.map((paper) => {
    const [digits, version] = paper.split('v')
    return { id: `2611.${digits}` as PaperId, kind: version === '1' ? 'new' : 'replace', version: Number(version) }
  })
}

/** A source that announces papers at five in the morning from Monday to Friday, but on one holiday. */
function announcing(answer: (key: string) => Harvest): PaperSource {
  return aSource(answer, {
    announces: {
      dueAt: (day) => ([0, 6].includes(toWeekday(day)) || day === HOLIDAY ? undefined : fromUtcDay(day) + 5 * HOUR),
      planDay: (day) => ({ key: `announced ${day}`, subject: `announced ${day}` }),
      planPapers: (ids, attempt) => [{ key: `papers ${attempt} ${ids.join(' ')}`, subject: `papers ${ids.join(' ')}` }],
    },
  })
}

describe.each(dialects)('a batch on $dialect', (where) => {
  let db: Db
  beforeEach(async () => void (db = await freshDatabase(where)))
  afterEach(() => db.destroy())

  /** Plans a source from an hour before Friday's announcement, and goes to the instant at which it is due. */
  const begin = async (source: PaperSource, days: number = 1): Promise<Syncing> => {
    const deps = { db, sources: [source], listDue: () => [] }
    await planTasks({ ...deps, clock: () => DUE - HOUR }, DUE + days * DAY_MS)
    // Thursday's is not what these tests are about.
    await db.deleteFrom('announced_batch').where('day', '<', FRIDAY).execute()
    await db.deleteFrom('task').where('due_at', '<', DUE).execute()
    return syncing(db, source, DUE)
  }
  const describeDay = (sync: Syncing, day: Day) => describeBatch(db, sync.deps.sources, sync.deps.clock)(day)

  test('is complete when every paper that was announced is there in that version or a later one', async () => {
    const papers = announce('00001v1', '00002v2')
    const source = announcing((key) => {
      if (key.startsWith('announced')) return { items: [], announced: { day: FRIDAY, papers } }
      return { items: [aRecord('00001', { fields: { version: 1 } }), aRecord('00002', { fields: { version: 3 } })] }
    })
    const sync = await begin(source)
    const before = await describeDay(syncing(db, source, DUE - 1), FRIDAY)

    await sync.run()

    const next = { day: MONDAY, dueAt: fromUtcDay(MONDAY) + 5 * HOUR }
    expect(before).toMatchObject({ state: 'awaited', dueAt: DUE, next })
    const about = { source: 'arxiv', title: 'arXiv', day: FRIDAY, dueAt: DUE, next }
    expect(await describeDay(sync, FRIDAY)).toEqual({ ...about, state: 'complete', announced: 2, completedAt: DUE })
  })

  test('is complete before it is due, when its announcement came early', async () => {
    const source = announcing(() => ({ items: [], announced: { day: FRIDAY, papers: [] } }))
    const sync = await begin(source)
    sync.setNow(DUE - HOUR / 2)
    await sync.plan(source.announces!.planDay(FRIDAY))

    await sync.run()

    expect(await describeDay(sync, FRIDAY)).toMatchObject({ state: 'complete', dueAt: DUE, completedAt: sync.now() })
    expect((await describeSources(db, [source], sync.deps.clock)())[0]).toMatchObject({ newestBatch: { day: FRIDAY } })
  })

  test('waits ten minutes for the harvest that is under way, then asks for what is missing by itself', async () => {
    const asked: string[] = []
    const source = announcing((key) => {
      asked.push(key)
      sync.setNow(sync.now() + 4 * MINUTE)
      if (key.startsWith('announced')) return { items: [], announced: { day: FRIDAY, papers: announce('00001v1') } }
      if (key.startsWith('papers')) return { items: [aRecord('00001')] }
      return { items: [], resume: `${asked.length}` }
    })
    const sync = await begin(source)
    sync.deps.mostMs = HOUR
    sync.setNow(DUE - 1)
    await sync.plan({ key: 'years', subject: 'years' })
    sync.setNow(DUE)

    await sync.run()

    expect(asked.slice(0, 6)).toEqual([
      `announced ${FRIDAY}`,
      'years',
      'years',
      'years',
      'papers 0 2611.00001',
      'years',
    ])
    expect(await describeDay(sync, FRIDAY)).toMatchObject({ state: 'complete', completedAt: DUE + 20 * MINUTE })
  })

  test('that stays incomplete is asked for again with growing pauses, by another attempt each, and told with numbers', async () => {
    const attempts: [number, string][] = []
    const source = announcing((key) => {
      if (key.startsWith('announced')) {
        return {
          items: [aRecord('00001')],
          announced: { day: FRIDAY, papers: announce('00001v1', '00002v1', '00003v2') },
        }
      }
      attempts.push([(sync.now() - DUE) / MINUTE, key])
      return { items: attempts.length === 4 ? [aRecord('00002'), aRecord('00003', { fields: { version: 2 } })] : [] }
    })
    const sync = await begin(source)
    const { nextDueAt } = await sync.run()
    const during = await describeDay(sync, FRIDAY)
    sync.setNow(nextDueAt!)
    for (let runs = 0; runs < 4; runs++) {
      await sync.run()
      sync.setNow((await sync.run()).nextDueAt ?? sync.now())
    }

    const ids = '2611.00002 2611.00003'
    expect(attempts).toEqual([
      [0, `papers 0 ${ids}`],
      [15, `papers 1 ${ids}`],
      [45, `papers 2 ${ids}`],
      [105, `papers 3 ${ids}`],
    ])
    expect(during).toMatchObject({ state: 'incomplete', announced: 3, missing: 2, nextTryAt: DUE + 15 * MINUTE })
    const [trouble, ...others] = await listTroubles(db, 9)
    expect(others).toEqual([])
    expect(trouble).toMatchObject({ kind: 'incomplete', subject: FRIDAY, times: 3, settledAt: DUE + 105 * MINUTE })
    expect(trouble?.message).toBe(
      'Of 3 papers that arXiv announced for 2026-11-20, 2 are missing (2611.00002, 2611.00003) after they were asked for 3 times. More tries follow.',
    )
    expect(await describeDay(sync, FRIDAY)).toMatchObject({ state: 'complete', announced: 3 })
  })

  test('that does not come is late after three hours, told, and asked for until it is there', async () => {
    let isThere = false
    const source = announcing(() => {
      if (!isThere) throw new UpstreamError('stale', 'arXiv tells what it told yesterday.')
      return { items: [], announced: { day: FRIDAY, papers: [] } }
    })
    const sync = await begin(source)
    while (sync.now() < DUE + 4 * HOUR) sync.setNow((await sync.run()).nextDueAt!)
    const late = await describeDay(sync, FRIDAY)
    isThere = true
    await sync.run()

    expect(late).toMatchObject({ state: 'late', dueAt: DUE, nextTryAt: sync.now() })
    const troubles = await listTroubles(db, 9)
    expect(troubles.map(({ kind, settledAt }) => [kind, settledAt]).sort()).toEqual([
      ['late', sync.now()],
      ['stale', sync.now()],
    ])
    expect(troubles.find(({ kind }) => kind === 'late')?.message).toBe(
      'What arXiv announces for 2026-11-20 was due 3 hours ago and has not come. It is asked for until it is there.',
    )
    expect(await describeDay(sync, FRIDAY)).toMatchObject({ state: 'complete', announced: 0 })
  })

  test('is incomplete as long as only its announcement told of its papers', async () => {
    let isHarvested = false
    const asked: string[] = []
    const source = announcing((key) => {
      asked.push(key)
      const told = { items: [aRecord('00001', { fields: {} }, {})] }
      if (key.startsWith('announced')) return { ...told, announced: { day: FRIDAY, papers: announce('00001v1') } }
      return isHarvested ? { items: [aRecord('00001')] } : told
    })
    const sync = await begin(source)
    const { nextDueAt } = await sync.run()
    const before = await describeDay(sync, FRIDAY)
    isHarvested = true
    sync.setNow(nextDueAt!)

    await sync.run()

    expect(before).toMatchObject({ state: 'incomplete', announced: 1, missing: 1 })
    expect(asked).toEqual([`announced ${FRIDAY}`, 'papers 0 2611.00001', 'papers 1 2611.00001'])
    expect(await describeDay(sync, FRIDAY)).toMatchObject({ state: 'complete', announced: 1 })
  })

  test('of papers whose versions are not told is incomplete until it is known when they were submitted', async () => {
    let submitted: { publishedAt?: number } = {}
    const source = announcing((key) => {
      const items = [aRecord('00001', { fields: submitted })]
      const papers = [{ id: '2611.00001' as PaperId, kind: 'new' as const }]
      return key.startsWith('announced') ? { items, announced: { day: FRIDAY, papers } } : { items }
    })
    const sync = await begin(source)
    const { nextDueAt } = await sync.run()
    const before = await describeDay(sync, FRIDAY)
    submitted = { publishedAt: DUE - DAY_MS }
    sync.setNow(nextDueAt!)

    await sync.run()

    expect([before?.state, (await describeDay(sync, FRIDAY))?.state]).toEqual(['incomplete', 'complete'])
  })

  test('whose last paper was brought by a runner that died then is complete at once', async () => {
    const source = announcing((key) =>
      key.startsWith('announced')
        ? { items: [], announced: { day: FRIDAY, papers: announce('00001v1') } }
        : { items: [] },
    )
    const sync = await begin(source)
    await sync.run()
    await db
      .transaction()
      .execute((tx) => writeRecords(tx, { records: [aRecord('00001').paper], readAt: DUE }, NO_FAULT))

    const { nextDueAt } = await sync.run()

    expect(nextDueAt).toBeUndefined()
    expect(await describeDay(sync, FRIDAY)).toMatchObject({ state: 'complete', completedAt: DUE })
  })

  test('whose missing papers another day has asked for before asks for them once more', async () => {
    const asked: string[] = []
    const source = announcing((key) => {
      asked.push(key)
      const day = key === `announced ${FRIDAY}` ? FRIDAY : MONDAY
      if (key.startsWith('announced')) return { items: [], announced: { day, papers: announce('00001v1') } }
      return { items: asked.length > 3 ? [aRecord('00001')] : [] }
    })
    const sync = await begin(source, 4)
    await sync.run()
    sync.setNow(fromUtcDay(MONDAY) + 5 * HOUR)
    await db.updateTable('announced_batch').set({ closed_at: sync.now() }).where('day', '=', FRIDAY).execute()

    await sync.run()

    expect(asked).toEqual([`announced ${FRIDAY}`, 'papers 0 2611.00001', `announced ${MONDAY}`, 'papers 0 2611.00001'])
  })

  test('whose announcement is refused is asked for every hour, and its papers by another interface at once', async () => {
    const asked: [number, string][] = []
    const source: PaperSource = {
      ...announcing((key) => {
        asked.push([(sync.now() - DUE) / HOUR, key])
        if (key.startsWith('announced')) throw new UpstreamError('refused', 'arXiv has no such page (404).')
        return { items: [aRecord('00001')] }
      }),
      planBackfill: (from, to) => [{ key: `submitted ${from} ${to}`, subject: `submitted ${from} ${to}` }],
    }
    const sync = await begin(source)

    while (sync.now() <= DUE + 3 * HOUR) sync.setNow((await sync.run()).nextDueAt!)

    expect(asked).toEqual([
      [0, `announced ${FRIDAY}`],
      [0, `submitted ${FRIDAY} ${FRIDAY}`],
      [1, `announced ${FRIDAY}`],
      [2, `announced ${FRIDAY}`],
      [3, `announced ${FRIDAY}`],
      [3, `submitted ${FRIDAY} ${FRIDAY}`],
    ])
    expect(await describeDay(sync, FRIDAY)).toMatchObject({ state: 'late' })
    const kinds = (await listTroubles(db, 9)).filter(({ settledAt }) => settledAt === undefined).map(({ kind }) => kind)
    expect(kinds.sort()).toEqual(['late', 'refused'])

    sync.setNow(DUE + 3 * DAY_MS + 2 * HOUR)
    await sync.run()
    await sync.run()

    expect(await describeDay(sync, FRIDAY)).toMatchObject({ state: 'unchecked', dueAt: DUE })
    expect((await listTroubles(db, 9)).every(({ settledAt }) => settledAt !== undefined)).toBe(true)
  })

  test('whose day was reckoned is unchecked, with its count, and nobody is alarmed any more', async () => {
    let isOver = false
    const source = announcing(() => {
      if (!isOver) throw new UpstreamError('stale', 'arXiv tells what it told yesterday.')
      return { items: [aRecord('00001')], reckoned: { day: FRIDAY, count: 1 } }
    })
    const sync = await begin(source)
    while (sync.now() < DUE + 4 * HOUR) sync.setNow((await sync.run()).nextDueAt!)
    isOver = true

    await sync.run()

    expect(await describeDay(sync, FRIDAY)).toMatchObject({ state: 'unchecked', dueAt: DUE, reckoned: 1 })
    expect((await listTroubles(db, 9)).every(({ settledAt }) => settledAt !== undefined)).toBe(true)
    expect((await sync.run()).nextDueAt).toBeUndefined()
  })

  test('that was read is not unread by a day that was reckoned afterwards', async () => {
    const answers: Harvest[] = [
      { items: [aRecord('00001')], announced: { day: FRIDAY, papers: announce('00001v1') } },
      { items: [], reckoned: { day: FRIDAY, count: 7 } },
    ]
    const source = announcing(() => answers.shift()!)
    const sync = await begin(source)
    await sync.run()
    await sync.plan(source.announces!.planDay(FRIDAY))

    await sync.run()

    expect(await describeDay(sync, FRIDAY)).toMatchObject({ state: 'complete', announced: 1 })
  })

  test('is asked for again within the hour, though its announcement told of another day', async () => {
    let day = '2026-11-19' as Day
    const source = announcing(() => ({ items: [], announced: { day, papers: [] } }))
    const sync = await begin(source)
    const { nextDueAt } = await sync.run()
    day = FRIDAY
    sync.setNow(nextDueAt!)

    await sync.run()

    expect(nextDueAt).toBe(DUE + HOUR)
    expect(await describeDay(sync, FRIDAY)).toMatchObject({ state: 'complete', completedAt: DUE + HOUR })
  })

  test('comes in parts: a paper that any part calls new is new, and none is compared before the last', async () => {
    const cross = { ...announce('00001v1')[0]!, kind: 'cross' as const }
    const parts: Harvest[] = [
      { items: [], announced: { day: FRIDAY, papers: announce('00001v1') }, resume: 'cs.CL' },
      { items: [aRecord('00001')], announced: { day: FRIDAY, papers: [cross, ...announce('00002v1')] } },
    ]
    const source = announcing((key) => (key.startsWith('announced') ? parts.shift()! : { items: [] }))
    const sync = await begin(source)

    await sync.run()

    expect(await describeDay(sync, FRIDAY)).toMatchObject({ state: 'incomplete', announced: 2, missing: 1 })
    const rows = await db.selectFrom('announcement').select(['paper_id', 'kind']).orderBy('paper_id').execute()
    expect(rows.map(({ kind }) => kind)).toEqual(['new', 'new'])
    const paper = await db.selectFrom('paper').select('announced_day').executeTakeFirst()
    expect(paper).toEqual({ announced_day: FRIDAY })
  })

  test('is held against all papers that are of its day, featured or not', async () => {
    const told: unknown[] = []
    const source = announcing(() => ({ items: [] }))
    const asking: PaperSource = {
      ...source,
      harvest: async (_key, _resume, { listNew, findKnownDays }) => {
        told.push(await listNew(FRIDAY), Object.fromEntries(await findKnownDays(['2611.00002' as PaperId])))
        return { items: [] }
      },
    }
    const sync = await begin(asking)
    const ofFriday = { announcedDay: FRIDAY, categories: ['cs.CL'] }
    const records = [
      aRecord('00001', { fields: ofFriday }).paper,
      aRecord('00002', { fields: ofFriday, entries: [{ day: FRIDAY }] }).paper,
      aRecord('00003', { fields: { ...ofFriday, announcedDay: MONDAY } }).paper,
    ]
    await db.transaction().execute((tx) => writeRecords(tx, { records, readAt: DUE }, NO_FAULT))

    await sync.run()

    expect(told).toEqual([
      ['2611.00001', '2611.00002'].map((id) => ({ id, categories: ['cs.CL'] })),
      { '2611.00002': { day: FRIDAY, isTold: false } },
    ])
  })

  test('does not exist at weekends and on holidays, which are told with the day of the next papers', async () => {
    const sync = await begin(announcing(() => ({ items: [] })))

    const [saturday, holiday] = [await describeDay(sync, '2026-11-21' as Day), await describeDay(sync, HOLIDAY)]

    expect(saturday).toMatchObject({ state: 'holiday', next: { day: MONDAY } })
    expect(holiday).toMatchObject({ state: 'holiday', next: { day: '2026-11-27' } })
    expect(await describeDay(sync, '2026-10-01' as Day)).toBeUndefined()
    expect(await describeBatch(db, [aSource()], sync.deps.clock)(FRIDAY)).toBeUndefined()
  })

  test('is looked for at first only for the newest day, and after a pause for the days of a week', async () => {
    const source = announcing(() => ({ items: [] }))
    const plan = (now: number) => planTasks({ db, sources: [source], clock: () => now, listDue: () => [] }, now + HOUR)
    const list = async () => {
      const rows = await db.selectFrom('announced_batch').select('day').orderBy('day').execute()
      return rows.map(({ day }) => day.slice(5))
    }

    await plan(DUE + 12 * HOUR)
    const first = await list()
    await plan(DUE + 31 * DAY_MS + 2 * HOUR)

    expect(first).toEqual(['11-20'])
    expect((await list()).slice(1)).toEqual(['12-15', '12-16', '12-17', '12-18', '12-21'])
  })

  test('is no alarm after a pause, before anybody has asked for it', async () => {
    const source = announcing(() => ({ items: [], announced: { day: FRIDAY, papers: [] } }))
    const sync = await begin(source)
    sync.setNow(DUE + 20 * HOUR)

    const before = await describeDay(sync, FRIDAY)
    await sync.run()

    expect(before).toMatchObject({ state: 'late' })
    expect(await describeDay(sync, FRIDAY)).toMatchObject({ state: 'complete' })
    expect(await listTroubles(db, 9)).toEqual([])
  })

  test('stands in the description of its source, with what is wrong and when it is asked next', async () => {
    const source = announcing(() => {
      throw new UpstreamError('busy', 'arXiv asked to be left alone (429).', { until: DUE + 2 * HOUR })
    })
    const sync = await begin(source)
    await sync.run()

    const described = await describeSources(db, [source], sync.deps.clock)()

    expect(described).toEqual([
      {
        ...{ name: 'arxiv', title: 'arXiv', terms: 'Ask seldom.', failedAt: DUE, failures: 1, due: 1 },
        ...{ stoppedUntil: DUE + 2 * HOUR, nextAt: DUE + 2 * HOUR },
        troubles: [expect.objectContaining({ kind: 'busy', message: 'arXiv asked to be left alone (429).' })],
        newestBatch: expect.objectContaining({ day: FRIDAY, state: 'awaited', dueAt: DUE }),
        catchUps: [],
        tasks: [{ key: `announced ${FRIDAY}`, taken: 0, faults: 0, dueAt: DUE, isUnderWay: false }],
      },
    ])
  })
})
