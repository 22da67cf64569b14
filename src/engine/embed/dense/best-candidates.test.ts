import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BestCandidates, keepBest, selectLargest } from './best-candidates.ts'

// Few distinct values, so that ties are common.
const estimates = fc.array(fc.integer({ min: -3, max: 9 }), { minLength: 1, maxLength: 60 })

/** Numbers of the best by estimate, of equal ones the first, in the order of the estimates. */
function bestBySorting(values: readonly number[], keep: number): number[] {
  const order = [...values.keys()].sort((a, b) => values[b]! - values[a]! || a - b)
  return order.slice(0, keep)
}

test('the value at a place is the one that sorting puts there', () => {
  fc.assert(
    fc.property(estimates, fc.nat(), (values, chosen) => {
      const place = chosen % values.length

      const found = selectLargest(Float32Array.from(values), place)

      expect(found).toBe([...values].sort((a, b) => b - a)[place])
    }),
  )
})

test('the best stay in the order they came in, with their numbers, and the lowest of them is told', () => {
  fc.assert(
    fc.property(estimates, fc.nat(), (values, chosen) => {
      const keep = 1 + (chosen % values.length)
      const left = Float32Array.from(values)
      const numbers = Uint32Array.from(values.keys())
      const best = bestBySorting(values, keep)

      const lowest = keepBest(values.length, keep, left, numbers)

      expect([...numbers.subarray(0, keep)]).toEqual(best.toSorted((a, b) => a - b))
      expect([...left.subarray(0, keep)]).toEqual([...numbers.subarray(0, keep)].map((i) => values[i]))
      expect(lowest).toBe(values[best.at(-1)!])
    }),
  )
})

describe('BestCandidates', () => {
  test('holds what sorting all of them would keep, however often it is shrunk', () => {
    fc.assert(
      fc.property(estimates, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 7 }), (values, keep, often) => {
        const best = new BestCandidates(keep)
        values.forEach((estimate, i) => {
          best.add(i % 3, i, estimate)
          if (i % often === 0) best.shrink()
        })

        best.shrink()

        const expected = bestBySorting(values, keep).toSorted((a, b) => a - b)
        expect([...best.documents.subarray(0, best.count)]).toEqual(expected)
        expect([...best.segments.subarray(0, best.count)]).toEqual(expected.map((i) => i % 3))
      }),
    )
  })
})
