import type { Headline } from '../../domain/headline.ts'
import { LONGEST_WISH, MOST_WISH_EXAMPLES } from '../../domain/order-limits.ts'
import type { PaperId } from '../../domain/paper.ts'

/** By words, by meaning, or by both: what is found by either is ranked together. */
export const SEARCH_MODES = ['hybrid', 'lexical', 'dense'] as const
export type SearchMode = (typeof SEARCH_MODES)[number]

/** In what order papers are shown. All but the first order the `MOST_FOUND` best. */
export const SEARCH_ORDERS = ['relevance', 'date', 'votes'] as const
export type SearchOrder = (typeof SEARCH_ORDERS)[number]

/** So many papers of one search can be leafed through. */
export const MOST_FOUND = 1000
/** A longer text is refused. What can be searched for can be subscribed to. */
export const MOST_QUERY_LETTERS = LONGEST_WISH
/** So many papers can be given as examples. */
export const MOST_EXAMPLES = MOST_WISH_EXAMPLES

/** What somebody searches for: words in the query language, papers as examples, or both. */
export type SearchRequest = {
  text: string
  mode?: SearchMode
  order?: SearchOrder
  /** Papers to be like. */
  like?: readonly PaperId[]
  /** Papers to be unlike. */
  unlike?: readonly PaperId[]
  /** From 0; with `size` no further than `MOST_FOUND`. */
  offset: number
  size: number
  /** Whether each paper tells what its score is made of. */
  explain?: boolean
  /** Whether papers come with their whole abstracts marked; they do unless told. */
  hasAbstracts?: boolean
  /** Whether nothing is marked, nor an excerpt made: for who shows none of it, several times as fast. */
  isPlain?: boolean
}

/** A text in parts, of which some are what was searched for. Together they are the text, or an excerpt of it. */
export type MarkedText = readonly { type: 'text' | 'highlight'; text: string }[]

/** One part of a score: what gave it, and how much. They sum to the score, but for rounding. */
export type ScorePart = { name: string; value: number; detail?: string }

/** A paper that a search found. */
export type FoundPaper = {
  headline: Headline
  /** Comparable within one search alone; larger is better. */
  score: number
  title: MarkedText
  /** The whole abstract; absent where there is none, or where it was not asked for. */
  abstract?: MarkedText
  /** The stretch of the abstract that says most about the query, at most some 240 letters. */
  excerpt?: MarkedText
  parts?: readonly ScorePart[]
}

/** How many of the best papers (at most `MOST_FOUND`) a filter would leave, and the query with it. */
export type FilterCount = {
  kind: 'category' | 'code' | 'year' | 'featured'
  /** As the query language writes it: "cs.LG", "yes", "2026". */
  value: string
  count: number
  /** The query with this filter added, or without it where it `isOn`. */
  text: string
  isOn: boolean
}

/** What of a query was not understood, in plain words, and where it stands in the text. */
export type QueryProblem = { message: string; start: number; end: number }

/** A part of what a search found. */
export type SearchPage = {
  found: readonly FoundPaper[]
  hasMore: boolean
  /** How many papers match by their words (by meaning where it has none); at least so many where not `isExact`. */
  matched: number
  /** How many more were found by meaning alone. */
  near?: number
  isExact: boolean
  filters: readonly FilterCount[]
  problems: readonly QueryProblem[]
  /** The paper that the text names by its id or address: whoever shows pages leads there. */
  named?: PaperId
  /** The id that the text names so, where no paper here has it. */
  absent?: string
  /** A likelier spelling of the whole query. */
  suggestion?: string
  /** Words and phrases of the query that no paper holds, as they were typed; absent where each is held. */
  unknownWords?: readonly string[]
  /** Whether the search was ended before it had looked at all, because it took too long. */
  isPartial: boolean
  /** Why meaning counts for less than was asked for, in a sentence: an embedding server that is away, or not done yet. */
  meaningNote?: string
  /** Changes of the store that are not yet in the index: each a new paper, or one that changed. */
  waiting: number
}

/** A paper like another: how near (cosine, to 1), and the words that both share, the most telling first. */
export type SimilarPaper = { headline: Headline; similarity: number; shared: readonly string[] }

/** What could be meant by the beginning of a query. `text` is the query to search for, `path` where it leads instead. */
export type Suggestion = { kind: 'title' | 'author' | 'category'; label: string; text: string; paper?: PaperId }

/** All that pages, the API and the terminal ask of the search. */
export type Searching = {
  /** @throws AppError `invalid` for a text or an example list that is too long, an unknown example, a part beyond `MOST_FOUND` */
  searchPapers: (request: SearchRequest) => Promise<SearchPage>
  /** @throws AppError `not_found` where there is no such paper */
  listSimilar: (id: PaperId, size: number) => Promise<readonly SimilarPaper[]>
  suggest: (text: string, size: number) => Promise<readonly Suggestion[]>
}
