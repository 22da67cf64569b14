import { Hono } from 'hono'
import { z } from 'zod'
import { AppError } from '../../../domain/error.ts'
import type { FindPaper } from '../../../services/find-paper.ts'
import type { Searching } from '../../../services/search/searching.ts'
import type { Operation } from '../../openapi/operation.ts'
import { findPaperId } from '../../paper-address.ts'
import { readQuery, wholeNumber } from '../../query.ts'
import { similarItem, type SimilarItem } from './answers.ts'
import { EXAMPLE_SIMILAR } from './examples.ts'
import { toHeadlineItem } from './headline.ts'

/** What this route asks of the program. */
export type SimilarRouteDeps = Pick<Searching, 'listSimilar'> & { findPaper: FindPaper; baseUrl: string }

const MOST_PAPERS = 100
const [PREFIX, SUFFIX] = ['/api/v1/papers/', '/similar'] as const
const query = z.object({ limit: wholeNumber(1, MOST_PAPERS, 10).describe('Papers at most.') })

/** What the API says of papers like another. */
export const similarOperation: Operation = {
  path: `${PREFIX}{id}${SUFFIX}`,
  name: 'listSimilarPapers',
  summary: 'Papers like one paper',
  description: `The papers that are nearest to one in meaning, the nearest first, each with the words that both use. To
search by several papers, or away from some, ask \`/api/v1/search\` with \`like\` and \`unlike\`.`,
  pathParameters: [
    { name: 'id', description: 'Any id under which the paper is or was known.', example: EXAMPLE_SIMILAR.paper.id },
  ],
  query,
  answer: { schema: z.array(similarItem), description: 'Papers like it.', example: [EXAMPLE_SIMILAR] },
  errors: { not_found: 'There is no such paper here, or the search does not know it yet.' },
}

/** GET /api/v1/papers/{id}/similar — papers like one, by any id it has or had. */
export function similarRoutes({ listSimilar, findPaper, baseUrl }: SimilarRouteDeps): Hono {
  return new Hono().get(`${PREFIX}:id{.+}${SUFFIX}`, async (c) => {
    const { limit } = readQuery(c, query)
    const id = findPaperId(c.req.url, PREFIX, SUFFIX)
    const paper = id === undefined ? undefined : await findPaper(id)
    if (!paper) throw new AppError('not_found', 'Paper not found')
    const similar = await listSimilar(paper.id, limit)
    return c.json(
      similar.map(({ headline, similarity, shared }): SimilarItem => ({
        paper: toHeadlineItem(headline, baseUrl),
        similarity,
        shared: [...shared],
      })),
    )
  })
}
