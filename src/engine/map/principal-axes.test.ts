import { expect, test } from 'vitest'
import { findPrincipalAxes } from './principal-axes.ts'

test('axes point where vectors differ most, whatever they have in common, with the larger numbers positive', () => {
  // About (10, 10, 10): three away along the third axis, two along the first, one along the second.
  const vectors = Float32Array.of(...[10, 10, 13, 10, 10, 7], ...[12, 10, 10, 8, 10, 10], ...[10, 11, 10, 10, 9, 10])

  const axes = findPrincipalAxes(vectors, 3)

  const expected = [0, 0, 1, 1, 0, 0]
  axes.forEach((value, at) => expect(value).toBeCloseTo(expected[at]!, 5))
})

test('vectors that are all the same have axes without a fault', () => {
  const vectors = Float32Array.of(1, 0, 0, 1, 0, 0)

  const axes = findPrincipalAxes(vectors, 3)

  expect([...axes].every(Number.isFinite)).toBe(true)
})
