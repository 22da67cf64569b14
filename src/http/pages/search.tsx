import { type Context, Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { z } from 'zod'
import { toPaperPath } from '../../domain/addresses.ts'
import { type AppError, toAppError } from '../../domain/error.ts'
import type { FindPaper } from '../../services/find-paper.ts'
import { listTypedFilters } from '../../services/search/list-typed-filters.ts'
import {
  MOST_FOUND,
  MOST_QUERY_LETTERS,
  SEARCH_MODES,
  SEARCH_ORDERS,
  type Searching,
} from '../../services/search/searching.ts'
import { toErrorHeaders } from '../errors.ts'
import { allowOwnScript } from '../middleware/security-headers.ts'
import { readQuery, wholeNumber } from '../query.ts'
import { type Examples, examples, findExamples } from '../read-examples.ts'
import type { SearchPlace } from '../search-path.ts'
import type { Site } from '../views/layout.tsx'
import { AskPage, SearchPage } from '../views/search-page.tsx'
import { toNumber } from '../views/wording.ts'
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
export type SearchPageDeps = Pick<Searching, 'searchPapers'> & { findPaper: FindPaper }

/**
 * GET /search — the box alone; GET /papers?q= and ?like= — what a search finds, 20 papers a page. A query that names a
 * paper leads to its page, also where that says that there is none. What cannot be searched for leads back to the box.
 * An address of /papers without either parameter is left to the newest edition.
 */
export function searchPages({ searchPapers, findPaper }: SearchPageDeps, site: Site): Hono {
  const ask = (c: Context, asked: Asked = {}, status: ContentfulStatusCode = 200): Promise<Response> => {
    allowOwnScript(c)
    return renderPage(c, <AskPage site={site} {...asked} />, { status })
  }
  const show = async (c: Context): Promise<Response> => {
    const { q, like, unlike, mode, s: order, p: page, explain } = readQuery(c, query)
    const examples = await findExamples(findPaper, { like, unlike })
    const isExample = examples.like.length > 0
    const place: SearchPlace = {
      ...{ text: q.trim(), like: examples.like, unlike: examples.unlike, order, page, explain: explain === '1' },
      mode: isExample && mode === 'lexical' ? 'hybrid' : mode,
    }
    const notices = toNotices(examples, isExample && mode === 'lexical')
    if (place.text === '' && !isExample) return ask(c, { notices }, notices.length > 0 ? 404 : 200)
    const part = { offset: page * PAGE_SIZE, size: PAGE_SIZE }
    const answer = await searchPapers({ ...place, ...part, hasAbstracts: false })
    const named = answer.named ?? answer.absent
    if (named !== undefined && !isExample) return c.redirect(toPaperPath(named), 302)
    allowOwnScript(c)
    const { titles } = examples
    const typed = listTypedFilters(place.text)
    return renderPage(c, <SearchPage {...{ site, place, answer, titles, typed, notices }} pageSize={PAGE_SIZE} />)
  }
  const showOrAsk = async (c: Context): Promise<Response> => {
    try {
      return await show(c)
    } catch (thrown) {
      const error = toAppError(thrown)
      if (error.code !== 'invalid') throw thrown
      for (const [name, value] of Object.entries(toErrorHeaders(error))) c.header(name, value)
      return ask(c, toAskedAgain(c, error), 400)
    }
  }
  return new Hono()
    .get('/search', (c) => (asks(c) ? c.redirect(`/papers${new URL(c.req.url).search}`, 302) : ask(c)))
    .get('/papers', (c, next) => (asks(c) ? showOrAsk(c) : next()))
}

function asks(c: Context): boolean {
  return c.req.query('q') !== undefined || c.req.query('like') !== undefined
}

type Asked = { text?: string; notices?: readonly string[] }

/** The box as it was filled in, so that nobody has to type anew, and why it was not searched for. */
function toAskedAgain(c: Context, error: AppError): Asked {
  const text = new URL(c.req.url).searchParams.get('q') ?? ''
  if (text.length <= MOST_QUERY_LETTERS) return { text, notices: [`This could not be searched for. ${error.message}.`] }
  const beginning = text.slice(0, MOST_QUERY_LETTERS).replace(/[\uD800-\uDBFF]$/, '')
  const limit = `A query has at most ${toNumber(MOST_QUERY_LETTERS)} characters, and this one has ${toNumber(text.length)}.`
  return { text: beginning, notices: [`${limit} Its beginning stands in the box: shorten it, or search for that.`] }
}

function toNotices({ unknown, disputed, titles }: Examples, isWordsAlone: boolean): string[] {
  return [
    ...unknown.map((id) => `There is no paper “${id}” here; it is left out of the examples.`),
    ...disputed.map((id) => `“${titles.get(id) ?? id}” cannot be liked and unliked at once; it is left out of both.`),
    ...(isWordsAlone ? ['Papers are compared with examples by meaning, so this search is not by words alone.'] : []),
  ]
}
