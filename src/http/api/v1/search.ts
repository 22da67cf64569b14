import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { AppError } from '../../../domain/error.ts'
import { onlyPresent } from '../../../platform/only-present.ts'
import {
  type FoundPaper,
  MOST_EXAMPLES,
  MOST_FOUND,
  MOST_QUERY_LETTERS,
  SEARCH_MODES,
  SEARCH_ORDERS,
  type Searching,
  type SearchMode,
  type SearchPage,
} from '../../../services/search/searching.ts'
import type { FindPaper } from '../../../services/find-paper.ts'
import type { Operation } from '../../openapi/operation.ts'
import { readQuery, wholeNumber } from '../../query.ts'
import { type Examples, examples, findExamples } from '../../read-examples.ts'
import { setNextLink } from '../next-link.ts'
import { foundPage, type FoundPage, type FoundPaperItem } from './answers.ts'
import { EXAMPLE_FOUND_PAGE } from './examples.ts'
import { toHeadlineItem } from './headline.ts'
import { refuseProblems } from './refuse-problems.ts'

const MOST_PAPERS = 100
const asExamples = (meaning: string) =>
  examples().meta({ type: 'string', description: `${meaning} Ids with commas between, former ones too.` })
const query = z.object({
  q: z
    .string()
    .max(MOST_QUERY_LETTERS, `expected at most ${MOST_QUERY_LETTERS} characters`)
    .default('')
    .describe('Words, in the query language of `docs/search.md`, filters included.'),
  like: asExamples('Papers to be like.'),
  unlike: asExamples('Papers to be unlike, beside those to be like.'),
  mode: z
    .enum(SEARCH_MODES, `expected ${SEARCH_MODES.join(', ')}`)
    .default('hybrid')
    .describe('By words (`lexical`), by meaning (`dense`), or by both.'),
  order: z
    .enum(SEARCH_ORDERS, `expected ${SEARCH_ORDERS.join(', ')}`)
    .default('relevance')
    .describe(`All but the first order the ${MOST_FOUND} best.`),
  offset: wholeNumber(0, MOST_FOUND - 1, 0).describe('How many papers to pass over.'),
  limit: wholeNumber(1, MOST_PAPERS, 20).describe('Papers a page.'),
  explain: z
    .enum(['0', '1'], 'expected 1 or 0')
    .default('0')
    .describe('With `1` each paper tells what its score is made of.'),
})

/** What the API says of searching. */
export const searchV1Operation: Operation = {
  path: '/api/v1/search',
  name: 'search',
  summary: 'Papers by words, by meaning and by example, with all that the search page shows',
  description: `The papers that a query finds, that are like some and unlike others, or both: the best first, with the
words that were searched for marked, what the result can be narrowed by, and a likelier spelling. A query that names a
paper by its id or address finds that paper alone. At most
${MOST_EXAMPLES} papers can be given as examples, and only the first ${MOST_FOUND} papers can be leafed through.

A query that is not understood, such as one with a filter that does not exist, is refused, and the message says where
the fault stands.`,
  query,
  paged: true,
  answer: { schema: foundPage, description: 'A part of what was found.', example: EXAMPLE_FOUND_PAGE },
}

/** What this route asks of the program. */
export type SearchV1Deps = Pick<Searching, 'searchPapers'> & { findPaper: FindPaper }

/** GET /api/v1/search — what a search finds, with everything that is known of how. */
export function searchV1Routes({ searchPapers, findPaper }: SearchV1Deps, baseUrl: string): Hono {
  return new Hono().get(searchV1Operation.path, async (c) => {
    const { q, limit, explain, like: toBeLike, unlike: toBeUnlike, ...asked } = readQuery(c, query)
    const { offset, mode } = asked
    if (q.trim() === '' && toBeLike.length === 0) {
      throw new AppError('invalid', 'q: expected a query, or papers in like')
    }
    if (toBeLike.length > 0 && mode === 'lexical') {
      throw new AppError('invalid', 'mode: expected hybrid or dense, for papers in like are compared by meaning')
    }
    const examples = await findExamples(findPaper, { like: toBeLike, unlike: toBeUnlike })
    refuseWrong(examples)
    const { like, unlike } = examples
    const size = Math.min(limit, MOST_FOUND - offset)
    const page = await searchPapers({ ...asked, like, unlike, text: q, size, explain: explain === '1' })
    refuseProblems(page.problems)
    setNext(c, baseUrl, { ...page, next: offset + size })
    return c.json(toFoundPage(page, mode, baseUrl))
  })
}

function refuseWrong({ unknown: [unknown], disputed: [disputed] }: Examples): void {
  if (unknown !== undefined) throw new AppError('invalid', `like, unlike: there is no paper "${unknown}" here`)
  if (disputed !== undefined) throw new AppError('invalid', `like, unlike: "${disputed}" is in both`)
}

function setNext(c: Context, baseUrl: string, { hasMore, next }: Pick<SearchPage, 'hasMore'> & { next: number }): void {
  if (hasMore && next < MOST_FOUND) setNextLink(c, baseUrl, { offset: String(next) })
}

function toFoundPage(page: SearchPage, mode: SearchMode, baseUrl: string): FoundPage {
  const { found, matched, isExact, hasMore, filters, isPartial, waiting } = page
  const { near, named, absent, suggestion, meaningNote, unknownWords } = page
  return {
    papers: found.map((one) => toFoundPaper(one, baseUrl)),
    ...{ matched, isExact, hasMore, mode, filters: [...filters], isPartial, waiting },
    ...onlyPresent({ near, named, absent, suggestion, meaningNote }),
    ...(unknownWords && { unknownWords: [...unknownWords] }),
  }
}

function toFoundPaper(found: FoundPaper, baseUrl: string): FoundPaperItem {
  const { headline, score, title, abstract, excerpt, parts } = found
  return {
    paper: toHeadlineItem(headline, baseUrl),
    score,
    highlightedTitle: title.map(({ type, text }) => ({ type, text: text.replace(/\s+/g, ' ') })),
    ...(abstract && { highlightedAbstract: [...abstract] }),
    ...(excerpt && { excerpt: [...excerpt] }),
    ...(parts && { parts: [...parts] }),
  }
}
