import { expect, test } from 'vitest'
import { toIndexVersion } from './index-version.ts'

const STATE = { changeNumber: 5, stateNumber: 2, vectorless: 3, isMeaningAway: false }

test('an answer holds while the index is what it was', () => {
  expect(toIndexVersion(STATE, 0)).toBe(toIndexVersion(STATE, 1e9))
})

test('another state, or fewer papers without vectors, makes another answer', () => {
  const others = [{ changeNumber: 6 }, { stateNumber: 3 }, { vectorless: 2 }].map((part) => ({ ...STATE, ...part }))

  expect(new Set([STATE, ...others].map((state) => toIndexVersion(state, 0))).size).toBe(4)
})

test('while the embedding server is away an answer by words alone holds for seconds', () => {
  const away = { ...STATE, isMeaningAway: true }

  expect(toIndexVersion(away, 10_000)).toBe(toIndexVersion(away, 14_999))
  expect(toIndexVersion(away, 10_000)).not.toBe(toIndexVersion(away, 15_000))
  expect(toIndexVersion(away, 10_000)).not.toBe(toIndexVersion(STATE, 10_000))
})
