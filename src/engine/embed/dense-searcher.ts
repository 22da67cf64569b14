import type { Hit } from '../index/hit.ts'
import type { FilterBits } from '../index/filter-bits.ts'
import { NearestCentre } from './clusters.ts'
import { BestCandidates } from './dense/best-candidates.ts'
import type { DensePart } from './dense-part.ts'
import type { DensePlan } from './dense-plan.ts'
import { type Offsets, type Pass, scanPart } from './dense/scan-part.ts'
import { createDenseQuery } from './dense-query.ts'
import { LARGEST_CANDIDATES, forEachPassing } from './dense/code-scan.ts'
import { StoredVectors, rankHits } from './dense/stored-vectors.ts'

/** Where a document stands: the segment's place in the list that was opened, and its number in that segment. */
export type DocumentPlace = Pick<Hit, 'segment' | 'document'>

/** How a dense search is limited. */
export type DenseSearchOptions = {
  /** Hits wanted, >= 1. */
  readonly limit: number
  /** Stored vectors that are compared after the scan of the codes, at most 4096; 400 where not given. */
  readonly candidates?: number
  /** Share of a segment's documents that is scanned where it has lists, 0..1; more where a filter lets few pass. */
  readonly share?: number
  /** What may be found in each segment, such as the lexical searcher's `filterBits`; absent: every document. */
  readonly filterBits?: (segment: number) => FilterBits
}

/** Search by meaning over the dense parts of an index's segments. Answers are the same on every machine. */
export type DenseSearcher = {
  /** The best by cosine (`score`, −1..1), ties to the later segment and there to the later document. */
  search(query: Float32Array, options: DenseSearchOptions): Hit[]
  /** The cosines of some documents to a query, in their order; 0 for a document without a vector. */
  similarity(query: Float32Array, places: readonly DocumentPlace[]): Float32Array
  /** A document's vector as it was stored (rounded to 8 bits), of length 1; all zeros where it has none. */
  vectorOf(place: DocumentPlace): Float32Array
}

const DEFAULT_CANDIDATES = 400
const DEFAULT_SHARE = 0.15
/** More than there are lists; 2^32 times it is still a whole number that a double holds. */
const PLACES = 2 ** 16
/** Documents that pass a filter are compared one by one, without a scan, up to this many times the candidates. */
const DIRECT = 4

/**
 * Makes one searcher of the parts of an index. Beside the parts' codes it holds a few megabytes for the query's work.
 *
 * @param plan the one that all parts were built with
 * @param parts in the order of the segments
 */
export function openDense(plan: DensePlan, parts: readonly DensePart[]): DenseSearcher {
  const stored = new StoredVectors(plan.dimensions)
  const findOffsets = openOffsets(plan)
  // Now, so that no search waits for it.
  for (const part of parts) part.openScan()
  return {
    search: (vector, options) => {
      const query = createDenseQuery(vector, plan.rotation)
      if (query.shortsScale === 0) return []
      const keep = Math.min(LARGEST_CANDIDATES, Math.max(options.candidates ?? DEFAULT_CANDIDATES, options.limit))
      const filters = parts.map((part, segment) => options.filterBits?.(segment) ?? toWhole(part))
      const share = options.share ?? DEFAULT_SHARE
      const places =
        listFew(parts, filters, keep * DIRECT) ??
        findCandidates(parts, filters, { query, keep, share, offsets: findOffsets(query.vector) })
      return rankHits(stored.compare(query, parts, places), places, options.limit)
    },
    similarity: (vector, places) =>
      Float32Array.from(stored.compare(createDenseQuery(vector, plan.rotation), parts, places)),
    vectorOf: ({ segment, document }) => stored.read(parts[segment]!, document),
  }
}

function toWhole(part: DensePart): FilterBits {
  return { from: 0, to: part.documentCount, bits: undefined, count: part.documentCount }
}

/** The products of a query with the mean and the centres. */
function openOffsets({ mean, dimensions, centres }: DensePlan): (query: Float32Array) => Offsets {
  const finder = centres.length > 0 ? new NearestCentre(centres, dimensions) : undefined
  return (query) => {
    let product = 0
    for (let d = 0; d < dimensions; d++) product += query[d]! * mean[d]!
    const products = finder?.multiply(query) ?? new Float32Array(0)
    return { mean: product, centres: products, order: orderFalling(products) }
  }
}

/** Places of numbers between −2 and 2, those of the largest first, of equal ones the first; by the quick sort of numbers. */
function orderFalling(values: Float32Array): Uint32Array {
  const keys = Float64Array.from(values, (value, place) => Math.round((2 - value) * 2 ** 30) * PLACES + place).sort()
  return Uint32Array.from(keys, (key) => key % PLACES)
}

function findCandidates(
  parts: readonly DensePart[],
  filters: readonly FilterBits[],
  pass: Omit<Pass, 'filter' | 'floor'>,
): DocumentPlace[] {
  const best = new BestCandidates(pass.keep)
  // The largest part first: it raises the floor, so that the others add little.
  const order = [...parts.keys()].sort((a, b) => parts[b]!.documentCount - parts[a]!.documentCount || a - b)
  for (const segment of order) {
    const filter = filters[segment]!
    scanPart(parts[segment]!, { ...pass, filter, floor: best.floor }, (document, estimate) =>
      best.add(segment, document, estimate),
    )
    best.shrink()
  }
  return Array.from({ length: best.count }, (_, i) => ({ segment: best.segments[i]!, document: best.documents[i]! }))
}

/** All documents that pass and have a vector, where at most `most` pass. */
function listFew(
  parts: readonly DensePart[],
  filters: readonly FilterBits[],
  most: number,
): DocumentPlace[] | undefined {
  if (filters.reduce((sum, { count }) => sum + count, 0) > most) return undefined
  const places: DocumentPlace[] = []
  filters.forEach((filter, segment) => {
    const { scales } = parts[segment]!
    forEachPassing(filter, (document) => {
      if (scales[document] !== 0) places.push({ segment, document })
    })
  })
  return places
}
