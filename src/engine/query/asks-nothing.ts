import { toQueryTokens } from './query-tokens.ts'
import type { SearchQuery } from './search-query.ts'
import { toLexicalFilter } from './to-lexical-filter.ts'

/** Whether a query holds no word and no filter, as "+", "( 🦉" and the empty text do: all papers are no answer to it. */
export function asksNothing({ words, phrases, excluded, filter }: Omit<SearchQuery, 'text' | 'problems'>): boolean {
  const hasWord = [...words, ...phrases, ...excluded].some(({ text }) => toQueryTokens(text).tokens.length > 0)
  return !hasWord && toLexicalFilter(filter) === undefined
}
