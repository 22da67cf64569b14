import type { Field } from '../index/document.ts'

/** Where a part of the query stands in the text that was typed: offsets (UTF-16), `end` not included. */
export type Span = { readonly start: number; readonly end: number }

/** What was typed between two spaces. After analysis it may be several terms ("k-means"), or none ("…"). */
export type QueryWord = Span & {
  readonly text: string
  readonly field?: Field
  /** The last term of the word may go on: `transf*`. */
  readonly isPrefix: boolean
  /** `+word`, and every word that names its field. */
  readonly isRequired: boolean
  /** Of the words with one number any will do: `owls OR bats`. */
  readonly alternative?: number
}

/** Words between quotation marks: all of them, in this order, next to each other. */
export type QueryPhrase = Span & { readonly text: string; readonly field?: Field }

/** What must not stand in a paper: `-word`, `-word*`, `-"some words"`. */
export type QueryExclusion = Span & {
  readonly text: string
  readonly field?: Field
  readonly isPrefix: boolean
}

/** The filters of a query. Several values of one filter widen it (any of them), several filters narrow it (all of them). */
export type QueryFilter = {
  /** As typed, in lower case: "cs.lg", or a whole archive: "cs". */
  readonly categories: readonly string[]
  readonly sources: readonly string[]
  /** Days of editions, "YYYY-MM-DD". */
  readonly editions: readonly string[]
  /** Facets that were excluded: `-cat:cs.CV` is "cat:cs.cv". */
  readonly without: readonly string[]
  readonly hasCode?: boolean
  readonly isFeatured?: boolean
  /** Days since 1970-01-01, both included. */
  readonly fromDay?: number
  readonly toDay?: number
}

/** Something in the query that cannot mean what was typed, in words for the reader; the rest was understood. */
export type QueryProblem = Span & { readonly message: string }

/** What a reader asked for. */
export type SearchQuery = {
  /** As typed. */
  readonly text: string
  readonly words: readonly QueryWord[]
  readonly phrases: readonly QueryPhrase[]
  readonly excluded: readonly QueryExclusion[]
  readonly filter: QueryFilter
  /** The paper that was named: an arXiv id without version as it was written, or "doi:" and a DOI in lower case. */
  readonly identifier?: string
  /** In the order of the text; empty for a good query. */
  readonly problems: readonly QueryProblem[]
}
