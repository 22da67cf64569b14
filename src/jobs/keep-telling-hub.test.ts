import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createManualTimer } from '../../test/support/manual-timer.ts'
import { keepTellingHub } from './keep-telling-hub.ts'

const MINUTE_MS = 60_000

/** A keeper whose minutes end when the test says so; `tell` does what telling comes to, from the first try on. */
function keep(tell: (count: number, signal: AbortSignal) => Promise<void>) {
  const timer = createManualTimer()
  const scene = { tries: 0, logged: [] as unknown[] }
  const keeper = keepTellingHub(
    (signal) => tell(++scene.tries, signal),
    (event, facts, level) => scene.logged.push([event, facts, level]),
    timer.pause,
  )
  const passMinute = async (): Promise<void> => {
    await expect.poll(() => timer.ring(MINUTE_MS)).toBe(1)
  }
  return { scene, keeper, timer, passMinute }
}

test('a hub is told once a minute, and again after what went wrong, which the log tells', async () => {
  const { scene, keeper, timer, passMinute } = keep((count) =>
    count === 2 ? Promise.reject(new Error('The database is away.')) : Promise.resolve(),
  )

  const before = scene.tries
  for (let minute = 0; minute < 3; minute++) await passMinute()
  await expect.poll(() => timer.waiting()).toEqual([MINUTE_MS])
  await keeper.stop()

  expect([before, scene.tries]).toEqual([0, 3])
  expect(scene.logged).toEqual([['hub.failed', { message: 'The database is away.' }, 'warn']])
})

test('who stops it ends what is under way, waits for it, and hears of no failure', async () => {
  let isEnded = false
  const { scene, keeper, timer, passMinute } = keep(async (_count, signal) => {
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
    await nextTurn()
    isEnded = true
    throw signal.reason
  })
  await passMinute()
  await expect.poll(() => scene.tries).toBe(1)

  await keeper.stop()

  expect([isEnded, scene.tries, timer.waiting(), scene.logged]).toEqual([true, 1, [], []])
})
