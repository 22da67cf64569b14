import { describe, expect, test } from 'vitest'
import { SeededRandom } from './random.ts'

describe('SeededRandom', () => {
  test('gives the numbers of sfc32, computed with whole numbers of any size', () => {
    const random = new SeededRandom()
    const expected = sfc32(123_456_789, 42)

    random.restart(123_456_789, 42)
    const drawn = Array.from({ length: 50 }, () => random.ratio() * 2 ** 32)

    expect(drawn).toEqual(Array.from({ length: 50 }, expected))
  })

  test('begins anew with every restart, and differently for a seed beyond 32 bits', () => {
    const random = new SeededRandom()
    const beginning = (seed: number): number[] => {
      random.restart(seed, 1)
      return [random.below(1000), random.below(1000), random.bits(31)]
    }

    const first = beginning(7)

    expect(beginning(7)).toEqual(first)
    expect(beginning(7 + 2 ** 32)).not.toEqual(first)
  })
})

/** The generator as its source writes it, in BigInt. */
function sfc32(seed: number, stream: number): () => number {
  const mask = 0xffffffffn
  let [a, b, c, counter] = [BigInt(seed), 0n, BigInt(stream), 1n]
  const next = (): number => {
    const result = (a + b + counter++) & mask
    a = b ^ (b >> 9n)
    b = (c + (c << 3n)) & mask
    c = ((((c << 21n) | (c >> 11n)) & mask) + result) & mask
    return Number(result)
  }
  for (let round = 0; round < 15; round++) next()
  return next
}
