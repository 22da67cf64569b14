/** Of a query: how it was written, and how well the model knows its words. */
export type QueryShape = {
  /** Distinct terms, stop words left out, >= 0. */
  readonly terms: number
  /** Share of stop words among its words, 0..1. */
  readonly stopShare: number
  /** Share of its idf mass that stands on words the model knows, 0..1. */
  readonly coverage: number
}

/** What holding every word at all is worth beside holding all of them in full (1), for a name; a sentence says much in passing. */
const COMPLETE_WEIGHT = 0.3
/** What a cosine of 1 counts beside a document that holds all words in full (1): for a name, and for a sentence. */
const NAME_WEIGHT = 0.06
const SENTENCE_WEIGHT = 0.4
/** English sentences have more stop words than this, titles and lists of keywords fewer. */
const SENTENCE_STOP_SHARE = 0.2
/** A list of so many words is half-way to being a text, even without stop words. */
const TEXT_TERMS = 20
const LEAST_TEXT_SHARE = 0.3
/** Below the first a query's vector says nothing of use; from the second on it is trusted in full. */
const LEAST_COVERAGE = 0.3
const FULL_COVERAGE = 0.7

/**
 * What a cosine of 1 is worth beside a document that holds all the query's words in full, which is 1.
 *
 * Two or three bare words are mostly a name, which words find best; a sentence is about something that others say in
 * other words, and says it in passing with words of its own. A vector is trusted as far as the model knows the words.
 */
export function meaningWeight(shape: QueryShape): number {
  const weight = NAME_WEIGHT + (SENTENCE_WEIGHT - NAME_WEIGHT) * textShare(shape)
  return ramp(shape.coverage, LEAST_COVERAGE, FULL_COVERAGE) * weight
}

/** What it is worth, on the same scale, that a document holds every word of the query, however often. */
export function completeWeight(shape: QueryShape): number {
  return COMPLETE_WEIGHT * (1 - textShare(shape))
}

/**
 * Whether feedback helps: the best documents for a sentence are about its subject; those for two words hold the words,
 * whatever they are about, and would lead away from what the words mean.
 */
export function isMostlyText(shape: QueryShape): boolean {
  return textShare(shape) >= LEAST_TEXT_SHARE
}

/** How far the query is a text rather than a name or a list of keywords, 0..1. */
function textShare({ terms, stopShare }: QueryShape): number {
  const isSentence = ramp(stopShare, 0, SENTENCE_STOP_SHARE)
  const isLong = terms ** 3 / (terms ** 3 + TEXT_TERMS ** 3)
  return Math.max(isSentence, isLong)
}

/** 0 up to `from`, 1 from `to` on, a straight line between. */
function ramp(value: number, from: number, to: number): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)))
}
