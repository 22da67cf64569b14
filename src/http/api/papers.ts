import { onlyPresent } from '../../platform/only-present.ts'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Paper } from '../../domain/paper.ts'
import type { ListNewestPapers } from '../../services/list-newest.ts'
import { parsedBy, readQuery, wholeNumber } from '../query.ts'
import { type PaperListItem, paperListItem } from './answers.ts'
import { parseCursor, toCursorText } from './cursor.ts'
import { toPublishedAt, toThumbnailUrl, toWirePaperOfNow } from './daily-paper.ts'
import { EXAMPLE_LIST_ITEM } from './examples.ts'
import { setNextLink } from './next-link.ts'
import type { Operation } from '../openapi/operation.ts'

const MOST_PAPERS = 100
const query = z.object({
  cursor: parsedBy(parseCursor)
    .optional()
    .meta({ type: 'string', description: 'Where to go on. Take it from the `Link` header; do not make one.' }),
  limit: wholeNumber(1, MOST_PAPERS, 50).describe('Papers a page.'),
})

/** What the API says of the list of all papers. */
export const papersOperation: Operation = {
  path: '/api/papers',
  name: 'listPapers',
  summary: 'All papers, the newest first',
  description: `Every paper whose time of publication a source told, by \`publishedAt\`, the last first; of papers of one
time the larger id first.

Follow the \`Link\` header from page to page: pages meet without gap or repetition, whatever arrives in between. What is
published after the first page was read is not on later pages.`,
  query,
  paged: true,
  answer: { schema: z.array(paperListItem), description: 'A page of papers.', example: [EXAMPLE_LIST_ITEM] },
}

/** GET /api/papers — all papers, the newest first, in the wire format. */
export function papersRoutes(listNewestPapers: ListNewestPapers, baseUrl: string): Hono {
  return new Hono().get('/api/papers', async (c) => {
    const { cursor, limit } = readQuery(c, query)
    const { items, hasMore } = await listNewestPapers({ size: limit, ...(cursor && { after: cursor }) })
    const last = items.at(-1)
    if (hasMore && last) {
      setNextLink(c, baseUrl, { cursor: toCursorText({ publishedAt: toPublishedAt(last), id: last.id }) })
    }
    return c.json(items.map((paper) => toPaperListItem(paper, baseUrl)))
  })
}

function toPaperListItem(paper: Paper, baseUrl: string): PaperListItem {
  const { id, title, upvotes, publishedAt, authors, summary, ...rest } = toWirePaperOfNow(paper, baseUrl)
  const { projectPage, githubRepo, ai_summary, organization } = rest
  return {
    ...{ id, title, upvotes, publishedAt },
    thumbnailUrl: toThumbnailUrl(paper, baseUrl),
    ...{ authors, summary },
    ...onlyPresent({ projectPage, githubRepo, ai_summary, organization }),
  }
}
