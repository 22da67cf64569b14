import type { DenseSearcher } from '../embed/dense-searcher.ts'
import { toUnit } from '../embed/dense-query.ts'
import type { EncodedText } from '../embed/encoder.ts'
import type { TextPlacer } from '../embed/text-placer.ts'
import type { LexicalQuery, Searcher } from '../index/searcher.ts'
import { isNameWithStopWord } from '../query/find-name.ts'
import type { Matching } from '../query/lexical-draft.ts'
import type { SearchQuery } from '../query/search-query.ts'
import { toLexicalQuery } from '../query/to-lexical-query.ts'
import { type CosineScale, SHIPPED_SCALE } from './cosine-scale.ts'
import { readTerms, toQueryText } from './query-text.ts'
import type { Weights } from './score-parts.ts'
import { stripRequest } from './strip-request.ts'
import { completeWeight, isMostlyText, meaningWeight } from './trust.ts'

/** What is searched. Without vectors and the model that made them every mode is lexical. */
export type RankedIndex = {
  readonly searcher: Searcher
  readonly meaning?: SearchedMeaning | undefined
}

/** Documents' vectors, and what gives a query its own. */
export type SearchedMeaning = {
  readonly dense: DenseSearcher
  readonly model: TextPlacer
  /** The query's vector, where it was asked for before; the model is then not asked. */
  readonly asked?: EncodedText
  /** How the cosines are to be read; absent for the shipped embedding. */
  readonly scale?: CosineScale
}

/** A query's vector, and where it is sought. */
export type Meaning = {
  readonly dense: DenseSearcher
  /** Of length 1; all zeros where the query has no direction. */
  readonly vector: Float32Array
  readonly scale: CosineScale
  /** Whether it gains by moving to the best of what words found. */
  readonly movesToBest: boolean
}

/** A query made ready for one index. */
export type Question = {
  readonly searcher: Searcher
  readonly lexical: LexicalQuery
  /** In the order of the query, stop words left out. */
  readonly terms: readonly string[]
  readonly weights: Weights
  readonly meaning: Meaning | undefined
}

/** A paper given as an example says as much as a text of so many terms. */
const EXAMPLE_TERMS = 60

/** What a query is about, as the text that is given a vector: without what only asks, and without names. */
export function toAskedText(query: SearchQuery): string {
  return stripRequest(toQueryText(query))
}

/** @param given takes the place of the text's own vector, and is trusted */
export function toQuestion(
  { searcher, meaning }: RankedIndex,
  query: SearchQuery,
  { matching, given }: { matching: Matching; given: Float32Array | undefined },
): Question {
  const said = toQueryText(query)
  const text = stripRequest(said)
  const { terms, stopShare } = readTerms(text, isNameWithStopWord(query, searcher))
  const lexical = dropTerms(
    toLexicalQuery(query, searcher, matching),
    said === text ? [] : readTerms(said).terms,
    terms,
  )
  const encoded = given ? { vector: toUnit(given), coverage: 1 } : (meaning?.asked ?? meaning?.model.encode(text))
  const length = new Set(terms).size + (given ? EXAMPLE_TERMS : 0)
  const shape = { terms: length, stopShare, coverage: encoded?.coverage ?? 0 }
  return {
    searcher,
    lexical,
    terms,
    weights: { mass: toMass(lexical, searcher), complete: completeWeight(shape), meaning: meaningWeight(shape) },
    meaning: meaning &&
      encoded && {
        dense: meaning.dense,
        vector: encoded.vector,
        scale: meaning.scale ?? SHIPPED_SCALE,
        movesToBest: !given && isMostlyText(shape),
      },
  }
}

/** Leaves out the terms of `said` that are not `asked` for, unless nothing would be left. */
function dropTerms(query: LexicalQuery, said: readonly string[], asked: readonly string[]): LexicalQuery {
  const spoken = new Set(said)
  for (const term of asked) spoken.delete(term)
  const terms = query.terms.filter(({ term }) => !spoken.has(term))
  if (terms.length === 0 || terms.length === query.terms.length) return query
  return { ...query, terms, minimumMatch: Math.min(query.minimumMatch, terms.length) }
}

/** Terms that no document holds ask for nothing that could be found. */
function toMass({ terms }: LexicalQuery, searcher: Searcher): number {
  const known = terms.filter(({ term }) => searcher.documentFrequency(term) > 0)
  return known.reduce((sum, { term, weight }) => sum + weight * searcher.idf(term), 0) || 1
}
