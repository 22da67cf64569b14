import { describe, expect, test } from 'vitest'
import { chooseListCount, createDensePlan, fromPlanBytes, toPlanBytes } from './dense-plan.ts'
import { scatter } from './quantise.ts'

const sample = Float32Array.from({ length: 50 * 64 }, (_, i) => scatter(i) / 2 ** 31 - 1)

describe('a plan', () => {
  test.each([[0], [8]])('comes back from its bytes, with %d lists', (lists) => {
    const plan = createDensePlan({ dimensions: 64, seed: 3, sample, lists })

    expect(fromPlanBytes(toPlanBytes(plan))).toEqual(plan)
  })

  test('has another number for another sample, seed or number of lists', () => {
    const options = { dimensions: 64, seed: 3, sample, lists: 4 }
    const variants = [
      {},
      { seed: 4 },
      { lists: 5 },
      { sample: sample.map((value, i) => value + (i === 70 ? 0.01 : 0)) },
    ]

    const numbers = variants.map((variant) => createDensePlan({ ...options, ...variant }).number)

    expect(new Set(numbers).size).toBe(4)
  })

  test('is not read from bytes cut short or changed anywhere', () => {
    const bytes = toPlanBytes(createDensePlan({ dimensions: 64, seed: 3, sample, lists: 2 }))

    for (let at = 0; at < bytes.length; at += 13) {
      const changed = bytes.slice()
      changed[at] = changed[at]! ^ 4
      expect(fromPlanBytes(changed)).toBeUndefined()
    }
    for (const length of [0, 7, 19, 20, bytes.length - 4, bytes.length - 1]) {
      expect(fromPlanBytes(bytes.slice(0, length))).toBeUndefined()
    }
  })

  test.each([[0], [63], [96], [4160]])('is refused for %d dimensions', (dimensions) => {
    expect(() => createDensePlan({ dimensions, seed: 1, sample, lists: 0 })).toThrow(RangeError)
  })
})

test.each([
  [1000, 0],
  [99_999, 0],
  [100_000, 128],
  [700_000, 512],
  [3_000_000, 1024],
  [30_000_000, 1024],
])('an index of %d documents has %d lists', (documents, lists) => {
  expect(chooseListCount(documents)).toBe(lists)
})
