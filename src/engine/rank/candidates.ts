import type { Hit, Place } from '../index/searcher.ts'

/** A document that may be among the best, and what speaks for it. */
export type Candidate = {
  readonly place: Place
  /** BM25F points. */
  words: number
  /** BM25F points for terms of the query that stand together. */
  nearness: number
  /** Share of the query's idf mass that stands on terms which the document holds at all, 0..1. */
  complete: number
  /** Cosine to the query's vector, read by the model's scale: with the shipped embedding −1..1. */
  meaning: number
  /** Found by meaning alone: it does not hold the words that make a match. */
  isNear?: boolean
}

/** A candidate of the lexical search, of which only the words are known yet. */
export function toCandidate({ segment, document, score }: Hit): Candidate {
  return { place: { segment, document }, words: score, nearness: 0, complete: 0, meaning: 0 }
}

/** Candidates by where they stand, to see which a second search found again. */
export class KnownPlaces {
  readonly #known = new Set<number>()

  constructor(candidates: readonly Candidate[]) {
    for (const { place } of candidates) this.#known.add(toNumber(place))
  }

  has(place: Place): boolean {
    return this.#known.has(toNumber(place))
  }
}

/** Segments and documents are below 2^21 and 2^32: together they are a whole number that is exact. */
function toNumber({ segment, document }: Place): number {
  return segment * 2 ** 32 + document
}
