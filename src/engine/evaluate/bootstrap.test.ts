import { describe, expect, test } from 'vitest'
import { estimateDifference, estimateMean } from './bootstrap.ts'

describe('estimateMean', () => {
  test('gives nearly the interval of the normal distribution for many values', () => {
    // 400 values, half of them 1: the mean is 0.5 and its standard error 0.5 / sqrt(400) = 0.025, so 0.5 ± 1.96 · 0.025.
    const values = Array.from({ length: 400 }, (_, index) => index % 2)

    const { mean, low, high } = estimateMean(values)

    expect(mean).toBe(0.5)
    expect(low).toBeCloseTo(0.451, 2)
    expect(high).toBeCloseTo(0.549, 2)
  })

  test('is the same for the same seed, and a little different for another', () => {
    const values = Array.from({ length: 50 }, (_, index) => (index * 37) % 50)

    expect(estimateMean(values, 3)).toEqual(estimateMean(values, 3))
    expect(estimateMean(values, 3).low).not.toBe(estimateMean(values, 4).low)
  })

  test('is certain of a single value', () => {
    expect(estimateMean([0.25])).toEqual({ mean: 0.25, low: 0.25, high: 0.25 })
  })
})

describe('estimateDifference', () => {
  test('is as sure of a small difference that every topic shows as the difference is even', () => {
    const others = Array.from({ length: 100 }, (_, index) => (index % 10) / 10)
    const values = others.map((value) => value + 0.01)

    const { mean, low, high } = estimateDifference(values, others)

    expect(mean).toBeCloseTo(0.01, 10)
    expect(low).toBeCloseTo(0.01, 10)
    expect(high).toBeCloseTo(0.01, 10)
  })
})
