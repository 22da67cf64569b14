import { expect, test } from 'vitest'
import { measureCosineScale } from './cosine-scale.ts'

/** Pseudo-random numbers between −1 and 1, the same each time. */
function noise(seed: number): number {
  const value = Math.sin(seed * 12.9898) * 43_758.5453
  return 2 * (value - Math.floor(value)) - 1
}

/** Vectors of length 1 of which any two have about the cosine `shared`: a common direction and 400 numbers of their own. */
function someVectors(shared: number, count = 40): Float32Array[] {
  return Array.from({ length: count }, (_, n) => {
    const own = Float32Array.from({ length: 400 }, (_, i) => noise(n * 400 + i))
    const length = Math.hypot(...own)
    return Float32Array.of(Math.sqrt(shared), ...own.map((value) => (value / length) * Math.sqrt(1 - shared)))
  })
}

test('what two papers without anything in common have counts as little, whatever a model gives them', () => {
  for (const shared of [0, 0.3, 0.7]) {
    const { middle, factor } = measureCosineScale(someVectors(shared))

    expect((shared - middle) * factor).toBeCloseTo(0.15, 1)
  }
})

test('a model whose cosines lie close together is spread, in proportion and within limits', () => {
  // Cosines of 400 independent numbers deviate by 1/√400 = 0.05, times what is not shared.
  const [wide, close, closest] = [0, 0.3, 0.95].map((shared) => measureCosineScale(someVectors(shared)).factor)

  expect(wide).toBeCloseTo(0.1 / 0.05, 0)
  expect(close! / wide!).toBeCloseTo(1 / 0.7, 1)
  expect(closest).toBe(4)
})

test('one that spreads them further than ours is left as it is', () => {
  // Two directions that have nothing in common: any two papers have 1 or 0, which deviates by a half.
  const vectors = Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? Float32Array.of(1, 0) : Float32Array.of(0, 1)))

  expect(measureCosineScale(vectors).factor).toBe(1)
})

test('a few papers say nothing of a model', () => {
  expect(measureCosineScale(someVectors(0.7, 15))).toEqual({ middle: 0, factor: 1 })
})
