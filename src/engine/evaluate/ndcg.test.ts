import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ndcg } from './ndcg.ts'

describe('ndcg', () => {
  test('agrees with the example of Järvelin and Kekäläinen as Wikipedia works it out', () => {
    // The article on discounted cumulative gain: DCG6 = 6.861, and the ideal order of all eight documents IDCG6 = 8.740.
    const grades = [3, 2, 3, 0, 1, 2, 3, 2]
    const judgements = new Map(grades.map((grade, index) => [`d${index + 1}`, grade]))

    const value = ndcg(['d1', 'd2', 'd3', 'd4', 'd5', 'd6'], judgements, 6)

    expect(value).toBeCloseTo(0.785, 3)
  })

  test('divides by what the cutoff can hold, not by all that is relevant', () => {
    const judgements = new Map(['a', 'b', 'c'].map((id) => [id, 1]))

    const value = ndcg(['a', 'b', 'x'], judgements, 2)

    expect(value).toBe(1)
  })

  test('gives nothing for a document that was not judged, or judged not relevant', () => {
    const judgements = new Map([
      ['a', 1],
      ['b', 0],
      ['c', -1],
    ])

    const value = ndcg(['b', 'c', 'x', 'a'], judgements, 10)

    expect(value).toBeCloseTo(1 / Math.log2(5), 12)
  })

  test('is undefined where nothing is relevant', () => {
    expect(ndcg(['a'], new Map([['a', 0]]), 10)).toBeUndefined()
  })

  test('lies between 0 and 1, and is 1 for the ideal order', () => {
    const grades = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 30 })

    fc.assert(
      fc.property(grades, fc.integer({ min: 1, max: 20 }), (list, cutoff) => {
        const judgements = new Map(list.map((grade, index) => [String(index), grade]))
        const ids = [...judgements.keys()]
        const ideal = ids.toSorted((a, b) => judgements.get(b)! - judgements.get(a)!)
        const value = ndcg(ids, judgements, cutoff)
        fc.pre(value !== undefined)

        expect(value).toBeGreaterThanOrEqual(0)
        expect(value).toBeLessThanOrEqual(1 + 1e-12)
        expect(ndcg(ideal, judgements, cutoff)).toBeCloseTo(1, 12)
      }),
    )
  })
})
