import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { PaperId } from '../../domain/paper.ts'
import {
  MOST_EXAMPLES,
  MOST_FOUND,
  MOST_QUERY_LETTERS,
  SEARCH_MODES,
  SEARCH_ORDERS,
  type Searching,
} from '../../services/search/searching.ts'
import { toPaperPath } from '../paper-address.ts'
import { readQuery, wholeNumber } from '../query.ts'
import type { SearchPlace } from '../search-path.ts'
import type { Site } from '../views/layout.tsx'
import { AskPage, SearchPage } from '../views/search-page.tsx'
import { renderPage } from './render.ts'

const PAGE_SIZE = 20
const LAST_PAGE = MOST_FOUND / PAGE_SIZE - 1
const LONGEST_ID = 300

const ids = z
  .string()
  .transform((text) => text.split(',').filter((id) => id !== '') as PaperId[])
  .refine((list) => list.length <= MOST_EXAMPLES, `expected at most ${MOST_EXAMPLES} papers`)
  .refine((list) => list.every((id) => id.length <= LONGEST_ID), 'expected ids of papers')
  .default([])
const query = z.object({
  q: z.string().max(MOST_QUERY_LETTERS, `expected at most ${MOST_QUERY_LETTERS} characters`).default(''),
  like: ids,
  unlike: ids,
  mode: z.enum(SEARCH_MODES, `expected ${SEARCH_MODES.join(', ')}`).default('hybrid'),
  s: z.enum(SEARCH_ORDERS, `expected ${SEARCH_ORDERS.join(', ')}`).default('relevance'),
  p: wholeNumber(0, LAST_PAGE, 0),
  explain: z.enum(['1', '0'], 'expected 1 or 0').default('0'),
})

/**
 * GET /search — the box alone; GET /papers?q= and ?like= — what a search finds, 20 papers a page. A query that names a
 * paper leads to it. An address without either is left to the newest edition.
 */
export function searchPages({ searchPapers }: Pick<Searching, 'searchPapers'>, site: Site): Hono {
  const show = async (c: Context): Promise<Response> => {
    const { q, like, unlike, mode, s: order, p: page, explain } = readQuery(c, query)
    const place: SearchPlace = { text: q.trim(), like, unlike, mode, order, page, explain: explain === '1' }
    if (place.text === '' && like.length === 0) return renderPage(c, <AskPage site={site} />)
    const answer = await searchPapers({ ...place, offset: page * PAGE_SIZE, size: PAGE_SIZE })
    if (answer.named !== undefined && like.length === 0) return c.redirect(toPaperPath(answer.named), 302)
    return renderPage(c, <SearchPage {...{ site, place, answer }} pageSize={PAGE_SIZE} />)
  }
  return new Hono()
    .get('/search', (c) => renderPage(c, <AskPage site={site} />))
    .get('/papers', (c, next) => (asks(c) ? show(c) : next()))
}

function asks(c: Context): boolean {
  return c.req.query('q') !== undefined || c.req.query('like') !== undefined
}
