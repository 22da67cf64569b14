import type { SearchQuery } from '../../engine/query/search-query.ts'
import { toMarker } from '../../engine/query/to-marker.ts'
import { excerpt } from '../../engine/text/excerpt.ts'
import { highlight } from '../../engine/text/highlight.ts'
import type { Headline } from '../../domain/headline.ts'
import type { FoundPaper } from './searching.ts'

const LONGEST_EXCERPT = 280

/** The texts of a paper with what was searched for marked. */
export function markPaper(
  { title, abstract = '' }: Headline,
  query: SearchQuery,
): Pick<FoundPaper, 'title' | 'abstract' | 'excerpt'> {
  const marked = { title: highlight(title, toMarker(query, 'title')) }
  if (abstract.trim() === '') return marked
  const marker = toMarker(query, 'abstract')
  return { ...marked, abstract: highlight(abstract, marker), excerpt: excerpt(abstract, marker, LONGEST_EXCERPT) }
}
