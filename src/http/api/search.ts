import { Hono } from 'hono'
import { z } from 'zod'
import type { Paper, PaperId } from '../../domain/paper.ts'
import { createTurns } from '../../platform/turns.ts'
import type { ListPlacedPapers } from '../../services/list-edition.ts'
import type { FoundPaper, MarkedText, Searching } from '../../services/search/searching.ts'
import type { Operation } from '../openapi/operation.ts'
import { readQuery, wholeNumber } from '../query.ts'
import { type SearchItem, searchItem } from './answers.ts'
import { toDailyPaper } from './daily-paper.ts'
import { EXAMPLE_SEARCH_ITEM } from './examples.ts'
import { refuseProblems } from './v1/refuse-problems.ts'

/** What this route asks of the program. */
export type SearchRouteDeps = Pick<Searching, 'searchPapers'> & { listPlacedPapers: ListPlacedPapers; baseUrl: string }

const MOST_PAPERS = 120
const LONGEST_QUERY = 250
const query = z.object({
  q: z
    .string()
    .max(LONGEST_QUERY, `expected at most ${LONGEST_QUERY} characters`)
    .default('')
    .describe('Words, in the query language of `/papers?q=`, or the id or address of a paper.'),
  limit: wholeNumber(1, MOST_PAPERS, MOST_PAPERS).describe('Papers at most.'),
})

/** What the API says of searching in the Daily Papers format. */
export const searchOperation: Operation = {
  path: '/api/papers/search',
  name: 'searchPapers',
  summary: 'Papers by words and by meaning',
  description: `The papers that a query finds, the best first: by the words of titles, abstracts and authors, and by what
they are about. A query that names a paper by its id or address finds that paper alone. Nothing asked for is \`[]\`.`,
  query,
  answer: { schema: z.array(searchItem), description: 'What was found.', example: [EXAMPLE_SEARCH_ITEM] },
}

/** Papers that are read and written in one turn of the event loop: a quarter of a millisecond each. */
const PAPERS_A_TURN = 15

/** GET /api/papers/search?q= — what a search finds, in the wire format. */
export function searchRoutes({ searchPapers, listPlacedPapers, baseUrl }: SearchRouteDeps): Hono {
  const turns = createTurns()
  const listItems = async (ids: readonly PaperId[], marked: ReadonlyMap<PaperId, FoundPaper>) => {
    const items: SearchItem[] = []
    for (let start = 0; start < ids.length; start += PAPERS_A_TURN) {
      await turns.take()
      const papers = await listPlacedPapers(ids.slice(start, start + PAPERS_A_TURN).map((id) => ({ id })))
      items.push(...papers.map(({ paper }) => toSearchItem(paper, marked.get(paper.id), baseUrl)))
    }
    await turns.take()
    return items
  }
  return new Hono().get(searchOperation.path, async (c) => {
    const { q: text, limit: size } = readQuery(c, query)
    if (text.trim() === '') return c.json([])
    const { found, named, problems } = await searchPapers({ text, offset: 0, size })
    refuseProblems(problems)
    const marked = new Map(found.map((one) => [one.headline.id, one]))
    const ids = named === undefined ? [...marked.keys()] : [named]
    return c.json(await listItems(ids, marked))
  })
}

/** A paper that was named, not found, has nothing marked. */
function toSearchItem(paper: Paper, marked: MarkedTexts | undefined, baseUrl: string): SearchItem {
  const { submittedBy: _, ...item } = toDailyPaper(paper, paper.entries.at(-1), baseUrl)
  const { title = [{ type: 'text', text: item.title }], abstract = unmark(item.summary) } = marked ?? {}
  return { ...item, upvoted: false, highlightedTitle: [...title], highlightedSummary: [...abstract] }
}

type MarkedTexts = Pick<FoundPaper, 'title' | 'abstract'>

function unmark(text: string): MarkedText {
  return text === '' ? [] : [{ type: 'text', text }]
}
