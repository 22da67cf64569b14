import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PaperSource } from '../../src/domain/harvest.ts'
import { addDays, DAY_MS, type Day } from '../../src/domain/time.ts'
import { UpstreamError } from '../../src/domain/upstream-error.ts'
import { backfillNow, syncNow } from '../../src/jobs/sync-now.ts'
import { type RoundDeps, syncRound, syncUntilStopped } from '../../src/jobs/sync-rounds.ts'
import { planBackfill } from '../../src/services/sync/plan-backfill.ts'
import type { Db } from '../../src/store/db.ts'
import { claimSource, releaseSource } from '../../src/store/source-states.ts'
import { type Answer, aRecord, aSource, aTask } from '../support/a-source.ts'
import { dialects, freshDatabase } from '../support/databases.ts'

const NOW = Date.parse('2026-11-20T06:00:00Z')
const MINUTE_MS = 60_000
const [FROM, TO] = ['2026-11-17', '2026-11-20'] as [Day, Day]

/** The days of a range, the newest first. */
function listDays(from: Day, to: Day): Day[] {
  return from > to ? [] : [to, ...listDays(from, addDays(to, -1))]
}

describe.each(dialects)('fetching on $dialect', (where) => {
  let db: Db
  let now = NOW
  let asked: string[] = []
  beforeEach(async () => {
    db = await freshDatabase(where)
    now = NOW
    asked = []
  })
  afterEach(() => db.destroy())

  /** A source that looks back day by day, and what it is asked for. */
  function aPast(answer: Answer = () => ({ items: [] }), wish: Partial<PaperSource> = {}): PaperSource {
    return aSource(
      (key, resume, context) => {
        asked.push(resume === undefined ? key : `${key}, ${resume}`)
        return answer(key, resume, context)
      },
      {
        planBackfill: (from, to) => listDays(from, to).map((day) => aTask(`day ${day}`)),
        ...wish,
      },
    )
  }

  /** Time passes by waiting alone. */
  function depsOf(source: PaperSource, wish: Partial<RoundDeps> = {}) {
    const pause = async (ms: number, signal?: AbortSignal): Promise<void> => {
      signal?.throwIfAborted()
      now += ms
    }
    const common = { db, sources: [source], clock: () => now, log: () => undefined, runner: 'test', pause }
    return { ...common, backfillDays: 2, listDue: () => [], ...wish }
  }

  const forever = new AbortController().signal

  test('a source that is new begins with what is newest, then fetches the days before, and all that once', async () => {
    const source = aPast(undefined, { planStart: () => [aTask('newest'), aTask('next to it')] })
    const deps = depsOf(source)

    await syncRound(deps, forever)
    await syncRound(deps, forever)

    expect(asked).toEqual(['newest', 'next to it', 'day 2026-11-20', 'day 2026-11-19', 'day 2026-11-18'])
  })

  test('a start that was killed before all of it was planned is planned whole the next time', async () => {
    const source = aPast(undefined, { planStart: () => [aTask('newest')] })
    await planBackfill(db, [source], { from: TO, to: TO }, now - DAY_MS)

    await syncRound(depsOf(source), forever)

    expect(asked.sort()).toEqual(['day 2026-11-18', 'day 2026-11-19', 'day 2026-11-20', 'newest'])
  })

  test('what falls due goes before the years of a backfill', async () => {
    const source = aPast()
    const dueAt = NOW + MINUTE_MS
    const deps = depsOf(source, {
      backfillDays: 0,
      listDue: (_source, after, until) =>
        dueAt > after && dueAt <= until ? [{ ...aTask('tonight'), source: 'arxiv', dueAt }] : [],
    })
    await syncRound(deps, forever)
    await planBackfill(db, [source], { from: FROM, to: TO }, now - DAY_MS)
    now = dueAt

    await syncRound(deps, forever)

    expect(asked[0]).toBe('tonight')
    expect(asked).toHaveLength(5)
  })

  test('a backfill goes on where it stopped, and asks again for nothing but what was refused', async () => {
    const stop = new AbortController()
    const source = aPast((key, resume) => {
      if (key === 'day 2026-11-19') throw new UpstreamError('refused', 'It does not know that day.')
      if (resume === 'page 2') stop.abort()
      stop.signal.throwIfAborted()
      return { items: [aRecord(key.slice(-2).padStart(5, '0'))], ...(key === 'day 2026-11-18' && { resume: 'page 2' }) }
    })
    const deps = depsOf(source)
    const range = { from: FROM, to: TO }
    const interrupted = await backfillNow(
      deps,
      await planBackfill(db, [source], range, now - DAY_MS),
      () => undefined,
      stop.signal,
    )
    asked = []
    const again = aPast(() => ({ items: [aRecord('00003')] }))

    const plans = await planBackfill(db, [again], range, now - DAY_MS)
    const ended = await backfillNow(depsOf(again), plans, () => undefined, forever)

    expect(interrupted).toMatchObject([
      { tasks: 4, done: 1, refused: 1, taken: 2, next: { key: 'day 2026-11-18', isUnderWay: true } },
    ])
    expect(asked).toEqual(['day 2026-11-19', 'day 2026-11-18, page 2', 'day 2026-11-17'])
    expect(ended).toMatchObject([{ source: 'arxiv', tasks: 4, done: 4, refused: 0, advanced: 4, taken: 5 }])
    expect(ended[0]?.next).toBeUndefined()
  })

  test('a backfill waits out an upstream that wants to be left alone', async () => {
    let tries = 0
    const source = aPast(() => {
      if (++tries === 1) throw new UpstreamError('busy', 'Rate exceeded.', { until: now + 10 * MINUTE_MS })
      return { items: [] }
    })
    const plans = await planBackfill(db, [source], { from: TO, to: TO }, now - DAY_MS)

    const [ended] = await backfillNow(depsOf(source), plans, () => undefined, forever)

    expect(ended).toMatchObject({ done: 1 })
    expect(now).toBeGreaterThanOrEqual(NOW + 10 * MINUTE_MS)
  })

  test('its progress counts the share of a task whose size is told', async () => {
    const source = aPast((_key, resume) => {
      const items = [aRecord(resume === undefined ? '00001' : '00002')]
      return { items, total: 2, ...(resume === undefined && { resume: 'page 2' }) }
    })
    const plans = await planBackfill(db, [source], { from: TO, to: TO }, now - DAY_MS)
    const told: number[] = []
    const stop = new AbortController()

    await backfillNow(
      depsOf(source, { onAnswer: () => stop.abort() }),
      plans,
      ([progress]) => void told.push(progress?.advanced ?? -1),
      stop.signal,
    )

    expect(told).toEqual([0, 0.5])
  })

  test('a sync waits while another process has a source, and leaves to later what has to wait longer', async () => {
    await claimSource(db, 'arxiv', { runner: 'the server', now, until: now + 30_000 })
    let waits = 0
    const source = aPast(() => {
      throw new UpstreamError('silent', 'It does not answer.')
    })
    const deps = depsOf(source, { backfillDays: 0 })
    await planBackfill(db, [source], { from: TO, to: TO }, now)

    await syncNow(
      {
        ...deps,
        pause: async (ms) => {
          now += ms
          if (++waits === 2) await releaseSource(db, 'arxiv', 'the server')
        },
      },
      forever,
    )

    expect(waits).toBe(2)
    expect(asked).toEqual(['day 2026-11-20'])
    expect(now - NOW).toBeLessThan(MINUTE_MS)
  })

  test('rounds follow each other until they are stopped', async () => {
    const stop = new AbortController()
    const source = aPast()
    const deps = depsOf(source, {
      listDue: (_source, after, until) =>
        [1, 2, 3]
          .map((hour) => ({ ...aTask(`hour ${hour}`), source: 'arxiv' as const, dueAt: NOW + hour * 60 * MINUTE_MS }))
          .filter(({ dueAt }) => dueAt > after && dueAt <= until),
      onAnswer: ({ key }) => {
        if (key === 'hour 3') stop.abort()
      },
      backfillDays: 0,
    })

    await syncUntilStopped(deps, stop.signal)

    expect(asked).toEqual(['hour 1', 'hour 2', 'hour 3'])
    expect(now).toBeGreaterThanOrEqual(NOW + 180 * MINUTE_MS)
  })
})

test('what keeps the rounds from going on is logged once, and they go on when it is over', async () => {
  const db = await freshDatabase(dialects[0]!)
  const stop = new AbortController()
  const logged: unknown[] = []
  let fails = 3
  const deps = {
    ...{ db, sources: [aSource()], clock: () => NOW, runner: 'test', backfillDays: 0 },
    listDue: () => {
      if (fails-- > 0) throw new Error('the disk is full')
      stop.abort()
      return []
    },
    log: (event: string, facts: unknown, level?: string) => void logged.push([event, facts, level]),
    pause: () => Promise.resolve(),
  }

  await syncUntilStopped(deps, stop.signal)
  await db.destroy()

  expect(logged).toEqual([['sync.delayed', { lane: 'sync', message: 'the disk is full' }, 'warn']])
})

test('that nobody answers is logged once, and once more when it happens again', async () => {
  const db = await freshDatabase(dialects[0]!)
  const stop = new AbortController()
  const logged: string[] = []
  let [now, asked] = [NOW, 0]
  const source = aSource(() => {
    if (++asked === 5) stop.abort()
    if (asked === 3) return { items: [] }
    throw new UpstreamError('silent', 'It does not answer.')
  })
  const deps = {
    ...{ db, sources: [source], clock: () => now, runner: 'test', backfillDays: 0 },
    listDue: () =>
      [1, 2].map((hour) => ({
        ...aTask(`hour ${hour}`),
        source: 'arxiv' as const,
        dueAt: NOW + hour * 60 * MINUTE_MS,
      })),
    log: (event: string) => void logged.push(event),
    pause: (ms: number) => {
      now += ms
      return Promise.resolve()
    },
  }

  await syncUntilStopped(deps, stop.signal)
  await db.destroy()

  // Asked five times: no answer, none, one; of the second task none; the fifth is broken off.
  expect(logged.filter((event) => event !== 'sync.failed')).toEqual([
    'sync.unanswered',
    'sync.answered',
    'sync.unanswered',
  ])
})
