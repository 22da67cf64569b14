import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrateToLatest } from '../../src/store/migrate.ts'
import { type Db, openDatabase } from '../../src/store/db.ts'
import { pruneSync } from '../../src/services/sync/prune-sync.ts'
import { claimTurn, shiftTurn, storePace } from '../../src/store/paces.ts'
import { dialects, freshDatabaseUrl } from '../support/databases.ts'

const PROGRAM = new URL('../support/take-turns.ts', import.meta.url).pathname
const GAP_MS = 3000
const MOST_MS = 60_000
const START = Date.UTC(2026, 10, 20)
const never = new AbortController().signal

const turnOfLoop = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

/** A time that pauses move: by what was asked for, but no more than `stepMs`, so that others have theirs in between. */
function startTime(stepMs = Infinity) {
  const time = { now: START, paused: 0 }
  const pause = async (ms: number, signal?: AbortSignal): Promise<void> => {
    const step = Math.min(ms, stepMs)
    await turnOfLoop()
    signal?.throwIfAborted()
    time.now += step
    time.paused += step
  }
  return { time, clock: () => time.now, pause }
}

describe.each(dialects)('the pace on $dialect', (where) => {
  let url: string
  let open: Db[]
  beforeEach(async () => {
    url = await freshDatabaseUrl(where)
    open = []
    await migrateToLatest(connect())
  })
  afterEach(async () => {
    for (const db of open) await db.destroy()
  })

  /** As another process has it: with a connection of its own. */
  function connect(): Db {
    const db = openDatabase(url)
    open.push(db)
    return db
  }

  test('turns of several connections never overlap and are a gap apart, from end to beginning', async () => {
    const connections = [connect(), connect(), connect()]
    const draw = fc.record({
      durations: fc.array(fc.integer({ min: 0, max: 9000 }), { minLength: 3, maxLength: 9 }),
      stepMs: fc.integer({ min: 50, max: 4000 }),
    })
    let runs = 0
    await fc.assert(
      fc.asyncProperty(draw, async ({ durations, stepMs }) => {
        const name = `group ${runs++}`
        const { time, clock, pause } = startTime(stepMs)
        const turns: { from: number; to: number }[] = []
        const paces = connections.map((db) => storePace(db, { clock, pause }))

        await Promise.all(
          durations.map(async (ms, place) => {
            const giveBack = await paces[place % paces.length]!.take(name, GAP_MS, MOST_MS, never)
            const from = time.now
            for (let left = ms; left > 0; left -= 1000) await pause(Math.min(left, 1000))
            turns.push({ from, to: time.now })
            await giveBack()
          }),
        )

        expect(turns).toHaveLength(durations.length)
        expect(turns.every(({ from }, place) => place === 0 || from >= turns[place - 1]!.to + GAP_MS)).toBe(true)
      }),
      { numRuns: 15, seed: 7 },
    )
  })

  test('turns of several processes never overlap and are a gap apart, and all come to theirs', async () => {
    const [processes, turns, gapMs] = [3, 12, 15]

    const told = await Promise.all(
      Array.from({ length: processes }, () => text(startTaking(gapMs, MOST_MS, turns).stdout!)),
    )

    const all = told
      .flatMap((lines) => lines.trim().split('\n'))
      .map((line) => line.split(' ').map(Number) as [number, number])
      .sort(([one], [other]) => one - other)
    expect(all).toHaveLength(processes * turns)
    expect(all.filter(([from], place) => place > 0 && from < all[place - 1]![1] + gapMs)).toEqual([])
  })

  test('the turn of a process that is killed ends by itself, and the gap is kept behind it', async () => {
    const child = startTaking(GAP_MS, MOST_MS, 0)
    const [line] = (await once(child.stdout!, 'data')) as [Buffer]
    child.kill('SIGKILL')
    await once(child, 'close')
    const beganAt = Number(line)
    const { time, clock, pause } = startTime()
    time.now = beganAt

    await storePace(connect(), { clock, pause }).take('arxiv', GAP_MS, MOST_MS, never)

    // It took the turn shortly before it said so; and whoever waits looks again every half second.
    expect(time.now).toBeGreaterThan(beganAt + MOST_MS + GAP_MS - 5000)
    expect(time.now).toBeLessThanOrEqual(beganAt + MOST_MS + GAP_MS + 500)
  })

  test('whoever overstayed their turn takes nothing from whoever has it now', async () => {
    const { time, clock, pause } = startTime()
    const [late, next, third] = [connect(), connect(), connect()].map((db) => storePace(db, { clock, pause }))
    const giveBackLate = await late!.take('arxiv', GAP_MS, MOST_MS, never)
    await next!.take('arxiv', GAP_MS, MOST_MS, never)
    const from = time.now

    await giveBackLate()
    await third!.take('arxiv', GAP_MS, MOST_MS, never)

    expect(time.now).toBe(from + MOST_MS + GAP_MS)
  })

  test.each([1000, 60_000, 3_600_000, 365 * 86_400_000])(
    'a clock that is set back by %d ms makes nobody wait longer than the gap, nor shorter',
    async (backMs) => {
      const { time, clock, pause } = startTime()
      const [one, other] = [connect(), connect()].map((db) => storePace(db, { clock, pause }))
      await (
        await one!.take('arxiv', GAP_MS, MOST_MS, never)
      )()
      time.now -= backMs
      time.paused = 0

      await other!.take('arxiv', GAP_MS, MOST_MS, never)

      expect(time.paused).toBe(GAP_MS)
    },
  )

  test('a clock that is set back while a turn is held makes nobody wait longer than that turn may last', async () => {
    const { time, clock, pause } = startTime()
    const [one, other] = [connect(), connect()].map((db) => storePace(db, { clock, pause }))
    const giveBack = await one!.take('arxiv', GAP_MS, MOST_MS, never)
    time.now -= 3_600_000
    time.paused = 0

    await other!.take('arxiv', GAP_MS, 1000, never)
    const waited = time.paused
    await giveBack()

    expect(waited).toBe(MOST_MS + GAP_MS)
  })

  test('processes that notice at once that the clock was set back bring the turn back once', async () => {
    const { time, clock, pause } = startTime()
    const [one, other] = [connect(), connect()]
    await (
      await storePace(one, { clock, pause }).take('arxiv', GAP_MS, MOST_MS, never)
    )()
    const seen = { name: 'arxiv', changedAt: time.now, backMs: 3_600_000 }
    time.now -= 3_600_000

    await Promise.all([shiftTurn(one, seen), shiftTurn(other, seen)])

    expect(await claimTurn(other, { name: 'arxiv', holder: 'a', untilMs: MOST_MS }, clock)).toBe(GAP_MS)
  })

  test('hosts that nobody has asked for a week are forgotten, and the others keep their gap', async () => {
    const WEEK_MS = 7 * 86_400_000
    const { time, clock, pause } = startTime()
    const db = connect()
    const pace = storePace(db, { clock, pause })
    const ask = async (name: string): Promise<void> => (await pace.take(name, GAP_MS, MOST_MS, never))()
    await ask('led-to.example')
    time.now += WEEK_MS + GAP_MS
    await ask('arxiv')
    time.now += 1

    await pruneSync(db, time.now)

    expect(await db.selectFrom('pace').select('name').execute()).toEqual([{ name: 'arxiv' }])
    time.paused = 0
    await ask('arxiv')
    expect(time.paused).toBe(GAP_MS - 1)
  })

  test('whoever gives up while another process has the turn leaves the line to the next of its own', async () => {
    const { clock, pause } = startTime()
    const [one, other] = [connect(), connect()].map((db) => storePace(db, { clock, pause }))
    const giveBack = await one!.take('arxiv', GAP_MS, MOST_MS, never)
    const ending = new AbortController()

    const first = other!.take('arxiv', GAP_MS, MOST_MS, ending.signal)
    const second = other!.take('arxiv', GAP_MS, MOST_MS, never)
    ending.abort(new Error('gives up'))
    await expect(first).rejects.toThrow('gives up')
    await giveBack()

    await expect(second).resolves.toBeInstanceOf(Function)
  })

  function startTaking(gapMs: number, mostMs: number, turns: number): ChildProcess {
    const args = [PROGRAM, url, ...[gapMs, mostMs, turns].map(String)]
    return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  }
})
