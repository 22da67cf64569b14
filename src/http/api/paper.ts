import { Hono } from 'hono'
import { z } from 'zod'
import { AppError } from '../../domain/error.ts'
import type { Paper } from '../../domain/paper.ts'
import { DAY_MS, toIso } from '../../domain/time.ts'
import type { FindPaper } from '../../services/find-paper.ts'
import { findPaperId } from '../paper-address.ts'
import { readQuery } from '../query.ts'
import { type PaperDetail, paperDetail } from './answers.ts'
import { toPublishedAt, toWirePaperOfNow } from './daily-paper.ts'
import { EXAMPLE_DETAIL } from './examples.ts'
import type { Operation } from '../openapi/operation.ts'

const field = z.enum(['comments', 'submissionDeadline'], 'expected comments or submissionDeadline')
const query = z.object({ field: z.array(field).default([]).describe('What to add to the answer. May be repeated.') })
type Field = z.infer<typeof field>

/** What the API says of one paper. */
export const paperOperation: Operation = {
  path: '/api/papers/{id}',
  name: 'getPaper',
  summary: 'One paper',
  description: `The object that \`paper\` is in an edition, as it is known now, with the lists of what is linked to it.

An id under which a paper was known before is answered with that paper.`,
  pathParameters: [
    {
      name: 'id',
      description:
        'An arXiv id, with or without a version (`2604.00001v2`) and with its slash raw or as `%2F` (`hep-th/9901001`), or one of our own: `doi:…`, `openreview:…`, `title:…`, `sample:…`.',
      example: EXAMPLE_DETAIL.id,
    },
  ],
  query,
  repeatable: ['field'],
  answer: { schema: paperDetail, description: 'The paper.', example: EXAMPLE_DETAIL },
  errors: { not_found: 'There is no such paper here.' },
}

// The format gives a paper two weeks from its publication to be submitted to an edition.
const SUBMISSION_MS = 14 * DAY_MS

/** GET /api/papers/{id} — one paper, by any id it has or had. */
export function paperRoutes(findPaper: FindPaper, baseUrl: string): Hono {
  return new Hono().get('/api/papers/:id{.+}', async (c) => {
    const asked = readQuery(c, query, ['field'])
    const id = findPaperId(c.req.url, '/api/papers/')
    const paper = id === undefined ? undefined : await findPaper(id)
    if (!paper) throw new AppError('not_found', 'Paper not found')
    return c.json(toPaperDetail(paper, asked.field, baseUrl))
  })
}

/** A paper with what it is linked to: nothing, since this server holds no models, data sets or spaces. */
function toPaperDetail(paper: Paper, fields: readonly Field[], baseUrl: string): PaperDetail {
  return {
    ...toWirePaperOfNow(paper, baseUrl),
    ...{ linkedModels: [], numTotalModels: 0 },
    ...{ linkedDatasets: [], numTotalDatasets: 0 },
    ...{ linkedSpaces: [], numTotalSpaces: 0 },
    ...(fields.includes('submissionDeadline') && { submissionDeadline: toIso(toPublishedAt(paper) + SUBMISSION_MS) }),
    ...(fields.includes('comments') && { comments: [] }),
  }
}
