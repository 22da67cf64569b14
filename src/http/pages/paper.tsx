import { Hono } from 'hono'
import { AppError } from '../../domain/error.ts'
import type { FindPaper } from '../../services/find-paper.ts'
import { findPaperId, toPaperPath } from '../paper-address.ts'
import type { Site } from '../views/layout.tsx'
import { PaperPage } from '../views/paper-page.tsx'
import { renderPage } from './render.ts'

/** GET /papers/{id} — one paper. Former ids, versions and other ways to write an id redirect to the one address. */
export function paperPages(findPaper: FindPaper, site: Site): Hono {
  return new Hono().get('/papers/:id{.+}', async (c) => {
    const id = findPaperId(c.req.url, '/papers/')
    const paper = id === undefined ? undefined : await findPaper(id)
    if (!paper)
      throw new AppError('not_found', `There is no paper ${id === undefined ? 'of this key' : `"${id}"`} here`)
    if (paper.id !== id) return c.redirect(toPaperPath(paper.id), 301)
    return renderPage(c, <PaperPage site={site} paper={paper} />)
  })
}
