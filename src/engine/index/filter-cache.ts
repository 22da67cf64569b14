import { makeFilterBits } from './filter-bits.ts'
import type { FilterBits } from './filter-bits.ts'
import type { Filter } from './lexical-query.ts'
import type { OpenSegment } from './segment.ts'

// Each takes a bit a document.
const MOST_KEPT = 24

/** What filters left of each open segment the last times; outlives a searcher where its segments do. */
export class FilterCache {
  readonly #bits = new WeakMap<OpenSegment, Map<string, FilterBits>>()

  get(open: OpenSegment, filter: Filter | undefined): FilterBits {
    const key = toKey(filter)
    let kept = this.#bits.get(open)
    if (kept === undefined) this.#bits.set(open, (kept = new Map<string, FilterBits>()))
    const bits = kept.get(key) ?? makeFilterBits(open, filter ?? {})
    kept.delete(key)
    kept.set(key, bits)
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!)
    return bits
  }
}

function toKey(filter: Filter | undefined): string {
  if (filter === undefined) return ''
  return JSON.stringify([filter.fromDay, filter.toDay, filter.facets, filter.without])
}
