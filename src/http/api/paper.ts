import { Hono } from 'hono'
import { z } from 'zod'
import { AppError } from '../../domain/error.ts'
import type { Paper } from '../../domain/paper.ts'
import type { FindPaper } from '../../services/find-paper.ts'
import { findPaperId } from '../paper-address.ts'
import { readQuery } from '../query.ts'
import { toWirePaper } from './daily-paper.ts'

const query = z.object({
  field: z.array(z.enum(['comments', 'submissionDeadline'], 'expected comments or submissionDeadline')).default([]),
})

/** GET /api/papers/{id} — one paper, by any id it has or had. */
export function paperRoutes(findPaper: FindPaper, baseUrl: string): Hono {
  return new Hono().get('/api/papers/:id{.+}', async (c) => {
    readQuery(c, query, ['field'])
    const id = findPaperId(c.req.url, '/api/papers/')
    const paper = id === undefined ? undefined : await findPaper(id)
    if (!paper) throw new AppError('not_found', 'Paper not found')
    return c.json(toPaperDetail(paper, baseUrl))
  })
}

/** A paper with what it is linked to: nothing, since this server holds no models, data sets or spaces. */
function toPaperDetail(paper: Paper, baseUrl: string) {
  const newest = paper.entries.at(-1)
  // By itself a paper is shown as it is known now, not as an edition printed it.
  const entry = newest && { ...newest, printed: paper.fields }
  return {
    ...toWirePaper(paper, entry, baseUrl),
    ...{ linkedModels: [], numTotalModels: 0 },
    ...{ linkedDatasets: [], numTotalDatasets: 0 },
    ...{ linkedSpaces: [], numTotalSpaces: 0 },
  }
}
