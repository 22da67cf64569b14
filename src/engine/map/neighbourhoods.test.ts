import { expect, test } from 'vitest'
import { weighNeighbours } from './neighbourhoods.ts'

/** Unit vectors on a circle, at these angles. */
const onCircle = (...degrees: number[]): Float32Array =>
  Float32Array.from(degrees.flatMap((angle) => [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]))

test('weights are symmetric, sum to 1, and fall with the distance', () => {
  const vectors = onCircle(0, 5, 20, 90, 180)

  const weights = weighNeighbours(vectors, 2, 1.5)

  const at = (i: number, j: number): number => weights[i * 5 + j]!
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 10)
  expect(at(0, 1)).toBe(at(1, 0))
  expect(at(0, 0)).toBe(0)
  expect(at(0, 1)).toBeGreaterThan(at(0, 2))
  expect(at(0, 2)).toBeGreaterThan(at(0, 3))
})

test('vectors that are equally far have equal weights', () => {
  const vectors = Float32Array.of(...[1, 0, 0], ...[0, 1, 0], ...[0, 0, 1])

  const weights = weighNeighbours(vectors, 3, 1.9)

  // Six ordered pairs.
  for (const place of [1, 2, 3, 5, 6, 7]) expect(weights[place]).toBeCloseTo(1 / 6, 10)
})
