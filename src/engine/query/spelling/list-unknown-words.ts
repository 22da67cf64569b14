import { toTerm } from '../../text/analyzer.ts'
import { isStopWord } from '../../text/stop-words.ts'
import type { Dictionary } from '../dictionary.ts'
import { toIndexed, toQueryTokens } from '../query-tokens.ts'
import type { QueryPhrase, QueryWord, SearchQuery } from '../search-query.ts'

// Who types more words than this has pasted them, and is not helped by a list.
const MOST_LOOKED_AT = 12

/**
 * Words and phrases of a query that cannot be found, since no document holds them or one of their words, as they were
 * typed and in the order of the text: `zyx`, `zyx*`, `author:zyx`. None of a long query, nor while the index is empty.
 */
export function listUnknownWords({ text, words, phrases }: SearchQuery, dictionary: Dictionary): string[] {
  const parts = [...words, ...phrases].sort((a, b) => a.start - b.start)
  if (parts.length > MOST_LOOKED_AT || dictionary.documentCount === 0) return []
  const unknown = parts.filter((part) => isUnknown(part, dictionary))
  return [...new Set(unknown.map(({ start, end }) => text.slice(start, end).replace(/^\+/, '')))]
}

function isUnknown({ text, field, ...part }: QueryWord | QueryPhrase, dictionary: Dictionary): boolean {
  const { tokens, compounds } = toQueryTokens(text)
  const isHeld = (token: string): boolean => dictionary.documentFrequency(toIndexed(toTerm(token), field)) > 0
  const isBeginning = 'isPrefix' in part && part.isPrefix
  const beginning = isBeginning ? tokens.pop() : undefined
  if (beginning !== undefined && !isHeld(beginning)) {
    if (dictionary.expandPrefix(toIndexed(beginning, field), 1).length === 0) return true
  }
  // A word with a hyphen is found where it is written as one, too.
  if (!isBeginning && compounds.some(isHeld)) return false
  return tokens.some((token) => !isStopWord(token) && !isHeld(token))
}
