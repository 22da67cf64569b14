import type { DictionaryEntry } from '../index/searcher.ts'

/** What an index tells of its terms; a `Searcher` is one. */
export type Dictionary = {
  readonly documentCount: number
  documentFrequency(term: string): number
  /** Terms that begin so, commonest first. */
  expandPrefix(prefix: string, limit: number): DictionaryEntry[]
}

/**
 * Whether a token is written so by others: the dictionary holds stems, which do not tell. A model of the embedding knows
 * (what it covers wholly is a word).
 */
export type IsWord = (token: string) => boolean
