import type { LexicalQuery, Phrase } from '../index/lexical-query.ts'
import { toTerm } from '../text/analyzer.ts'
import { isStopWord } from '../text/stop-words.ts'
import { completeWord } from './complete-word.ts'
import type { Dictionary } from './dictionary.ts'
import { isNameWithStopWord } from './find-name.ts'
import { LexicalDraft, type Matching } from './lexical-draft.ts'
import { toIndexed, toQueryTokens } from './query-tokens.ts'
import type { QueryExclusion, SearchQuery } from './search-query.ts'
import { toLexicalFilter } from './to-lexical-filter.ts'

// In all: several beginnings share them, so that their number does not multiply the work.
const MOST_EXCLUDED_COMPLETIONS = 256

/**
 * What to look up in the index for a query. Stop words are left out unless nothing else is left, or
 * they are part of a name; a hyphenated word is its
 * parts and the whole; a word that names a field must stand in it; a beginning is all that the dictionary makes of it.
 *
 * @param matching how many of the plain words must match; terms that no document holds do not count
 */
export function toLexicalQuery(query: SearchQuery, dictionary: Dictionary, matching: Matching = 'most'): LexicalQuery {
  const beginnings = query.words.filter(({ isPrefix }) => isPrefix).length
  const draft = new LexicalDraft(dictionary, !hasContent(query), beginnings)
  const isName = isNameWithStopWord(query, dictionary)
  for (const word of query.words) {
    if (isName && isStopWord(word.text.toLowerCase())) draft.addNamePart(word)
    else draft.addWord(word)
  }
  for (const phrase of query.phrases) draft.addPhrase(phrase)
  const excludedBeginnings = query.excluded.filter(({ isPrefix }) => isPrefix).length
  const share = Math.ceil(MOST_EXCLUDED_COMPLETIONS / Math.max(1, excludedBeginnings))
  const excluded = query.excluded.flatMap((exclusion) => toExcluded(exclusion, dictionary, share))
  const filter = toLexicalFilter(query.filter)
  return {
    ...draft.toQuery(matching),
    ...(excluded.length > 0 ? { excluded } : {}),
    ...(filter === undefined ? {} : { filter }),
  }
}

function hasContent({ words, phrases }: SearchQuery): boolean {
  return [...words, ...phrases].some(({ text }) => toQueryTokens(text).tokens.some((token) => !isStopWord(token)))
}

/** What goes on as `-abstract:word*` may stand in any field: to read so many words in abstracts would take too long. */
function toExcluded({ text, field, isPrefix }: QueryExclusion, dictionary: Dictionary, limit: number): Phrase[] {
  const { tokens, compounds } = toQueryTokens(text)
  const [first] = tokens
  if (first === undefined) return []
  const toPhrase = (terms: string[]): Phrase => ({ terms, ...(field !== undefined && { field }) })
  if (tokens.length > 1)
    return [toPhrase(tokens.map(toTerm)), ...compounds.map((compound) => toPhrase([toTerm(compound)]))]
  if (!isPrefix) return [toPhrase([toTerm(first)])]
  const completions = completeWord(first, dictionary, (term) => toIndexed(term, field), limit)
  return completions.map((term) => ({ terms: [term] }))
}
