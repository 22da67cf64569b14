import { toWholeWeights } from '../../rank/bm25f.ts'
import { toTermBytes } from '../dictionary.ts'
import { toFieldTerm } from '../document.ts'
import type { Field } from '../document.ts'
import type { Filter, LexicalQuery, Phrase } from '../lexical-query.ts'

/** A query made ready for every segment: distinct terms as bytes, with whole weights. */
export type Plan = {
  readonly terms: readonly { readonly bytes: Uint8Array; readonly weight: number }[]
  /** What one point is worth in BM25F points. */
  readonly pointValue: number
  readonly minimumMatch: number
  /** Of each group at least one must match; a phrase's terms are groups of one. */
  readonly groups: readonly (readonly Uint8Array[])[]
  readonly phrases: readonly PlannedPhrase[]
  readonly excludedTerms: readonly Uint8Array[]
  readonly excludedPhrases: readonly PlannedPhrase[]
  readonly filter: Filter | undefined
}

/** A phrase of text terms, found by reading the document. */
export type PlannedPhrase = { readonly terms: readonly Uint8Array[]; readonly field: Field | undefined }

/** @param idf of a term in the whole index */
export function planQuery(query: LexicalQuery, idf: (term: string) => number): Plan {
  const weights = new Map<string, number>()
  for (const { term, weight } of query.terms) weights.set(term, (weights.get(term) ?? 0) + weight)
  const whole = toWholeWeights(Array.from(weights, ([term, weight]) => weight * idf(term)))
  const phrases = (query.phrases ?? []).filter(({ terms }) => terms.length > 0)
  const excluded = (query.excluded ?? []).filter((terms) => terms.length > 0)
  return {
    terms: Array.from(weights.keys(), (term, i) => ({ bytes: toTermBytes(term), weight: whole.weights[i]! })),
    pointValue: whole.pointValue,
    minimumMatch: Math.min(Math.max(0, query.minimumMatch), weights.size),
    groups: [...(query.required ?? []), ...phrases.flatMap(toGroups)].map((group) => group.map(toTermBytes)),
    phrases: phrases.filter(isReadInDocument).map(({ terms, field }) => ({ terms: terms.map(toTermBytes), field })),
    excludedTerms: excluded.filter(({ length }) => length === 1).map(([term]) => toTermBytes(term!)),
    excludedPhrases: excluded
      .filter(({ length }) => length > 1)
      .map((terms) => ({ terms: terms.map(toTermBytes), field: undefined })),
    filter: query.filter,
  }
}

function toGroups({ terms, field }: Phrase): string[][] {
  return terms.map((term) => [field === undefined ? term : toFieldTerm(field, term)])
}

/** A single word is found by its posting list alone, but for abstracts, which have no list of their own. */
function isReadInDocument({ terms, field }: Phrase): boolean {
  return terms.length > 1 || field === 'abstract'
}
