import { isStopWord } from '../text/stop-words.ts'
import { toTerm } from '../text/analyzer.ts'
import { forEachToken } from '../text/tokenise.ts'
import type { SearchQuery } from '../query/search-query.ts'

/** What a query is about, as text: its words and phrases without those that name people or exclude. */
export function toQueryText({ words, phrases }: SearchQuery): string {
  const said = [...words, ...phrases].filter(({ field }) => field !== 'authors')
  return said
    .toSorted((a, b) => a.start - b.start)
    .map(({ text }) => text)
    .join(' ')
}

/**
 * The terms of a text in order, stop words left out, and the share of stop words among its tokens (0 of none).
 *
 * @param isName whether it is a person's name, in which no word is a stop word
 */
export function readTerms(text: string, isName = false): { terms: string[]; stopShare: number } {
  const terms: string[] = []
  let tokens = 0
  forEachToken(text, (token) => {
    tokens++
    if (isName || !isStopWord(token)) terms.push(toTerm(token))
  })
  return { terms, stopShare: tokens === 0 ? 0 : 1 - terms.length / tokens }
}
