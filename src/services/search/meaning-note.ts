import type { IndexState } from '../index/keep-index.ts'
import type { SearchFindings } from '../index/answers/questions.ts'
import type { SearchRequest } from './searching.ts'

/** What must be said of a search in which meaning counted for less than was asked for; `undefined` where nothing must. */
export function toMeaningNote(
  { meaningNote }: Pick<SearchFindings, 'meaningNote'>,
  { mode = 'hybrid' }: Pick<SearchRequest, 'mode'>,
  { vectorless }: Pick<IndexState, 'vectorless'>,
): string | undefined {
  if (meaningNote !== undefined) return `Searched by words alone: ${meaningNote}.`
  if (mode === 'lexical' || vectorless === 0) return undefined
  const papers = vectorless === 1 ? 'One paper is' : `${vectorless.toLocaleString('en')} papers are`
  return `${papers} found by words alone so far: the server has not made vectors of all papers yet.`
}
