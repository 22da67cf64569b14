import { expect, test } from 'vitest'
import { createOwnPace } from './own-pace.ts'

const GAP_MS = 3000
const never = new AbortController().signal

/** A pace over a clock that only its pauses move. */
function startPace() {
  const time = { now: 1_000_000 }
  const pause = (ms: number): Promise<void> => Promise.resolve(void (time.now += ms))
  const pace = createOwnPace({ clock: () => time.now, pause })
  return { time, take: (group = 'arxiv', signal = never) => pace.take(group, GAP_MS, 60_000, signal) }
}

test('the first turn comes at once, the next a gap after the end of the one before', async () => {
  const { time, take } = startPace()
  const begin = time.now

  const giveBack = await take()
  const first = time.now - begin
  time.now += 5000
  await giveBack()
  await take()

  expect([first, time.now - begin]).toEqual([0, 8000])
})

test('time that passed since counts to the gap, and other groups do not wait', async () => {
  const { time, take } = startPace()
  const begin = time.now
  await (
    await take()
  )()
  time.now += 2000

  await (
    await take('huggingface')
  )()
  const other = time.now - begin
  await take()

  expect([other, time.now - begin]).toEqual([2000, 3000])
})

test('turns are given one at a time and in the order of asking; who gives up loses nobody’s place', async () => {
  const { take } = startPace()
  const order: string[] = []
  const ending = new AbortController()
  const giveBack = await take()

  const asking = ['a', 'b', 'c'].map((name) =>
    take('arxiv', name === 'b' ? ending.signal : never).then(
      (back) => {
        order.push(name)
        return back()
      },
      (error: Error) => void order.push(`${name} ${error.message}`),
    ),
  )
  ending.abort(new Error('gives up'))
  await asking[1]
  await giveBack()
  await Promise.all(asking)

  expect(order).toEqual(['b gives up', 'a', 'c'])
})

test('a clock that is set back by a day makes nobody wait longer than the gap', async () => {
  const { time, take } = startPace()
  await (
    await take()
  )()
  time.now -= 86_400_000
  const begin = time.now

  await take()

  expect(time.now - begin).toBe(GAP_MS)
})

test('who gives up while waiting for the gap leaves the turn to the next', async () => {
  const ending = new AbortController()
  const waits: number[] = []
  const pace = createOwnPace({
    clock: () => 1000,
    pause: (ms, signal) => {
      waits.push(ms)
      ending.abort(new Error('gives up'))
      return Promise.reject(signal?.reason as Error)
    },
  })
  await (
    await pace.take('arxiv', GAP_MS, 1, never)
  )()

  await expect(pace.take('arxiv', GAP_MS, 1, ending.signal)).rejects.toThrow('gives up')
  await pace.take('arxiv', 0, 1, never)

  expect(waits).toEqual([GAP_MS])
})
