import { describe, expect, test } from 'vitest'
import { toBatchPause, toBusyEnd, toSilentEnd, toTaskPause } from './growing-pauses.ts'

const [SECOND, MINUTE, HOUR] = [1000, 60_000, 3_600_000]
const DAY = 24 * HOUR
const NOW = 1_000_000

describe('pauses', () => {
  test('of a task grow from a minute to an hour, and after a day of that to six hours', () => {
    const pauses = [1, 2, 3, 4, 5, 6, 28, 29, 500].map((tries) => toTaskPause(tries) / MINUTE)

    expect(pauses).toEqual([1, 2, 5, 15, 60, 60, 60, 360, 360])
  })

  test.each([
    ['nothing', undefined, 0, 10 * MINUTE],
    ['nothing, for the third time', undefined, 2, 40 * MINUTE],
    ['nothing, for the hundredth time', undefined, 99, 6 * HOUR],
    ['three minutes', NOW + 3 * MINUTE, 0, 3 * MINUTE],
    ['that it may be asked at once', NOW, 0, 30 * SECOND],
    ['again that it may be asked at once', NOW - DAY, 3, 240 * SECOND],
    ['a year', NOW + 365 * DAY, 0, DAY],
  ])('of a busy source that says %s', (_name, said, failures, expected) => {
    expect(toBusyEnd(NOW, failures, said) - NOW).toBe(expected)
  })

  test('of a silent source begin with its third failure in a row, and end with an hour', () => {
    const ends = [0, 1, 2, 3, 4, 5, 6, 7, 50].map((failures) => toSilentEnd(NOW, failures))

    const minutes = ends.map((end) => end && (end - NOW) / MINUTE)
    expect(minutes).toEqual([undefined, undefined, 1, 2, 5, 15, 60, 60, 60])
  })

  test('of missing papers grow from a quarter of an hour to six hours', () => {
    const pauses = [1, 2, 3, 4, 5, 6, 99].map((attempts) => toBatchPause(attempts) / MINUTE)

    expect(pauses).toEqual([15, 30, 60, 120, 240, 360, 360])
  })
})
