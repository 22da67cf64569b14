import { Hono } from 'hono'
import { AppError } from '../../domain/error.ts'
import type { FindPaper } from '../../services/find-paper.ts'
import { findPaperId } from '../paper-address.ts'
import { pictureHeaders } from '../public-files.ts'
import { Thumbnail } from '../views/thumbnail.tsx'

/** GET /papers/{id}/thumbnail.svg — a picture card of a paper, for those who link to it. */
export function thumbnailRoutes(findPaper: FindPaper): Hono {
  return new Hono().get('/papers/:id{.+}/thumbnail.svg', async (c) => {
    const id = findPaperId(c.req.url, '/papers/', '/thumbnail.svg')
    const paper = id === undefined ? undefined : await findPaper(id)
    if (!paper) throw new AppError('not_found', 'Paper not found')
    return c.body(String(<Thumbnail paper={paper} />), 200, pictureHeaders())
  })
}
