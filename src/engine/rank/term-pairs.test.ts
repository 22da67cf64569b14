import { describe, expect, test } from 'vitest'
import type { Field } from '../index/document.ts'
import { listPairs, scorePairs } from './term-pairs.ts'

/** Places of "dual" (0) and "head" (1), as `listPairs(['dual', 'head'], …)` numbers them. */
function at(...places: [term: number, position: number, field?: Field][]) {
  return places.map(([term, position, field = 'abstract']) => ({ term, position, field }))
}

const TOGETHER = listPairs(['dual', 'head'], () => 2)

describe('listPairs', () => {
  test('pairs neighbours once, each worth the mean idf over the root of the number of terms', () => {
    const idf = new Map([
      ['a', 1],
      ['b', 3],
      ['c', 5],
    ])

    const { terms, pairs } = listPairs(['a', 'b', 'a', 'b', 'b', 'c'], (term) => idf.get(term)!)

    expect(terms).toEqual(['a', 'b', 'c'])
    expect(pairs).toEqual([
      { first: 0, second: 1, weight: 2 / Math.sqrt(3) },
      { first: 1, second: 0, weight: 2 / Math.sqrt(3) },
      { first: 1, second: 2, weight: 4 / Math.sqrt(3) },
    ])
  })

  test('finds nothing in a single term', () => {
    expect(listPairs(['a', 'a'], () => 1).pairs).toEqual([])
  })
})

describe('scorePairs', () => {
  test('gives what the formula says', () => {
    // weight 2 / √2; "dual head" once in the abstract: a = n = 1, so ¾ · 1 / 1.9.
    const score = scorePairs(TOGETHER, at([0, 10], [1, 11]))

    expect(score).toBeCloseTo(Math.SQRT2 * 0.75 * (1 / 1.9), 12)
  })

  test.each([
    ['the order counts', at([0, 10], [1, 11]), at([1, 10], [0, 11])],
    ['near is better than far', at([0, 10], [1, 18]), at([0, 10], [1, 19])],
    ['the title is better', at([0, 1, 'title'], [1, 2, 'title']), at([0, 1], [1, 2])],
    ['twice is better than once', at([0, 1], [1, 2], [0, 20], [1, 21]), at([0, 1], [1, 2], [0, 20], [1, 40])],
  ])('%s', (_, better, worse) => {
    expect(scorePairs(TOGETHER, better)).toBeGreaterThan(scorePairs(TOGETHER, worse))
  })

  test('gives nothing where one of the two is missing, or they stand in different fields', () => {
    expect(scorePairs(TOGETHER, at([0, 1], [0, 2]))).toBe(0)
    expect(scorePairs(TOGETHER, at([0, 9, 'title'], [1, 1010]))).toBe(0)
  })
})
