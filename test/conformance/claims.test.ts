import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PaperId } from '../../src/domain/paper.ts'
import type { Pause } from '../../src/domain/ports.ts'
import { RestError, UpstreamError } from '../../src/domain/upstream-error.ts'
import { runDue } from '../../src/services/sync/run-due.ts'
import { setAsideSilence } from '../../src/services/sync/set-aside-silence.ts'
import type { Db } from '../../src/store/db.ts'
import { findPaper } from '../../src/store/papers.ts'
import { findSourceState, findStop } from '../../src/store/source-states.ts'
import { listTroubles } from '../../src/store/troubles.ts'
import { type Answer, aRecord, aSource, aTask, syncing } from '../support/a-source.ts'
import { dialects, freshDatabase } from '../support/databases.ts'

const [START, MINUTE] = [1_000_000, 60_000]
const STEP_MS = 10_000
const never = new AbortController().signal

/** Lets time pass for whoever pauses again behind each pause. */
function startTime(sync: { now(): number; setNow(instant: number): void }) {
  const ends = new Set<{ at: number; end: () => void }>()
  const pause: Pause = (ms, signal) =>
    new Promise((resolve, reject) => {
      const one = { at: sync.now() + ms, end: resolve }
      ends.add(one)
      signal?.addEventListener('abort', () => {
        ends.delete(one)
        reject(signal.reason as Error)
      })
    })
  const wake = (): void => {
    for (const one of ends) if (one.at <= sync.now() && ends.delete(one)) one.end()
  }
  return {
    pause,
    wake,
    async pass(ms: number) {
      for (let passed = 0; passed < ms; passed += STEP_MS) {
        sync.setNow(sync.now() + STEP_MS)
        const pauses = ends.size
        wake()
        while (ends.size < pauses) await turn()
      }
    },
  }
}

/** An answer that is given when the test wants it, or ends with its signal. */
function anAnswer() {
  const asked = Promise.withResolvers<void>()
  const given = Promise.withResolvers<void>()
  let [times, aborted] = [0, 0]
  const answer: Answer = async (_key, _resume, { signal }) => {
    times++
    asked.resolve()
    const gone = new Promise<never>((_, reject) =>
      signal.addEventListener('abort', () => {
        aborted++
        reject(signal.reason as Error)
      }),
    )
    await Promise.race([given.promise, gone])
    return { items: [aRecord('00001')] }
  }
  return { answer, asked: asked.promise, give: () => given.resolve(), count: () => ({ times, aborted }) }
}

describe.each(dialects)('a source that is one runner\u2019s, on $dialect', (where) => {
  let db: Db
  beforeEach(async () => void (db = await freshDatabase(where)))
  afterEach(() => db.destroy())

  const findFirst = () => findPaper(db, '2611.00001' as PaperId)

  test('stays so for as long as an upstream takes for its answer, and is free at once behind it', async () => {
    const { answer, asked, give, count } = anAnswer()
    const sync = syncing(db, aSource(answer))
    const { pause, pass } = startTime(sync)
    await sync.plan(aTask('listed'))
    const other = { ...sync.deps, runner: 'two' }
    const running = runDue({ ...sync.deps, claimPause: pause, runner: 'one' }, never)
    await asked
    const others: unknown[] = []

    for (let minutes = 0; minutes < 10; minutes++) {
      await pass(MINUTE)
      others.push(await runDue(other, never))
    }
    give()

    expect(await running).toEqual({ ran: 1, failed: 0 })
    expect(others.every((report) => (report as { ran: number }).ran === 0)).toBe(true)
    expect(count()).toEqual({ times: 1, aborted: 0 })
    expect(await findSourceState(db, 'arxiv')).toMatchObject({ holder: null, held_until: null })
  })

  test('is another\u2019s when a runner is not heard of for two minutes, and what that one was asking for is given up', async () => {
    const [late, next] = [anAnswer(), anAnswer()]
    const answers = [late.answer, next.answer]
    const sync = syncing(
      db,
      aSource((...asked) => answers.shift()!(...asked)),
    )
    const { pause, wake } = startTime(sync)
    await sync.plan(aTask('listed'))
    const first = runDue({ ...sync.deps, claimPause: pause, runner: 'one' }, never)
    await late.asked
    sync.setNow(START + 2 * MINUTE) // the machine of the first slept
    const second = runDue({ ...sync.deps, claimPause: () => new Promise(() => undefined), runner: 'two' }, never)
    await next.asked

    wake()

    expect(await first).toMatchObject({ ran: 0, failed: 0 })
    expect([late.count(), next.count()]).toEqual([
      { times: 1, aborted: 1 },
      { times: 1, aborted: 0 },
    ])
    expect(await findSourceState(db, 'arxiv')).toMatchObject({ holder: 'two', failures: 0 })
    expect(sync.logged).toEqual([{ event: 'sync.lost', level: 'warn', source: 'arxiv' }])
    next.give()
    void second
  })

  test('keeps nothing of an answer that comes to a runner which has lost it and does not know yet', async () => {
    const [late, next] = [anAnswer(), anAnswer()]
    const answers = [late.answer, next.answer]
    const sync = syncing(
      db,
      aSource((...asked) => answers.shift()!(...asked)),
    )
    await sync.plan(aTask('listed'))
    const first = runDue({ ...sync.deps, runner: 'one' }, never)
    await late.asked
    sync.setNow(START + 2 * MINUTE)
    const second = runDue({ ...sync.deps, runner: 'two' }, never)
    await next.asked

    late.give()

    expect(await first).toMatchObject({ ran: 0, failed: 0 })
    expect(await findFirst()).toBeUndefined()
    next.give()
    expect(await second).toMatchObject({ ran: 1 })
    expect(await findFirst()).toBeDefined()
  })

  test('that begins to rest while its turn is waited for has nothing wrong with it', async () => {
    const source = aSource(
      () => {
        throw new RestError('arXiv is asked for nothing until 00:31.', START + MINUTE)
      },
      { restsUntil: (now) => (now > START && now < START + MINUTE ? START + MINUTE : undefined) },
    )
    const { harvest } = source
    const sync = syncing(db, {
      ...source,
      harvest: (...asked) => {
        sync.setNow(START + 1)
        return harvest(...asked)
      },
    })
    await sync.plan(aTask('listed'))

    const report = await sync.run()

    expect(report).toEqual({ ran: 0, failed: 0, nextDueAt: START + MINUTE })
    expect(await findSourceState(db, 'arxiv')).toMatchObject({ failures: 0, stopped_until: null, holder: null })
    expect(await listTroubles(db, 9)).toEqual([])
  })
})

describe.each(dialects)('a source that is asked for by hand, on $dialect', (where) => {
  let db: Db
  beforeEach(async () => void (db = await freshDatabase(where)))
  afterEach(() => db.destroy())

  async function failFor(kind: 'silent' | 'busy', times: number) {
    let isThere = false
    const source = aSource(() => {
      if (!isThere) throw new UpstreamError(kind, 'arxiv.org fails.')
      return { items: [aRecord('00001')] }
    })
    const sync = syncing(db, source)
    await sync.plan(aTask('listed'))
    let nextDueAt = sync.now()
    for (let tries = 0; tries < times; tries++) {
      sync.setNow(nextDueAt)
      nextDueAt = (await sync.run()).nextDueAt!
    }
    isThere = true
    return { sync, source, nextDueAt }
  }

  test.each([1, 3, 8])('is asked at once where it did not answer %d times: the network may be back', async (times) => {
    const { sync, source, nextDueAt } = await failFor('silent', times)
    const before = await sync.run()

    await setAsideSilence(db, [source])

    expect(before).toEqual({ ran: 0, failed: 0, nextDueAt })
    expect(await sync.run()).toEqual({ ran: 1, failed: 0 })
    expect(await findStop(db, 'arxiv')).toBeUndefined()
  })

  test('is left alone as long as it asked for that', async () => {
    const { sync, source, nextDueAt } = await failFor('busy', 2)

    await setAsideSilence(db, [source])

    expect(await sync.run()).toEqual({ ran: 0, failed: 0, nextDueAt })
    expect(await findStop(db, 'arxiv')).toBe(nextDueAt)
  })

  test('is asked as planned where others are asked for', async () => {
    const { sync, nextDueAt } = await failFor('silent', 4)

    await setAsideSilence(db, [{ name: 'daily_papers' }])

    expect(await sync.run()).toEqual({ ran: 0, failed: 0, nextDueAt })
  })
})
