import { expect, test } from 'vitest'
import { isUsedUp, readRetryAfter } from './retry-after.ts'

// RFC 9110 writes one instant in three forms (section 5.6.7): this one.
const TOLD = 784_111_777_000
const NOW = TOLD - 60_000

test.each([
  ['60', TOLD],
  [' 60 ', TOLD],
  ['59.9995', TOLD],
  ['Sun, 06 Nov 1994 08:49:37 GMT', TOLD],
  ['Sunday, 06-Nov-94 08:49:37 GMT', TOLD],
  ['Sun Nov  6 08:49:37 1994', TOLD],
  ['86401', NOW + 86_400_000],
  ['1'.repeat(400), NOW + 86_400_000],
  ['Mon, 06 Nov 2034 08:49:37 GMT', NOW + 86_400_000],
  ['0', undefined],
  ['Sun, 06 Nov 1994 08:48:37 GMT', undefined],
  ['Sat, 05 Nov 1994 08:49:37 GMT', undefined],
  ['-5', undefined],
  ['1994', NOW + 1_994_000],
  ['soon', undefined],
  ['Sun, 66 Nov 1994', undefined],
  ['', undefined],
])('Retry-After: %s', (text, until) => {
  expect(readRetryAfter({ 'retry-after': text }, NOW)).toBe(until)
})

test('what is left of a share is told in other ways, and Retry-After comes before them', () => {
  const epoch = String(TOLD / 1000)

  expect(readRetryAfter({ ratelimit: '"api";r=0;t=60' }, NOW)).toBe(TOLD)
  expect(readRetryAfter({ 'x-ratelimit-reset': epoch }, NOW)).toBe(TOLD)
  expect(readRetryAfter({ 'retry-after': '5', 'x-ratelimit-reset': epoch }, NOW)).toBe(NOW + 5000)
  expect(readRetryAfter({ 'x-ratelimit-reset': '60' }, NOW)).toBeUndefined()
  expect(readRetryAfter({}, NOW)).toBeUndefined()
})

test('a share is used up where nothing remains of it, or where waiting is asked for', () => {
  expect(isUsedUp({ 'x-ratelimit-remaining': '0' })).toBe(true)
  expect(isUsedUp({ 'retry-after': '60' })).toBe(true)
  expect(isUsedUp({ 'x-ratelimit-remaining': '10' })).toBe(false)
  expect(isUsedUp({})).toBe(false)
})
