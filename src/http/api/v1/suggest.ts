import { Hono } from 'hono'
import { z } from 'zod'
import { toPaperPath } from '../../../domain/addresses.ts'
import { toPlainText } from '../../../platform/tex/to-plain-text.ts'
import { MOST_QUERY_LETTERS, type Searching, type Suggestion } from '../../../services/search/searching.ts'
import type { Operation } from '../../openapi/operation.ts'
import { readQuery, wholeNumber } from '../../query.ts'
import { toSearchPath } from '../../search-path.ts'
import { suggestionItem, type SuggestionItem } from './answers.ts'
import { EXAMPLE_SUGGESTION } from './examples.ts'

const MOST_SUGGESTIONS = 20
const query = z.object({
  q: z
    .string()
    .max(MOST_QUERY_LETTERS, `expected at most ${MOST_QUERY_LETTERS} characters`)
    .default('')
    .describe('The beginning of a query.'),
  limit: wholeNumber(1, MOST_SUGGESTIONS, 8).describe('Suggestions at most.'),
})

/** What the API says of suggestions. */
export const suggestOperation: Operation = {
  path: '/api/v1/suggest',
  name: 'suggestQueries',
  summary: 'What could be meant by the beginning of a query',
  description: `Authors, categories and titles that go on as a query begins; each with the query that is meant, and with the
page it leads to. It is asked while somebody types.`,
  query,
  answer: { schema: z.array(suggestionItem), description: 'The likeliest first.', example: [EXAMPLE_SUGGESTION] },
}

/** GET /api/v1/suggest?q= — what could be meant by the beginning of a query. */
export function suggestRoutes({ suggest }: Pick<Searching, 'suggest'>, baseUrl: string): Hono {
  return new Hono().get(suggestOperation.path, async (c) => {
    const { q, limit } = readQuery(c, query)
    const suggestions = q.trim() === '' ? [] : await suggest(q, limit)
    return c.json(suggestions.map((one) => toSuggestionItem(one, baseUrl)))
  })
}

function toSuggestionItem({ kind, label, text, paper }: Suggestion, baseUrl: string): SuggestionItem {
  const path = paper === undefined ? toSearchPath({ text }) : toPaperPath(paper)
  // A list of plain text shows no formulas.
  return { kind, label: kind === 'title' ? toPlainText(label) : label, text, url: `${baseUrl}${path}` }
}
