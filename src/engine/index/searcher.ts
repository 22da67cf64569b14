import type { DictionaryEntry } from './expand-prefix.ts'
import type { FilterBits } from './filter-bits.ts'
import type { PlacedTerm } from './forward-terms.ts'
import type { Hit } from './hit.ts'
import type { Filter, LexicalQuery } from './lexical-query.ts'
import type { TermPlace } from './term-places.ts'

/** What a search takes and gives. */
export type { DictionaryEntry } from './expand-prefix.ts'
export type { Hit } from './hit.ts'
export type { TermPlace } from './term-places.ts'
export type { LexicalQuery } from './lexical-query.ts'

/** Which document: a hit, whatever its score. */
export type Place = Pick<Hit, 'segment' | 'document'>

/** How far a search may go. */
export type SearchOptions = {
  /** Most hits to give, >= 1. */
  readonly limit: number
  /** Most postings to look at; a document read for a phrase counts as 500, a term looked up as 100. Default: 30 million. */
  readonly budget?: number
  /** Up to how many matching documents `matched` must be exact. Default: 1,000; 0 is quickest. */
  readonly countTo?: number
}

/** The best hits, best first; equal scores stand newest first, then by descending id. */
export type SearchAnswer = {
  readonly hits: Hit[]
  /** Documents known to match: all there are when `isExact`, else at least these. */
  readonly matched: number
  readonly isExact: boolean
  /** The budget was spent before all documents that could matter were looked at. */
  readonly isPartial: boolean
  /** How much of a budget it took. */
  readonly spent: number
}

/** A fixed set of segments that is searched as one index. */
export type Searcher = {
  /** Documents that are not deleted. */
  readonly documentCount: number
  /** Documents of each segment, deleted ones included. */
  readonly segmentSizes: readonly number[]
  search(query: LexicalQuery, options: SearchOptions): SearchAnswer
  /** The score that `search` would give the document, or undefined when it does not match. Costs microseconds. */
  scoreOf(query: LexicalQuery, hit: Place): number | undefined
  idOf(hit: Place): string
  /** The document of that id that is not deleted, with score 0. */
  find(id: string): Hit | undefined
  dayOf(hit: Place): number
  votesOf(hit: Place): number
  facetsOf(hit: Place): string[]
  documentFrequency(term: string): number
  /** idf of a term as scores use it: ln(1 + (N − df + ½)/(df + ½)). */
  idf(term: string): number
  /** Terms that begin so, commonest first; when hundreds do, out of the commonest of each segment. */
  expandPrefix(prefix: string, limit: number): DictionaryEntry[]
  /** The document's terms in order: title, abstract, authors. Reads the forward part. */
  forwardTerms(hit: Place): PlacedTerm[]
  /**
   * Where these terms stand in the document. Reads the forward part; much quicker than `forwardTerms`, and quicker yet for
   * one document after the other with the same array of terms, which must not change.
   */
  termPlaces(hit: Place, terms: readonly string[]): TermPlace[]
  /** For other parts that search the same documents. Kept from call to call: do not write to the bits. */
  filterBits(filter: Filter | undefined, segment: number): FilterBits
}
