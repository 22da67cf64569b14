import { describe, expect, test } from 'vitest'
import { moveTowards } from './feedback.ts'

describe('moveTowards', () => {
  test('goes half-way to one example', () => {
    const moved = moveTowards(Float32Array.of(1, 0), [{ vector: Float32Array.of(0, 1), weight: 0.2 }])

    expect(moved[0]).toBeCloseTo(Math.SQRT1_2, 6)
    expect(moved[1]).toBeCloseTo(Math.SQRT1_2, 6)
  })

  test('counts examples by their weights', () => {
    // The centre is (0, 3, 4) / 5: with the query, (1, 0.6, 0.8), whose length is √2.
    const moved = moveTowards(Float32Array.of(1, 0, 0), [
      { vector: Float32Array.of(0, 1, 0), weight: 3 },
      { vector: Float32Array.of(0, 0, 1), weight: 4 },
    ])

    expect([...moved].map((value) => Number(value.toFixed(6)))).toEqual([0.707107, 0.424264, 0.565685])
  })

  test('leaves the query as it is without examples, or with ones that cancel out', () => {
    const query = Float32Array.of(0.6, 0.8)
    const opposite = [
      { vector: Float32Array.of(1, 0), weight: 1 },
      { vector: Float32Array.of(-1, 0), weight: 1 },
    ]

    expect(moveTowards(query, [])).toEqual(query)
    expect(moveTowards(query, opposite)).toEqual(query)
  })
})
