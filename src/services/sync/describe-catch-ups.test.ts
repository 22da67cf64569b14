import { expect, test } from 'vitest'
import { toLeftMinutes } from './describe-catch-ups.ts'

const MINUTE = 60_000
const NOW = 1_000 * MINUTE

test.each([
  ['three tasks left at a minute each', 3, [0, 1, 2], 3],
  ['of uneven pace the mean counts: 12 minutes for three pauses', 2, [0, 1, 11, 12], 8],
  ['more than ten minutes are told by fives', 12, [0, 1, 2], 15],
  ['more than an hour by hours', 61, [0, 1, 2], 120],
  ['more than a day by days', 1441, [0, 1, 2], 2880],
  ['less than a minute is one', 1, [0, 0.1, 0.2], 1],
  ['a pause that is not yet out of the common', 3, [14, 15, 16], 3],
])('the time left is reckoned from the pace of the last tasks: %s', (_name, left, agoMinutes, minutes) => {
  const endedAt = agoMinutes.map((ago) => NOW - ago * MINUTE)

  expect(toLeftMinutes(left, endedAt, NOW)).toBe(minutes)
})

test.each([
  ['none has ended', []],
  ['only two have', [0, 1]],
  ['the last one ended long ago', [16, 17, 18]],
])('nobody can tell it while %s', (_name, agoMinutes) => {
  const endedAt = agoMinutes.map((ago) => NOW - ago * MINUTE)

  expect(toLeftMinutes(9, endedAt, NOW)).toBeUndefined()
})
