import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRotation, placeCode, rotate } from './quantise.ts'

const dimensions = fc.constantFrom(64, 128, 192, 256, 320)
const seed = fc.integer({ min: 0, max: 1 << 30 })

function aVector(length: number, start: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => Math.sin(start * 7.3 + i * i * 0.37) + 0.2)
}

function multiply(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

describe('a rotation', () => {
  test('keeps lengths and angles', () => {
    fc.assert(
      fc.property(dimensions, seed, (length, start) => {
        const rotation = createRotation(length, start)
        const [a, b] = [aVector(length, start), aVector(length, start + 1)]
        const before = [multiply(a, a), multiply(a, b)]

        rotate(rotation, a, new Float32Array(length))
        rotate(rotation, b, new Float32Array(length))

        expect(multiply(a, a)).toBeCloseTo(before[0]!, 2)
        expect(multiply(a, b)).toBeCloseTo(before[1]!, 2)
      }),
    )
  })

  test('spreads a single dimension over all of them', () => {
    const vector = new Float32Array(192)
    vector[5] = 1

    rotate(createRotation(192, 1), vector, new Float32Array(192))

    expect(Math.max(...vector.map(Math.abs))).toBeLessThan(0.5)
    expect(vector.filter((value) => value !== 0).length).toBeGreaterThan(90)
  })

  test('is another for another seed', () => {
    const [a, b] = [aVector(64, 1), aVector(64, 1)]

    rotate(createRotation(64, 1), a, new Float32Array(64))
    rotate(createRotation(64, 2), b, new Float32Array(64))

    expect(a).not.toEqual(b)
  })
})

test('placeCode puts byte j of a slot where the scan looks for it', () => {
  const codes = new Uint8Array(2 * 16 * 8)
  const code = Uint8Array.of(1, 2, 0, 0, 0, 0, 0, 128)

  // Block 1, slot 3 of it (an even place: 6), then slot 12 (an odd place: 9).
  placeCode(codes, 16 + 3, code)
  placeCode(codes, 16 + 12, code)

  const written = [...codes.entries()].filter(([, byte]) => byte !== 0)
  expect(written).toEqual([
    [128 + 6, 1],
    [128 + 9, 1],
    [128 + 16 + 6, 2],
    [128 + 16 + 9, 2],
    [128 + 7 * 16 + 6, 128],
    [128 + 7 * 16 + 9, 128],
  ])
})
