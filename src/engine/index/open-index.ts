import { inverseDocumentFrequency } from '../rank/bm25f.ts'
import { findDocuments, idAt } from './columns.ts'
import { termAt, toTermBytes } from './dictionary.ts'
import { toFacetTerm } from './document.ts'
import { expandPrefix } from './expand-prefix.ts'
import type { DictionaryEntry } from './expand-prefix.ts'
import type { FilterBits } from './filter-bits.ts'
import { FilterCache } from './filter-cache.ts'
import { forwardTerms } from './forward-terms.ts'
import type { PlacedTerm } from './forward-terms.ts'
import type { Hit } from './hit.ts'
import type { Filter, LexicalQuery } from './lexical-query.ts'
import { findEverywhere, planQuery } from './search/plan.ts'
import type { Plan } from './search/plan.ts'
import { searchSegment } from './search/search-segment.ts'
import type { Search } from './search/search-segment.ts'
import { TopHits } from './search/top-hits.ts'
import { Window } from './search/window.ts'
import { countBits, hasBit } from './segment.ts'
import type { OpenSegment, Segment } from './segment.ts'
import { type ForwardTerms, findForwardTerms, termPlaces } from './term-places.ts'
import type { TermPlace } from './term-places.ts'
import type { Place, SearchAnswer, SearchOptions, Searcher } from './searcher.ts'

const DEFAULT_BUDGET = 30_000_000
const DEFAULT_COUNT_TO = 1_000
/** In postings: what it costs to look a term up in the dictionary of one segment. */
const COST_OF_LOOKUP = 100
// A reader who types on, and a search that is repeated with other needs, ask for the same beginnings again.
const MOST_BEGINNINGS_KEPT = 32

/**
 * Opens segments as one index; costs microseconds. A document that was changed is deleted in its old segment and stands in
 * a newer one.
 *
 * @param filters what is kept of filters; the same for the next set of segments keeps what still holds
 * @param window where its searches do their sums, one search at a time
 */
export function openIndex(
  segments: readonly OpenSegment[],
  filters: FilterCache = new FilterCache(),
  window: Window = new Window(),
): Searcher {
  return new IndexSearcher(segments, filters, window)
}

class IndexSearcher implements Searcher {
  readonly documentCount: number
  readonly segmentSizes: readonly number[]
  readonly #segments: readonly OpenSegment[]
  readonly #filters: FilterCache
  readonly #indexedCount: number
  /** Segments in the order of search: those with the latest documents first. */
  readonly #order: readonly number[]
  readonly #window: Window
  /** The last query: one document after the other is scored for it. */
  #planned: { readonly query: LexicalQuery; readonly plan: Plan } | undefined
  readonly #expanded = new Map<string, DictionaryEntry[]>()
  /** The terms whose places were asked for last, and what each segment calls them. */
  #sought: readonly string[] | undefined
  readonly #soughtIn = new Map<number, ForwardTerms>()

  constructor(segments: readonly OpenSegment[], filters: FilterCache, window: Window) {
    this.#window = window
    this.#segments = segments
    this.#filters = filters
    this.segmentSizes = segments.map(({ segment }) => segment.documentCount)
    this.#indexedCount = this.segmentSizes.reduce((sum, size) => sum + size, 0)
    const deleted = segments.reduce((sum, { deletes }) => sum + (deletes === undefined ? 0 : countBits(deletes)), 0)
    this.documentCount = this.#indexedCount - deleted
    this.#order = segments
      .map((_, i) => i)
      .sort((a, b) => this.#segment(b).latestDay - this.#segment(a).latestDay || b - a)
  }

  search(query: LexicalQuery, { limit, budget, countTo }: SearchOptions): SearchAnswer {
    const search = this.#begin(this.#plan(query), { limit, budget: budget ?? DEFAULT_BUDGET, countTo })
    for (const segment of this.#order) {
      if (search.isPartial) break
      searchSegment(search, this.#segments[segment]!, segment, this.filterBits(query.filter, segment))
    }
    const hits = search.top.toSorted().map(({ segment, document, points }) => {
      return { segment, document, score: points * search.plan.pointValue }
    })
    const { matched, isExact, isPartial } = search
    return { hits, matched, isExact: isExact && !isPartial, isPartial, spent: this.#window.spent }
  }

  scoreOf(query: LexicalQuery, { segment, document }: Place): number | undefined {
    const bits = this.filterBits(query.filter, segment)
    if (document < bits.from || document >= bits.to) return undefined
    const search = this.#begin(this.#plan(query), { limit: 1, budget: Infinity })
    searchSegment(search, this.#segments[segment]!, segment, { ...bits, from: document, to: document + 1 })
    const [found] = search.top.toSorted()
    return found && found.points * search.plan.pointValue
  }

  idOf({ segment, document }: Place): string {
    return idAt(this.#segment(segment).columns, document)
  }

  find(id: string): Hit | undefined {
    const bytes = toTermBytes(id)
    for (const segment of this.#order) {
      const { deletes } = this.#segments[segment]!
      const found = findDocuments(this.#segment(segment).columns, bytes)
      const document = found.find((number) => deletes === undefined || !hasBit(deletes, number))
      if (document !== undefined) return { segment, document, score: 0 }
    }
    return undefined
  }

  dayOf({ segment, document }: Place): number {
    return this.#segment(segment).columns.days[document]!
  }

  votesOf({ segment, document }: Place): number {
    return this.#segment(segment).columns.votes[document]!
  }

  facetsOf({ segment, document }: Place): string[] {
    const { dictionary, columns } = this.#segment(segment)
    const terms = columns.facets.subarray(columns.facetOffsets[document], columns.facetOffsets[document + 1])
    const prefix = toFacetTerm('').length
    return Array.from(terms, (term) => termAt(dictionary, term).slice(prefix))
  }

  documentFrequency(term: string): number {
    return findEverywhere(this.#segments, term).documentFrequency
  }

  idf(term: string): number {
    return inverseDocumentFrequency(this.#indexedCount, this.documentFrequency(term))
  }

  expandPrefix(prefix: string, limit: number): DictionaryEntry[] {
    const key = `${limit} ${prefix}`
    const kept = this.#expanded.get(key)
    if (kept) return kept
    const found = expandPrefix(this.#segments, prefix, limit, (term) => this.documentFrequency(term))
    if (this.#expanded.size >= MOST_BEGINNINGS_KEPT) this.#expanded.delete(this.#expanded.keys().next().value!)
    this.#expanded.set(key, found)
    return found
  }

  forwardTerms({ segment, document }: Place): PlacedTerm[] {
    return forwardTerms(this.#segment(segment), document)
  }

  termPlaces({ segment, document }: Place, terms: readonly string[]): TermPlace[] {
    if (this.#sought !== terms) {
      this.#sought = terms
      this.#soughtIn.clear()
    }
    const known = this.#soughtIn.get(segment)
    const found = known ?? findForwardTerms(this.#segment(segment), terms)
    if (!known) this.#soughtIn.set(segment, found)
    return termPlaces(this.#segment(segment), document, found)
  }

  filterBits(filter: Filter | undefined, segment: number): FilterBits {
    return this.#filters.get(this.#segments[segment]!, filter)
  }

  #segment(place: number): Segment {
    return this.#segments[place]!.segment
  }

  #plan(query: LexicalQuery): Plan {
    if (this.#planned?.query !== query) {
      this.#planned = { query, plan: planQuery(query, this.#segments, this.#indexedCount) }
    }
    return this.#planned.plan
  }

  #begin(plan: Plan, options: { limit: number; budget: number; countTo?: number | undefined }): Search {
    this.#window.spent = plan.lookups * this.#segments.length * COST_OF_LOOKUP
    this.#window.budget = options.budget
    return {
      plan,
      top: new TopHits(this.#segments, Math.max(1, options.limit)),
      window: this.#window,
      countTo: options.countTo ?? DEFAULT_COUNT_TO,
      matched: 0,
      isExact: true,
      isPartial: false,
    }
  }
}
