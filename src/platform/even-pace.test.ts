import { expect, test } from 'vitest'
import { createEvenPace } from './even-pace.ts'

const never = new AbortController().signal

/** A clock that goes on by the pauses alone, and what was paused. */
function manualTime() {
  const time = { now: 1_000_000 }
  const pauses: number[] = []
  const pause = (ms: number): Promise<void> => Promise.resolve(void pauses.push(ms))
  return { time, pauses, timing: { clock: () => time.now, pause } }
}

test('those who come together begin evenly spread over the second, the first at once', async () => {
  const { pauses, timing } = manualTime()
  const pace = createEvenPace(4, timing)

  await Promise.all(Array.from({ length: 4 }, () => pace(never)))

  expect(pauses).toEqual([250, 500, 750])
})

test('who comes when nobody waits begins at once, and what was not used is not saved up', async () => {
  const { time, pauses, timing } = manualTime()
  const pace = createEvenPace(4, timing)
  await pace(never)

  time.now += 10_000
  await Promise.all([pace(never), pace(never)])

  expect(pauses).toEqual([250])
})

test('without a limit nobody waits, and who has given up begins nothing', async () => {
  const { pauses, timing } = manualTime()
  const pace = createEvenPace(0, timing)

  await Promise.all([pace(never), pace(never)])

  expect(pauses).toEqual([])
  await expect(pace(AbortSignal.abort())).rejects.toThrow()
})

test('a clock that is put back by an hour holds nobody up for it', async () => {
  const { time, pauses, timing } = manualTime()
  const pace = createEvenPace(2, timing)
  await pace(never)

  time.now -= 3_600_000
  await Promise.all([pace(never), pace(never)])

  expect(pauses).toEqual([500])
})
