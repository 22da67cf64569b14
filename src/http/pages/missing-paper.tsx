import type { Context } from 'hono'
import { findArxivId } from '../../domain/arxiv-id.ts'
import { findArxivNearMiss } from '../../domain/arxiv-near-miss.ts'
import type { FindPaper } from '../../services/find-paper.ts'
import { toArxivUrls, toDoiUrl } from '../paper-address.ts'
import type { Site } from '../views/layout.tsx'
import { MissingPaperPage } from '../views/missing-paper-page.tsx'
import { renderPage } from './render.ts'

/** 404 for a paper: what is wrong with the id, which was perhaps meant, and where else it may be. */
export async function missingPaperPage(c: Context, id: string, findPaper: FindPaper, site: Site): Promise<Response> {
  const nearMiss = findArxivNearMiss(id)
  const found = await Promise.all((nearMiss?.candidates ?? []).map((candidate) => findPaper(candidate)))
  const meant = found.filter((paper) => paper !== undefined)
  const arxivId = findArxivId(id)?.id ?? nearMiss?.candidates[0]
  const elsewhere = id.startsWith('doi:')
    ? { name: 'doi.org', url: toDoiUrl(id.slice('doi:'.length)) }
    : arxivId && { name: 'arXiv', url: toArxivUrls(arxivId)?.abstract ?? '' }
  return renderPage(c, <MissingPaperPage {...{ site, id, meant, elsewhere }} reason={nearMiss?.reason} />, {
    status: 404,
  })
}
