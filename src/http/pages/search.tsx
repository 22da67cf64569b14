import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { PaperId } from '../../domain/paper.ts'
import type { ListPlacedPapers } from '../../services/list-edition.ts'
import {
  MOST_FOUND,
  MOST_QUERY_LETTERS,
  SEARCH_MODES,
  SEARCH_ORDERS,
  type Searching,
} from '../../services/search/searching.ts'
import { toPaperPath } from '../paper-address.ts'
import { allowOwnScript } from '../middleware/security-headers.ts'
import { readQuery, wholeNumber } from '../query.ts'
import { examples } from '../read-examples.ts'
import type { SearchPlace } from '../search-path.ts'
import type { Site } from '../views/layout.tsx'
import { AskPage, SearchPage } from '../views/search-page.tsx'
import { renderPage } from './render.ts'

const PAGE_SIZE = 20
const LAST_PAGE = MOST_FOUND / PAGE_SIZE - 1

const query = z.object({
  q: z.string().max(MOST_QUERY_LETTERS, `expected at most ${MOST_QUERY_LETTERS} characters`).default(''),
  like: examples(),
  unlike: examples(),
  mode: z.enum(SEARCH_MODES, `expected ${SEARCH_MODES.join(', ')}`).default('hybrid'),
  s: z.enum(SEARCH_ORDERS, `expected ${SEARCH_ORDERS.join(', ')}`).default('relevance'),
  p: wholeNumber(0, LAST_PAGE, 0),
  explain: z.enum(['1', '0'], 'expected 1 or 0').default('0'),
})

/** What the search pages ask of the program. */
export type SearchPageDeps = Pick<Searching, 'searchPapers'> & { listPlacedPapers: ListPlacedPapers }

/**
 * GET /search — the box alone; GET /papers?q= and ?like= — what a search finds, 20 papers a page. A query that names a
 * paper leads to it. An address without either is left to the newest edition.
 */
export function searchPages({ searchPapers, listPlacedPapers }: SearchPageDeps, site: Site): Hono {
  /** The titles of examples by their ids: one read, and none where there are no examples. */
  const listTitles = async (ids: readonly PaperId[]): Promise<ReadonlyMap<PaperId, string>> => {
    const papers = ids.length > 0 ? await listPlacedPapers(ids.map((id) => ({ id }))) : []
    return new Map(papers.map(({ paper }) => [paper.id, paper.fields.title]))
  }
  const ask = (c: Context): Promise<Response> => {
    allowOwnScript(c)
    return renderPage(c, <AskPage site={site} />)
  }
  const show = async (c: Context): Promise<Response> => {
    const { q, like, unlike, mode, s: order, p: page, explain } = readQuery(c, query)
    const place: SearchPlace = { text: q.trim(), like, unlike, mode, order, page, explain: explain === '1' }
    if (place.text === '' && like.length === 0) return ask(c)
    const answer = await searchPapers({ ...place, offset: page * PAGE_SIZE, size: PAGE_SIZE })
    if (answer.named !== undefined && like.length === 0) return c.redirect(toPaperPath(answer.named), 302)
    const titles = await listTitles([...like, ...unlike])
    allowOwnScript(c)
    return renderPage(c, <SearchPage {...{ site, place, answer, titles }} pageSize={PAGE_SIZE} />)
  }
  return new Hono().get('/search', ask).get('/papers', (c, next) => (asks(c) ? show(c) : next()))
}

function asks(c: Context): boolean {
  return c.req.query('q') !== undefined || c.req.query('like') !== undefined
}
