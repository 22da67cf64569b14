import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Hit } from '../index/hit.ts'
import type { FilterBits } from '../index/filter-bits.ts'
import { IndexDamaged } from '../index/index-damaged.ts'
import { DenseBuilder, mergeDenseParts } from './dense-builder.ts'
import { DENSE_SECTIONS, type DensePart, openDensePart } from './dense-part.ts'
import { type DensePlan, createDensePlan } from './dense-plan.ts'
import { createDenseQuery } from './dense-query.ts'
import { openDense } from './dense-searcher.ts'
import { byteProductsReference, estimatesReference } from './kernels-reference.ts'
import { scatter } from './quantise.ts'

const DIMENSIONS = 64
/** So many expected documents make lists, however few come. */
const MANY = 65_536

/** Vectors around a few directions, as those of documents are. */
function aVector(seed: number): Float32Array {
  const topic = seed % 9
  const value = (row: number, d: number) => scatter(Math.imul(row, 0x9e3779b1) + d) / 2 ** 31 - 1
  return Float32Array.from({ length: DIMENSIONS }, (_, d) => value(topic + 1e6, d) + value(seed, d))
}

function aPlan(lists: number): DensePlan {
  const sample = new Float32Array(300 * DIMENSIONS)
  for (let i = 0; i < 300; i++) sample.set(aVector(i), i * DIMENSIONS)
  return createDensePlan({ dimensions: DIMENSIONS, seed: 1, sample, lists })
}

function buildSections(
  plan: DensePlan,
  vectors: readonly Float32Array[],
  expected = vectors.length,
): Map<string, Uint8Array> {
  const builder = new DenseBuilder(plan, { expected })
  for (const vector of vectors) builder.add(vector)
  return builder.finish()
}

function seedsFrom(start: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => start + i)
}

function aPart(plan: DensePlan, start: number, count: number, expected = count): DensePart {
  return openDensePart(plan, buildSections(plan, seedsFrom(start, count).map(aVector), expected))
}

/** Cosines of the query with all stored vectors of a part, by the plain TypeScript. */
function cosinesOf(part: DensePart, vector: Float32Array): number[] {
  const query = createDenseQuery(vector, part.plan.rotation)
  const bytes = part.readVectors(0, part.documentCount * DIMENSIONS)
  const rows = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length)
  return [...byteProductsReference(rows, query.shorts)].map((sum, i) => sum * part.scales[i]! * query.shortsScale)
}

/** What a search over all candidates finds: every document that passes, by its stored vector. */
function searchAll(parts: readonly DensePart[], vector: Float32Array, filters: readonly FilterBits[]): Hit[] {
  return parts
    .flatMap((part, segment) =>
      cosinesOf(part, vector).map((score, document) => ({ segment, document, score, scale: part.scales[document]! })),
    )
    .filter(({ segment, document, scale }) => {
      const { from, to, bits } = filters[segment]!
      return scale !== 0 && document >= from && document < to && (bits === undefined || hasBit(bits, document))
    })
    .sort((a, b) => b.score - a.score || b.segment - a.segment || b.document - a.document)
    .map(({ segment, document, score }) => ({ segment, document, score }))
}

function aFilter(from: number, to: number, bits?: Uint32Array): FilterBits {
  const documents = Array.from({ length: to - from }, (_, i) => from + i)
  const count = documents.filter((document) => bits === undefined || hasBit(bits, document)).length
  return { from, to, bits, count }
}

function hasBit(bits: Uint32Array, document: number): boolean {
  return ((bits[document >> 5]! >>> (document & 31)) & 1) === 1
}

const plans = [aPlan(0), aPlan(8)] as const

describe('a search', () => {
  const filterOf = fc.record({ ends: fc.tuple(fc.nat(500), fc.nat(500)), bits: fc.option(fc.nat(1000)) })
  const settings = fc.record({
    hasLists: fc.boolean(),
    sizes: fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 4 }),
    filters: fc.array(filterOf, { minLength: 4, maxLength: 4 }),
    seed: fc.nat(10_000),
  })

  test('finds what comparing all stored vectors finds, in any number of segments and with any filter', () => {
    fc.assert(
      fc.property(settings, ({ hasLists, sizes, filters, seed }) => {
        const plan = plans[hasLists ? 1 : 0]
        const parts = sizes.map((size, i) => aPart(plan, seed + i * 500, size, hasLists && i < 2 ? MANY : size))
        const masks = sizes.map((size, i): FilterBits => {
          const { ends, bits } = filters[i]!
          const [from, to] = ends.map((end) => end % (size + 1)).sort((a, b) => a - b) as [number, number]
          const words = Uint32Array.from({ length: Math.ceil(size / 32) }, (_, word) => scatter(word + (bits ?? 0)))
          return aFilter(from, to, bits === null ? undefined : words)
        })
        const query = aVector(seed + 20_001)

        const hits = openDense(plan, parts).search(query, {
          ...{ limit: 10, candidates: 2000, share: 1 },
          filterBits: (segment) => masks[segment]!,
        })

        expect(hits).toEqual(searchAll(parts, query, masks).slice(0, 10))
      }),
      { numRuns: 40 },
    )
  })

  test.each([
    ['without lists', 0, 600],
    ['with lists', 1, MANY],
  ] as const)('compares the stored vectors of the best by estimate only, %s', (_name, plan, expected) => {
    const part = aPart(plans[plan], 0, 600, expected)
    const { lists, plan: own } = part
    const scan = part.openScan()
    for (const seed of seedsFrom(7000, 20)) {
      const query = createDenseQuery(aVector(seed), own.rotation)

      const hits = openDense(own, [part]).search(aVector(seed), { limit: 30, candidates: 30, share: 1 })

      const centreOf = (slot: number): Float32Array => {
        if (lists === undefined) return own.mean
        const list = lists.findLastIndex((start) => start <= slot)
        return own.centres.subarray(list * DIMENSIONS, (list + 1) * DIMENSIONS)
      }
      const estimates = [...estimatesReference({ codes: scan.codes, factors: scan.factors, ...query, offset: 0 })].map(
        (estimate, slot) => estimate + centreOf(slot).reduce((sum, value, d) => sum + value * query.vector[d]!, 0),
      )
      const best = [...estimates.keys()]
        .filter((slot) => estimates[slot]! > -Infinity)
        .sort((a, b) => estimates[b]! - estimates[a]!)
        .slice(0, 30)
        .map((slot) => scan.order?.[slot] ?? slot)
      expect(hits.map(({ document }) => document).toSorted((a, b) => a - b)).toEqual(best.toSorted((a, b) => a - b))
    }
  })

  test('finds the document that a query is near to, from few candidates and few lists', () => {
    const plan = plans[1]
    const dense = openDense(plan, [aPart(plan, 0, 4000, MANY), aPart(plan, 4000, 1000)])

    const missed = seedsFrom(0, 200).filter((i) => {
      const near = aVector(i * 25).map((value, d) => value + aVector(i + 50_000)[d]! / 8)
      const [best] = dense.search(near, { limit: 1, candidates: 30, share: 0.5 })
      return best === undefined || best.segment * 4000 + best.document !== i * 25
    })

    expect(missed.length).toBeLessThan(10)
  })

  test('never finds a document without a vector, and nothing for a query without one', () => {
    const plan = plans[0]
    const nothing = new Float32Array(DIMENSIONS)
    const vectors = seedsFrom(0, 100).map((seed) => (seed < 90 ? nothing : aVector(seed)))
    const dense = openDense(plan, [openDensePart(plan, buildSections(plan, vectors))])

    const scanned = dense.search(aVector(3), { limit: 20, candidates: 20 })
    const listed = dense.search(aVector(3), { limit: 100 })

    const expected = seedsFrom(90, 10)
    expect(scanned.map(({ document }) => document).toSorted((a, b) => a - b)).toEqual(expected)
    expect(listed.map(({ document }) => document).toSorted((a, b) => a - b)).toEqual(expected)
    expect(dense.search(nothing, { limit: 5 })).toEqual([])
  })

  test('puts equal documents of later segments and numbers first', () => {
    const plan = plans[0]
    const same = openDensePart(plan, buildSections(plan, [aVector(1), aVector(1)]))

    const hits = openDense(plan, [same, same]).search(aVector(1), { limit: 3 })

    expect(hits.map(({ segment, document }) => [segment, document])).toEqual([
      [1, 1],
      [1, 0],
      [0, 1],
    ])
  })

  test('finds nothing without segments', () => {
    expect(openDense(plans[1], []).search(aVector(1), { limit: 3 })).toEqual([])
  })
})

describe('similarity and vectorOf', () => {
  const plan = plans[0]
  const dense = openDense(plan, [aPart(plan, 0, 100), aPart(plan, 100, 100)])

  test('are near the vectors that were given', () => {
    const places = [
      { segment: 1, document: 7 },
      { segment: 0, document: 99 },
    ]

    const cosines = dense.similarity(aVector(5), places)

    const given = [aVector(107), aVector(99)]
    given.forEach((vector, i) => {
      const length = Math.hypot(...vector)
      expect(cosines[i]).toBeCloseTo(
        vector.reduce((sum, x, d) => sum + x * aVector(5)[d]!, 0) / length / Math.hypot(...aVector(5)),
        2,
      )
      dense.vectorOf(places[i]!).forEach((value, d) => expect(value).toBeCloseTo(vector[d]! / length, 2))
    })
  })

  test('say that a vector is like itself and unlike its opposite', () => {
    const place = { segment: 0, document: 3 }
    const vector = dense.vectorOf(place)

    expect(dense.similarity(vector, [place])[0]).toBeCloseTo(1, 6)
    expect(
      dense.similarity(
        vector.map((value) => -value),
        [place],
      )[0],
    ).toBeCloseTo(-1, 6)
  })
})

describe('a part', () => {
  const plan = plans[1]

  test('that was merged is the one that would have been built, without what was dropped', () => {
    const parts = [aPart(plan, 0, 70_000 / 100, MANY), aPart(plan, 700, 50)]
    const keeps = (document: number) => document % 3 !== 1

    const merged = mergeDenseParts(
      plan,
      parts.map((part) => ({ part, keeps })),
      { expected: MANY },
    )

    const kept = [...seedsFrom(0, 700).filter((_, i) => keeps(i)), ...seedsFrom(700, 50).filter((_, i) => keeps(i))]
    expect(merged).toEqual(buildSections(plan, kept.map(aVector), MANY))
  })

  test('reads stored vectors through a function', () => {
    const sections = buildSections(plan, seedsFrom(0, 60).map(aVector))
    const inMemory = openDense(plan, [openDensePart(plan, sections)])
    const file = sections.get(DENSE_SECTIONS.vectors)!
    sections.delete(DENSE_SECTIONS.vectors)
    const buffer = new Uint8Array(DIMENSIONS + 3)

    const part = openDensePart(plan, sections, (start, end) => {
      buffer.set(file.subarray(start, end), 3)
      return buffer.subarray(3)
    })

    expect(openDense(plan, [part]).search(aVector(9), { limit: 60 })).toEqual(
      inMemory.search(aVector(9), { limit: 60 }),
    )
  })

  test.each(Object.values(DENSE_SECTIONS))('is refused when section %s is missing or of another length', (name) => {
    const sections = buildSections(plan, seedsFrom(0, 60).map(aVector), MANY)
    const longer = new Map(sections).set(name, new Uint8Array(sections.get(name)!.length + 4))
    sections.delete(name)

    expect(() => openDensePart(plan, sections)).toThrow(IndexDamaged)
    expect(() => openDensePart(plan, longer)).toThrow(name)
  })

  test('is refused with another plan', () => {
    expect(() => openDensePart(plans[0], buildSections(plan, [aVector(1)]))).toThrow(IndexDamaged)
  })

  test('may grow beyond what was expected, and be empty', () => {
    const vectors = seedsFrom(0, 300).map(aVector)

    expect(buildSections(plan, vectors, 1)).toEqual(buildSections(plan, vectors, 300))
    expect(openDensePart(plan, buildSections(plan, [], 10)).documentCount).toBe(0)
    expect(openDensePart(plan, buildSections(plan, [], MANY)).documentCount).toBe(0)
  })
})
