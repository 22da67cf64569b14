/** Below this share of known words a query's vector says nothing of use; in full it is trusted where all are known. */
const LEAST_COVERAGE = 0.6
/** What the cosine counts beside a share of words, for a query of one word and for a page of text. */
const LEAST_WEIGHT = 0.05
const MOST_WEIGHT = 0.36
/** At so many terms the weight stands half-way. */
const HALF_LENGTH = 12

/**
 * How far to trust the meaning of a query: 0 where too few of its words have a vector of their own, 1 where all have.
 *
 * @param coverage share of the text's idf mass that stands on known words, 0..1
 */
export function trustOf(coverage: number): number {
  return Math.min(1, Math.max(0, (coverage - LEAST_COVERAGE) / (1 - LEAST_COVERAGE)))
}

/**
 * What a cosine of 1 is worth beside a document that holds all the query's words in full (1). Two or three words are
 * mostly a name, which words find best; the longer a text, the more it is about something that others say differently.
 *
 * @param terms distinct terms of the query, stop words left out, >= 0
 */
export function meaningWeight(terms: number, coverage: number): number {
  const length = terms ** 3 / (terms ** 3 + HALF_LENGTH ** 3)
  return trustOf(coverage) * (LEAST_WEIGHT + (MOST_WEIGHT - LEAST_WEIGHT) * length)
}
