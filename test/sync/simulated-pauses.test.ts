import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createClockFile, openClock, type SimulatedClock } from './simulated-clock.ts'
import { simulatePauses } from './simulated-pauses.ts'

const START = Date.parse('2026-03-05T00:00:00Z')

let folder: string
let clock: SimulatedClock
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'broadsheet-pauses-'))
  createClockFile(join(folder, 'clock'), START)
  clock = openClock(join(folder, 'clock'))
})
afterEach(() => {
  clock.close()
  rmSync(folder, { recursive: true })
})

test('all who open a clock see the same time, and nobody puts it back', () => {
  const other = openClock(join(folder, 'clock'))

  other.reach(START + 5000)
  other.reach(START + 1000)

  expect(clock.now()).toBe(START + 5000)
  other.close()
})

test('pauses end in the order of their ends, each at its time', async () => {
  const { pause } = simulatePauses(clock)
  const ended: [string, number][] = []
  const sleep = async (name: string, ms: number): Promise<void> => {
    await pause(ms)
    ended.push([name, clock.now() - START])
  }

  await Promise.all([sleep('a day', 86_400_000), sleep('a second', 1000), sleep('nothing', 0)])

  expect(ended).toEqual([
    ['nothing', 0],
    ['a second', 1000],
    ['a day', 86_400_000],
  ])
})

test('time stands still while an answer is on its way', async () => {
  const { pause, timer } = simulatePauses(clock)
  const answered = new AbortController()
  const limit = timer(60_000, answered.signal).catch(() => 'answered')
  const slept = pause(1000).then(() => clock.now() - START)

  await new Promise((resolve) => setTimeout(resolve, 100))
  const meanwhile = clock.now() - START
  answered.abort()

  expect(meanwhile).toBe(0)
  expect(await limit).toBe('answered')
  expect(await slept).toBe(1000)
})

test('an answer that never ends reaches its limit', async () => {
  const { timer } = simulatePauses(clock)
  clock.addSilent(1)

  await timer(60_000)

  expect(clock.now() - START).toBe(60_000)
})

test('who gives up waiting is told so, and time does not pass', async () => {
  const { pause } = simulatePauses(clock)

  await expect(pause(1000, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough')

  expect(clock.now()).toBe(START)
})

test('processes that share a clock take turns in the order of time, and none goes on while another is at work', async () => {
  const other = openClock(join(folder, 'clock'))
  const [one, two] = [simulatePauses(clock, 0), simulatePauses(other, 1)]
  const ended: [string, number][] = []
  const work = async (name: string, { pause, during }: typeof one, ms: number): Promise<void> => {
    for (let times = 0; times < 3; times++) {
      await pause(ms)
      ended.push([name, clock.now() - START])
      await during(new Promise((resolve) => setTimeout(resolve, 5)))
    }
  }
  other.work(1)

  const first = work('one', one, 3000).then(() => clock.leave(0))
  await Promise.all([first, work('two', two, 2000).then(() => other.leave(1))])

  expect(ended).toEqual([
    ['two', 2000],
    ['one', 3000],
    ['two', 4000],
    ['one', 6000],
    ['two', 6000],
    ['one', 9000],
  ])
  other.close()
})

test('time stands still while a query is under way elsewhere, and goes on where that fails', async () => {
  const { pause, during } = simulatePauses(clock)
  const query = Promise.withResolvers<void>()
  const asked = during(query.promise).catch(() => clock.now() - START)
  const slept = pause(1000).then(() => clock.now() - START)

  await new Promise((resolve) => setTimeout(resolve, 50))
  query.reject(new Error('the database is away'))

  expect([await asked, await slept]).toEqual([0, 1000])
})

test('nobody waits for a process that has ended', async () => {
  clock.work(1)
  clock.leave(1)

  await simulatePauses(clock).pause(1000)

  expect(clock.now()).toBe(START + 1000)
})
