import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { completeWeight, isMostlyText, meaningWeight } from './trust.ts'

const SHAPES = fc.record({
  terms: fc.integer({ min: 0, max: 500 }),
  stopShare: fc.double({ min: 0, max: 1, noNaN: true }),
  coverage: fc.double({ min: 0, max: 1, noNaN: true }),
})

describe('meaningWeight', () => {
  test('is nothing for a query whose words are foreign to the model', () => {
    expect(meaningWeight({ terms: 10, stopShare: 0.3, coverage: 0.25 })).toBe(0)
  })

  test('is small for a name, and larger for a sentence or a long list of words', () => {
    const name = meaningWeight({ terms: 2, stopShare: 0, coverage: 1 })
    const sentence = meaningWeight({ terms: 8, stopShare: 0.3, coverage: 1 })
    const list = meaningWeight({ terms: 60, stopShare: 0, coverage: 1 })

    expect(name).toBeLessThan(0.1)
    expect(sentence).toBeCloseTo(0.4, 10)
    expect(list).toBeGreaterThan(0.35)
  })

  test('never falls as a query gets longer, more of a sentence or better known, and never outweighs words', () => {
    fc.assert(
      fc.property(SHAPES, (shape) => {
        const weight = meaningWeight(shape)
        const { terms, stopShare, coverage } = shape

        expect(weight).toBeGreaterThanOrEqual(0)
        expect(weight).toBeLessThan(0.5)
        expect(meaningWeight({ ...shape, terms: terms + 1 })).toBeGreaterThanOrEqual(weight)
        expect(meaningWeight({ ...shape, stopShare: Math.min(1, stopShare + 0.05) })).toBeGreaterThanOrEqual(weight)
        expect(meaningWeight({ ...shape, coverage: Math.min(1, coverage + 0.05) })).toBeGreaterThanOrEqual(weight)
      }),
    )
  })
})

describe('completeWeight', () => {
  test('asks a name for all of its words, and a sentence or a text for none in particular', () => {
    const name = { terms: 3, stopShare: 0, coverage: 1 }

    expect(completeWeight(name)).toBeGreaterThan(0.29)
    expect(completeWeight({ ...name, stopShare: 0.3 })).toBe(0)
    expect(completeWeight({ ...name, terms: 100 })).toBeLessThan(0.01)
    expect([isMostlyText(name), isMostlyText({ ...name, stopShare: 0.3 })]).toEqual([false, true])
  })
})
