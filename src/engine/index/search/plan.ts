import { inverseDocumentFrequency, toWholeWeights } from '../../rank/bm25f.ts'
import { findTerm, toTermBytes } from '../dictionary.ts'
import { toFieldTerm } from '../document.ts'
import type { Field } from '../document.ts'
import type { Filter, LexicalQuery, Phrase } from '../lexical-query.ts'
import { documentFrequencyAt } from '../postings.ts'
import type { OpenSegment } from '../segment.ts'

/** Segment → the term's number in its dictionary, or NOWHERE. */
export type TermNumbers = Int32Array

/** A term that a segment does not hold. */
export const NOWHERE = -1

/** A query made ready for every segment: distinct terms, found in each dictionary, with whole weights. */
export type Plan = {
  readonly terms: readonly { readonly numbers: TermNumbers; readonly weight: number }[]
  /** What one point is worth in BM25F points. */
  readonly pointValue: number
  readonly minimumMatch: number
  /** Of each group at least one must match; a phrase's terms are groups of one. */
  readonly groups: readonly (readonly TermNumbers[])[]
  readonly phrases: readonly PlannedPhrase[]
  readonly excludedTerms: readonly TermNumbers[]
  readonly excludedPhrases: readonly PlannedPhrase[]
  readonly filter: Filter | undefined
  /** Terms that were looked up in every segment. */
  readonly lookups: number
}

/** A phrase of text terms, found by reading the document. */
export type PlannedPhrase = { readonly terms: readonly TermNumbers[]; readonly field: Field | undefined }

/** A term's numbers and in how many documents of all segments it stands. */
type FoundTerm = { readonly numbers: TermNumbers; readonly documentFrequency: number }

/** Looks a term up in every segment. */
export function findEverywhere(segments: readonly OpenSegment[], term: string): FoundTerm {
  const bytes = toTermBytes(term)
  const numbers = new Int32Array(segments.length)
  let documentFrequency = 0
  for (let i = 0; i < segments.length; i++) {
    const { dictionary, postings } = segments[i]!.segment
    const found = findTerm(dictionary, bytes)
    numbers[i] = found ?? NOWHERE
    if (found !== undefined) documentFrequency += documentFrequencyAt(postings, found)
  }
  return { numbers, documentFrequency }
}

/** @param documentCount of all segments, deleted documents included */
export function planQuery(query: LexicalQuery, segments: readonly OpenSegment[], documentCount: number): Plan {
  const weights = new Map<string, number>()
  for (const { term, weight } of query.terms) weights.set(term, (weights.get(term) ?? 0) + weight)
  const found = new Map<string, FoundTerm>()
  const findOnce = (term: string): FoundTerm => {
    const known = found.get(term) ?? findEverywhere(segments, term)
    found.set(term, known)
    return known
  }
  const terms = Array.from(weights.keys(), findOnce)
  const products = Array.from(weights.values(), (weight, i) => {
    return weight * inverseDocumentFrequency(documentCount, terms[i]!.documentFrequency)
  })
  const whole = toWholeWeights(products)
  const find = (term: string): TermNumbers => findOnce(term).numbers
  const phrases = (query.phrases ?? []).filter((phrase) => phrase.terms.length > 0)
  const excluded = (query.excluded ?? []).filter(({ terms }) => terms.length > 0)
  const toPlanned = ({ terms, field }: Phrase): PlannedPhrase => ({ terms: terms.map(find), field })
  const plan = {
    terms: terms.map(({ numbers }, i) => ({ numbers, weight: whole.weights[i]! })),
    pointValue: whole.pointValue,
    minimumMatch: Math.min(Math.max(0, query.minimumMatch), weights.size),
    groups: withoutRepeats([...(query.required ?? []), ...phrases.flatMap(toGroups)]).map((group) => group.map(find)),
    phrases: phrases.filter(isReadInDocument).map(toPlanned),
    excludedTerms: withoutRepeats(
      excluded.filter((phrase) => !isReadInDocument(phrase)).flatMap((phrase) => toGroups(phrase)),
    ).map(([term]) => find(term!)),
    excludedPhrases: withoutSamePhrases(excluded.filter(isReadInDocument)).map(toPlanned),
    filter: query.filter,
  }
  return { ...plan, lookups: found.size }
}

/** A phrase of a hundred words says few of them for the first time. */
function withoutRepeats(groups: readonly (readonly string[])[]): (readonly string[])[] {
  return [...new Map(groups.map((group) => [group.join(' '), group])).values()]
}

function withoutSamePhrases(phrases: readonly Phrase[]): Phrase[] {
  return [...new Map(phrases.map((phrase) => [`${phrase.field ?? ''}:${phrase.terms.join(' ')}`, phrase])).values()]
}

function toGroups({ terms, field }: Phrase): string[][] {
  return terms.map((term) => [field === undefined ? term : toFieldTerm(field, term)])
}

/** A single word is found by its posting list alone, but for abstracts, which have no list of their own. */
function isReadInDocument({ terms, field }: Phrase): boolean {
  return terms.length > 1 || field === 'abstract'
}
