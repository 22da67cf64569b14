import { findTerm, toTermBytes } from './dictionary.ts'
import { toFacetTerm } from './document.ts'
import type { Filter } from './lexical-query.ts'
import { forEachPosting } from './postings.ts'
import { countBits, setBit } from './segment.ts'
import type { OpenSegment, Segment } from './segment.ts'

/** Documents of one segment that pass a filter and are not deleted. */
export type FilterBits = {
  /** First document that may pass. */
  readonly from: number
  /** One past the last document that may pass. */
  readonly to: number
  /** Bit d & 31 of word d >> 5 is set when document d passes; undefined when all of from..to do. */
  readonly bits: Uint32Array | undefined
  /** How many documents pass. */
  readonly count: number
}

/** What a filter leaves of a segment. Costs microseconds for days alone, up to a millisecond for common facets. */
export function makeFilterBits({ segment, deletes }: OpenSegment, filter: Filter): FilterBits {
  const { documentCount } = segment
  const range = dayRange(segment, filter)
  let bits = range === undefined ? bitsOfDays(segment, filter) : undefined
  for (const group of filter.facets ?? []) bits = intersect(bits, bitsOfFacets(segment, group))
  if (filter.without !== undefined && filter.without.length > 0) {
    bits = subtract(bits, bitsOfFacets(segment, filter.without))
  }
  if (deletes !== undefined) bits = subtract(bits, deletes)
  const { from, to } = range ?? { from: 0, to: documentCount }
  return { from, to, bits, count: bits === undefined ? to - from : countBits(bits, from, to) }
}

/** Undefined when the documents of those days are not side by side. */
function dayRange(segment: Segment, filter: Filter): { from: number; to: number } | undefined {
  const { fromDay, toDay } = filter
  const { days } = segment.columns
  if (fromDay === undefined && toDay === undefined) return { from: 0, to: days.length }
  if (!segment.isSortedByDay) return undefined
  const first = fromDay ?? -0x80000000
  const last = toDay ?? 0x7fffffff
  const from = firstFrom(days, first)
  const to = firstFrom(days, last + 1)
  const unknownFrom = firstFrom(days, 0)
  const unknownTo = firstFrom(days, 1)
  if (first > 0 || last < 0 || unknownFrom === unknownTo) return { from, to: Math.max(from, to) }
  // Documents of unknown day stand between those before and after 1970: usually one side is empty.
  if (from === unknownFrom) return { from: unknownTo, to: Math.max(unknownTo, to) }
  return to === unknownTo ? { from, to: unknownFrom } : undefined
}

function bitsOfDays({ columns: { days } }: Segment, { fromDay, toDay }: Filter): Uint32Array {
  const bits = new Uint32Array((days.length + 31) >>> 5)
  const first = fromDay ?? -Infinity
  const last = toDay ?? Infinity
  for (let d = 0; d < days.length; d++) if (days[d] !== 0 && days[d]! >= first && days[d]! <= last) setBit(bits, d)
  return bits
}

function bitsOfFacets({ documentCount, dictionary, postings }: Segment, facets: readonly string[]): Uint32Array {
  const bits = new Uint32Array((documentCount + 31) >>> 5)
  for (const facet of facets) {
    const term = findTerm(dictionary, toTermBytes(toFacetTerm(facet)))
    if (term !== undefined) forEachPosting(postings, term, (document) => setBit(bits, document))
  }
  return bits
}

function intersect(bits: Uint32Array | undefined, others: Uint32Array): Uint32Array {
  return bits === undefined ? others : bits.map((word, i) => word & others[i]!)
}

function subtract(bits: Uint32Array | undefined, others: Uint32Array): Uint32Array {
  return others.map((word, i) => (bits === undefined ? -1 : bits[i]!) & ~word)
}

/** The first document of that day or later, where days ascend. */
function firstFrom(days: Int32Array, day: number): number {
  let low = 0
  let high = days.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (days[middle]! < day) low = middle + 1
    else high = middle
  }
  return low
}
