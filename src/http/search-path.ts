import { writeIds } from '../domain/id-list.ts'
import type { SearchRequest } from '../services/search/searching.ts'

/** What an address of the search page holds. `page` from 0. */
export type SearchPlace = Pick<SearchRequest, 'text' | 'mode' | 'order' | 'like' | 'unlike' | 'explain'> & {
  page?: number
}

/** The address of a search: "/papers?q=tidal+waves&s=date". What is as by default is left out. */
export function toSearchPath({ text, mode, order, like, unlike, explain, page = 0 }: SearchPlace): string {
  const query = new URLSearchParams()
  if (text !== '' || !like?.length) query.set('q', text)
  if (like?.length) query.set('like', writeIds(like))
  if (unlike?.length) query.set('unlike', writeIds(unlike))
  if (mode !== undefined && mode !== 'hybrid') query.set('mode', mode)
  if (order !== undefined && order !== 'relevance') query.set('s', order)
  if (explain) query.set('explain', '1')
  if (page > 0) query.set('p', String(page))
  // These stand in a query as they are; encoded they treble every filter and every list.
  return `/papers?${query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')}`
}
