import type { Field } from '../index/document.ts'
import { toTerm } from '../text/analyzer.ts'
import type { Marker } from '../text/highlight.ts'
import { isStopWord } from '../text/stop-words.ts'
import { toQueryTokens } from './query-tokens.ts'
import type { SearchQuery } from './search-query.ts'

/**
 * What to mark in one field of a paper that a query found: its words, beginnings and phrases, except those that name
 * another field. Stop words are marked in phrases, or where the query has nothing else.
 */
export function toMarker({ words, phrases }: SearchQuery, field: Field): Marker {
  const [terms, fallback, beginnings, sequences] = [
    new Set<string>(),
    new Set<string>(),
    [] as string[],
    [] as string[][],
  ]
  for (const word of words.filter((each) => isFor(each.field, field))) {
    const { tokens, compounds } = toQueryTokens(word.text)
    const last = word.isPrefix ? tokens.pop() : undefined
    if (last !== undefined) beginnings.push(last)
    for (const token of tokens) (isStopWord(token) && !word.isRequired ? fallback : terms).add(toTerm(token))
    for (const compound of compounds) terms.add(toTerm(compound))
  }
  for (const phrase of phrases.filter((each) => isFor(each.field, field))) {
    const sequence = toQueryTokens(phrase.text).tokens.map(toTerm)
    if (sequence.length === 1) terms.add(sequence[0]!)
    if (sequence.length > 1) sequences.push(sequence)
  }
  const hasContent = terms.size + beginnings.length + sequences.length > 0
  return { terms: hasContent ? terms : fallback, beginnings, phrases: sequences }
}

function isFor(named: Field | undefined, field: Field): boolean {
  return named === undefined || named === field
}
