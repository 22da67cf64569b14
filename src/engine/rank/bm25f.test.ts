import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fieldNorm, inverseDocumentFrequency, toImpact, toWholeWeights } from './bm25f.ts'

describe('BM25F', () => {
  test('agrees with values worked out by hand', () => {
    // 2 / (1 − 0.75 + 0.75 · 20/10) = 1.142857; round(255 · 1.142857 / (1.2 + 1.142857)) = round(124.39)
    const norm = fieldNorm({ weight: 2, b: 0.75, meanLength: 10 }, 20)

    expect(norm).toBeCloseTo(1.142857, 6)
    expect(toImpact(norm, 1.2)).toBe(124)
  })

  test('gives the least occurrence in the longest text an impact of 1, and never more than 255', () => {
    expect(toImpact(1e-9, 1.2)).toBe(1)
    expect(toImpact(1e9, 1.2)).toBe(255)
  })

  test('weighs a term of every document above zero', () => {
    // ln(1 + 0.5/1000.5)
    expect(inverseDocumentFrequency(1000, 1000)).toBeCloseTo(0.00049963, 8)
  })

  test('keeps weights in proportion when they become whole, and a sum of all impacts within 31 bits', () => {
    const weight = fc.double({ min: 1e-3, max: 100, noNaN: true })
    fc.assert(
      fc.property(fc.array(weight, { minLength: 1, maxLength: 2_000 }), (weights) => {
        const { weights: whole, pointValue } = toWholeWeights(weights)

        expect(whole.reduce((sum, number) => sum + number * 255, 0)).toBeLessThan(2 ** 31)
        whole.forEach((number, i) => {
          expect(Math.abs(number * 255 * pointValue - weights[i]!)).toBeLessThanOrEqual(255 * pointValue)
        })
      }),
      { numRuns: 50 },
    )
  })
})
