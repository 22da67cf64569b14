import { expect, test } from 'vitest'
import { toGrowingPause } from './growing-pause.ts'

test('a pause is twice the one before, and never longer than the longest, however often something failed', () => {
  const pauses = { firstMs: 1000, longestMs: 10_000 }

  const waited = [0, 1, 2, 3, 4, 5, 50, 5000].map((earlier) => toGrowingPause(pauses, earlier))

  expect(waited).toEqual([1000, 2000, 4000, 8000, 10_000, 10_000, 10_000, 10_000])
})
