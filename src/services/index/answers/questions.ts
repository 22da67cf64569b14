import type { PaperId } from '../../../domain/paper.ts'
import type { FilterCount, QueryProblem, ScorePart, SearchMode, SearchOrder } from '../../search/searching.ts'
import type { IndexSnapshot } from '../index-thread.ts'

/** A search as the thread that searches is asked: `SearchRequest` with nothing left open. */
export type SearchQuestion = {
  kind: 'search'
  text: string
  mode: SearchMode
  order: SearchOrder
  like: readonly PaperId[]
  unlike: readonly PaperId[]
  offset: number
  size: number
  explain: boolean
}

/** What it found: papers by their ids, and all else of a `SearchPage`. */
export type SearchFindings = {
  hits: readonly { id: PaperId; score: number; parts?: readonly ScorePart[] }[]
  hasMore: boolean
  matched: number
  near?: number
  isExact: boolean
  filters: readonly FilterCount[]
  problems: readonly QueryProblem[]
  /** An arXiv id or "doi:…" that the text names, as it was written there. */
  identifier?: string
  suggestion?: string
  /** As of a `SearchPage`. */
  unknownWords?: readonly string[]
  isPartial: boolean
  /** Why papers were sought by words alone though meaning was asked for: the end of a sentence for readers. */
  meaningNote?: string
  /** Whether another model answered for the query than made the papers' vectors. */
  isExchanged?: boolean
  /** Ids given as examples that the index does not hold. */
  unknown: readonly PaperId[]
}

/** Papers near one paper. */
export type SimilarQuestion = { kind: 'similar'; id: PaperId; size: number }

/** Each with the cosine and the words that both share. `undefined` where the index does not hold the paper. */
export type SimilarFindings = readonly { id: PaperId; similarity: number; shared: readonly string[] }[] | undefined

/** What could be meant by the beginning of a query. `size`: suggestions that are shown. */
export type SuggestQuestion = { kind: 'suggest'; text: string; size: number }

/** Papers whose titles, and papers whose authors, go on as the text begins; the best first, some times `size` of them. */
export type SuggestFindings = { titles: readonly PaperId[]; authors: readonly PaperId[] }

/** The papers of a search, for a map: the best, or those of most votes. */
export type MapQuestion = { kind: 'map'; text: string; size: number; isByVotes: boolean }

/** What a map is drawn from. `vectors`, of length 1, stand one after the other in the order of `ids`. */
export type MapFindings = Pick<SearchFindings, 'matched' | 'isExact' | 'problems'> & {
  ids: readonly PaperId[]
  /** Papers that are among the best and have no vector. */
  unplaced: number
  vectors: Float32Array
  dimensions: number
  /** Two directions of the vectors' space, the same from map to map. */
  axes: Float32Array
  /** The idf of the terms that at least two of the papers say. */
  rarities: ReadonlyMap<string, number>
}

/** Everything that the thread which searches is asked, and what it answers. */
export type Question =
  { kind: 'use'; snapshot: IndexSnapshot } | SearchQuestion | SimilarQuestion | SuggestQuestion | MapQuestion
/** The answer to each kind of question. */
export type Answer = undefined | SearchFindings | SimilarFindings | SuggestFindings | MapFindings
