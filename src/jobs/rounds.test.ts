import { expect, test } from 'vitest'
import { type Lane, startRounds } from './rounds.ts'

/** A pause that ends when its test says so, and keeps how long it was to be. */
function manualPause() {
  const waiting: { ms: number; end: () => void }[] = []
  const pause = (ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      waiting.push({ ms, end: resolve })
      signal?.addEventListener('abort', () => reject(signal.reason as Error))
      if (signal?.aborted) reject(signal.reason as Error)
    })
  return { waiting, pause }
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 5))

function start(lanes: readonly Lane[]) {
  const stopping = new AbortController()
  const { waiting, pause } = manualPause()
  const told: unknown[] = []
  const rounds = startRounds(
    lanes,
    { clock: () => 1000, pause, log: (event, facts) => void told.push([event, facts]), delayEvent: 'mailing.delayed' },
    stopping.signal,
  )
  return { rounds, waiting, told, stop: () => (stopping.abort(), rounds.ended) }
}

test('a lane sleeps until there is something to do, but never long, and is woken by its name', async () => {
  const runs: string[] = []
  const lane = (name: string, nextAt: number | undefined): Lane => ({
    name,
    run: () => Promise.resolve((runs.push(name), nextAt)),
  })
  const { rounds, waiting, stop } = start([lane('one', 3000), lane('two', undefined), lane('three', 10)])
  await settle()

  expect(waiting.map(({ ms }) => ms)).toEqual([2000, 15_000, 250])
  rounds.wake('two')
  await settle()
  expect(runs).toEqual(['one', 'two', 'three', 'two'])
  rounds.wake()
  await settle()
  expect(runs.slice(4).toSorted()).toEqual(['one', 'three', 'two'])
  await stop()
})

test('a lane that is woken while it works looks again as soon as it is done', async () => {
  const work = Promise.withResolvers<void>()
  let runs = 0
  const { rounds, stop } = start([
    {
      name: 'one',
      async run() {
        if (++runs === 1) await work.promise
        return undefined
      },
    },
  ])
  await settle()

  rounds.wake('one')
  work.resolve()
  await settle()

  expect(runs).toBe(2)
  await stop()
})

test('a lane that breaks is tried again, is told of once, and stops no other', async () => {
  let [runs, isBroken] = [0, true]
  const { waiting, told, stop } = start([
    {
      name: 'broken',
      run: () => (isBroken ? Promise.reject(new Error('no disk')) : Promise.resolve(undefined)),
    },
    { name: 'sound', run: () => Promise.resolve((runs++, undefined)) },
  ])
  await settle()
  waiting.find(({ ms }) => ms === 10_000)?.end()
  await settle()

  expect(told).toEqual([['mailing.delayed', { lane: 'broken', message: 'no disk' }]])
  expect(runs).toBe(1)
  isBroken = false
  waiting.at(-1)?.end()
  await settle()
  isBroken = true
  waiting.at(-1)?.end()
  await settle()
  expect(told).toHaveLength(2)
  await stop()
})

test('once they are stopped, what a lane has going on is waited for', async () => {
  const work = Promise.withResolvers<void>()
  let isEnded = false
  const { stop } = start([{ name: 'one', run: () => Promise.resolve(undefined), end: () => work.promise }])
  await settle()

  const ended = stop().then(() => void (isEnded = true))
  await settle()
  expect(isEnded).toBe(false)
  work.resolve()
  await ended
})
