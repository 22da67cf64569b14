import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepStarted } from './keep-started.ts'

const PAUSE_MS = 1000

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** What is started is numbered from 1; `ends[0]` ends the first. */
function keep(isNeededAlways: boolean) {
  const ends: (() => void)[] = []
  const kept = keepStarted((onEnd) => ends.push(onEnd), { pauseMs: PAUSE_MS, isNeededAlways })
  return { kept, ends }
}

test('what is needed always is started at once, and again when the pause after its end is over', () => {
  const { kept, ends } = keep(true)
  const first = [ends.length, kept.find()]

  ends[0]?.()
  vi.advanceTimersByTime(PAUSE_MS - 1)
  const inPause = [ends.length, kept.find()]
  vi.advanceTimersByTime(1)

  expect([first, inPause]).toEqual([
    [1, 1],
    [1, undefined],
  ])
  expect([ends.length, kept.find()]).toEqual([2, 2])
})

test('what is needed now and then is started when it is asked for, and not in the pause after its end', () => {
  const { kept, ends } = keep(false)
  const unasked = ends.length
  kept.find()

  ends[0]?.()
  const inPause = kept.find()
  vi.advanceTimersByTime(PAUSE_MS)
  const afterwards = ends.length

  expect([unasked, inPause, afterwards]).toEqual([0, undefined, 1])
  expect([kept.find(), kept.find()]).toEqual([2, 2])
})

test('the end of one is told once: a second word of it does not end the next', () => {
  const { kept, ends } = keep(true)

  ends[0]?.()
  ends[0]?.()
  vi.advanceTimersByTime(PAUSE_MS)
  ends[0]?.()
  vi.advanceTimersByTime(PAUSE_MS)

  expect([ends.length, kept.find()]).toEqual([2, 2])
})

test.each([true, false])(
  'stopped at work or in the pause, it starts no other (needed always: %s)',
  (isNeededAlways) => {
    const [atWork, inPause] = [keep(isNeededAlways), keep(isNeededAlways)]
    atWork.kept.find()
    inPause.kept.find()
    inPause.ends[0]?.()

    const left = [atWork.kept.stop(), inPause.kept.stop()]
    atWork.ends[0]?.()
    vi.advanceTimersByTime(2 * PAUSE_MS)

    expect(left).toEqual([1, undefined])
    expect([atWork.kept.find(), inPause.kept.find()]).toEqual([undefined, undefined])
    expect([atWork.ends.length, inPause.ends.length]).toEqual([1, 1])
  },
)
