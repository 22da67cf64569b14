import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NO_DOCUMENT } from '../dense-part.ts'
import { createDenseQuery } from '../dense-query.ts'
import { CodeScan } from './code-scan.ts'
import { estimatesReference, packReference } from '../kernels-reference.ts'
import { createRotation, placeCode, rotate, scatter } from '../quantise.ts'

const DIMENSIONS = 128
const rotation = createRotation(DIMENSIONS, 5)

function aVector(seed: number, dimensions = DIMENSIONS): Float32Array {
  return Float32Array.from({ length: dimensions }, (_, i) => scatter(Math.imul(seed, 0x9e3779b1) + i) / 2 ** 31 - 1)
}

/** Slots with the codes of vectors; every seventh is empty, and the last block is not full. */
function someCodes(count: number, seed: number): { codes: Uint8Array; factors: Float32Array } {
  const slots = Math.ceil(count / 16) * 16
  const codes = new Uint8Array((slots * DIMENSIONS) / 8)
  const factors = new Float32Array(slots).fill(Number.NaN)
  for (let slot = 0; slot < count; slot++) {
    const vector = aVector(seed + slot)
    rotate(rotation, vector, new Float32Array(DIMENSIONS))
    const { code, squares, sum } = packReference(vector)
    placeCode(codes, slot, code)
    if (slot % 7 !== 6) factors[slot] = squares / sum
  }
  return { codes, factors }
}

const settings = fc.record({
  count: fc.integer({ min: 1, max: 3000 }),
  seed: fc.nat(1 << 20),
  keep: fc.integer({ min: 1, max: 300 }),
  offset: fc.float({ min: -1, max: 1, noNaN: true }),
  floor: fc.constantFrom(-Infinity, Math.fround(-0.05), Math.fround(0.02)),
  ends: fc.tuple(fc.nat(3000), fc.nat(3000)),
  /** One document in so many passes; 0: no restriction. */
  rarity: fc.constantFrom(0, 1, 2, 30, 200),
  isOrdered: fc.boolean(),
})

describe('a scan', () => {
  test('keeps the candidates of the plain TypeScript, with estimates equal bit for bit', () => {
    fc.assert(
      fc.property(settings, ({ count, seed, keep, offset, floor, ends, rarity, isOrdered }) => {
        const { codes, factors } = someCodes(count, seed)
        // Any assignment of documents to slots will do: here they stand the other way round.
        const order = isOrdered
          ? Uint32Array.from(factors, (_, slot) => (slot < count ? count - 1 - slot : NO_DOCUMENT))
          : undefined
        const query = createDenseQuery(aVector(seed + 9999), rotation)
        const [from, to] = ends.map((end) => end % (count + 1)).sort((a, b) => a - b) as [number, number]
        const isPassing = (document: number): boolean => rarity === 0 || scatter(document + seed) % rarity === 0
        const bits = new Uint32Array(Math.ceil(count / 32))
        const passing = Array.from({ length: count }, (_, document) => document).filter(isPassing)
        for (const document of passing) bits[document >> 5]! |= 1 << (document & 31)
        const scan = new CodeScan({ codes, factors, order, documentCount: count }, DIMENSIONS)

        scan.begin(query, keep, floor)
        if (rarity > 0) scan.restrict({ from: 0, to: count, bits, count: passing.length })
        scan.scan(from, to, offset)
        scan.shrink()

        const estimates = estimatesReference({ codes, factors, ...query, offset })
        const best = [...estimates.keys()]
          .filter((slot) => slot >= from && slot < to && estimates[slot]! > floor && isPassing(order?.[slot] ?? slot))
          .sort((a, b) => estimates[b]! - estimates[a]! || a - b)
          .slice(0, keep)
          .sort((a, b) => a - b)
        expect([...scan.slots.subarray(0, scan.count)]).toEqual(best)
        expect([...scan.estimates.subarray(0, scan.count)]).toEqual(best.map((slot) => estimates[slot]))
      }),
      { numRuns: 60 },
    )
  })

  test('goes on over several stretches as over one', () => {
    const { codes, factors } = someCodes(5000, 1)
    const query = createDenseQuery(aVector(4), rotation)
    const [whole, pieces] = [1, 2].map(
      () => new CodeScan({ codes, factors, order: undefined, documentCount: 5000 }, DIMENSIONS),
    ) as [CodeScan, CodeScan]
    for (const scan of [whole, pieces]) scan.begin(query, 20, -Infinity)

    whole.scan(0, 5000, 0)
    for (let from = 0; from < 5000; from += 333) pieces.scan(from, Math.min(5000, from + 333), 0)

    whole.shrink()
    pieces.shrink()
    expect(pieces.slots.subarray(0, 20)).toEqual(whole.slots.subarray(0, 20))
  })

  test('forgets the documents that another search was restricted to', () => {
    const { codes, factors } = someCodes(5000, 1)
    const order = Uint32Array.from(factors, (_, slot) => (slot < 5000 ? 4999 - slot : NO_DOCUMENT))
    const scan = new CodeScan({ codes, factors, order, documentCount: 5000 }, DIMENSIONS)
    const findOnly = (document: number): number[] => {
      const bits = new Uint32Array(157)
      bits[document >> 5]! |= 1 << (document & 31)
      scan.begin(createDenseQuery(aVector(4), rotation), 20, -Infinity)
      scan.restrict({ from: 0, to: 5000, bits, count: 1 })
      scan.scan(0, 5000, 0)
      return [...scan.slots.subarray(0, scan.count)]
    }

    expect(findOnly(4999 - 14)).toEqual([14])
    expect(findOnly(4999 - 2000)).toEqual([2000])
  })

  test('adds the largest numbers of all tables without overflow, at the most dimensions there are', () => {
    const dimensions = 4096
    const codes = new Uint8Array(16 * 512).fill(255)
    const factors = new Float32Array(16).fill(1)
    const query = { ...createDenseQuery(aVector(1, dimensions), createRotation(dimensions, 1)), scale: 1, shift: 0 }
    query.tables.fill(31)
    const scan = new CodeScan({ codes, factors, order: undefined, documentCount: 16 }, dimensions)

    scan.begin(query, 16, -Infinity)
    scan.scan(0, 16, 0)

    // 1024 tables of four dimensions, each at most 31.
    expect([...scan.estimates.subarray(0, 16)]).toEqual(Array.from({ length: 16 }, () => 1024 * 31))
  })
})

describe('an estimate', () => {
  test('is near the product of the query with the vector', () => {
    const { codes, factors } = someCodes(600, 3)
    const query = createDenseQuery(aVector(8), rotation)

    const estimates = estimatesReference({ codes, factors, ...query, offset: 0 })

    const errors = [...estimates.keys()].flatMap((slot) => {
      if (slot >= 600 || slot % 7 === 6) return []
      const vector = aVector(3 + slot)
      const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
      const product = vector.reduce((sum, value, d) => sum + value * query.vector[d]!, 0)
      return [(estimates[slot]! - product) / length]
    })
    const deviation = Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length)
    // One sign for each of D numbers: the error is about √((π/2 − 1)/D) = 0.067 of the length.
    expect(deviation).toBeGreaterThan(0.05)
    expect(deviation).toBeLessThan(0.08)
  })
})
