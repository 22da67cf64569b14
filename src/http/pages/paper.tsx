import { type Context, Hono } from 'hono'
import { PAPER_FORMS, type PaperForm, toPaperPath } from '../../domain/addresses.ts'
import type { Paper } from '../../domain/paper.ts'
import type { FindPaper } from '../../services/find-paper.ts'
import type { Reading } from '../../services/reading.ts'
import { composePaperContent } from '../api/hydration.ts'
import type { CardMaker } from '../card/make-cards.ts'
import { toBibtex } from '../citations/bibtex.ts'
import { type Citation, toCitation, toFileStem } from '../citations/citation.ts'
import { toCslJson } from '../citations/csl-json.ts'
import { toRis } from '../citations/ris.ts'
import { prefersMarkdown } from '../markdown/negotiate.ts'
import { toPaperMarkdown } from '../markdown/paper.ts'
import { findPaperId } from '../paper-address.ts'
import { toPastedId } from '../pasted-id.ts'
import type { Site } from '../views/layout.tsx'
import { PaperPage } from '../views/paper-page.tsx'
import { missingPaperPage } from './missing-paper.tsx'
import { markdownResponse, renderPage } from './render.ts'
import { listSimilarIfKnown, type SimilarDeps } from './similar-papers.ts'
import { cardResponse, svgResponse } from './thumbnail.tsx'

/** What the pages of papers ask of the program. */
export type PaperDeps = Pick<Reading, 'findPaper' | 'findRank' | 'listCounts'> &
  SimilarDeps & { drawCard: CardMaker['drawCard'] }

type Asked = { id: string; form: PaperForm }
type Found = Asked & { paper: Paper }

/**
 * GET /papers/{id} — one paper, as a page or, after its id, in one of `PAPER_FORMS`; as Markdown also for who asks for it.
 * Former ids, versions and whatever else people paste for a paper redirect to the one address.
 */
export function paperPages(deps: PaperDeps, site: Site): Hono {
  return new Hono().get('/papers/:id{.+}', async (c) => {
    const found = await findAsked(c.req.url, deps.findPaper)
    if (!('paper' in found)) return answerMissing(c, found, deps.findPaper, site)
    const { paper, id, form } = found
    if (paper.id !== id) return c.redirect(toPaperPath(paper.id, form), 301)
    return answer(c, found, deps, site)
  })
}

/** An id may itself end like a form, so where there is no paper without the ending there may be one with it. */
async function findAsked(url: string, findPaper: FindPaper): Promise<Found | Asked> {
  const readings: Asked[] = []
  for (const form of [...PAPER_FORMS].reverse()) {
    const id = findPaperId(url, '/papers/', form)
    if (id === undefined) continue
    readings.push({ id, form })
    const paper = await findPaper(toPastedId(id))
    if (paper) return { id, form, paper }
  }
  return readings[0] ?? { id: '', form: '' }
}

async function answer(c: Context, { paper, form }: Found, deps: PaperDeps, site: Site): Promise<Response> {
  switch (form) {
    case '':
      if (prefersMarkdown(c)) return markdownResponse(c, toPaperMarkdown(paper, site.baseUrl))
      return answerPage(c, paper, deps, site)
    case '.md':
      return markdownResponse(c, toPaperMarkdown(paper, site.baseUrl))
    case '.bib':
      return fileResponse(c, { paper, form, type: 'application/x-bibtex; charset=utf-8', write: toBibtex }, site)
    case '.ris':
      return fileResponse(
        c,
        { paper, form, type: 'application/x-research-info-systems; charset=utf-8', write: toRis },
        site,
      )
    case '.csl.json':
      return fileResponse(c, { paper, form, type: 'application/vnd.citationstyles.csl+json', write: toCslJson }, site)
    case '/thumbnail.svg':
      return svgResponse(c, paper)
    case '/thumbnail.png':
      return cardResponse(c, paper, deps, site.version)
  }
}

async function answerPage(c: Context, paper: Paper, deps: PaperDeps, site: Site): Promise<Response> {
  const [similar, rank, counts] = await Promise.all([
    listSimilarIfKnown(c, paper.id, deps),
    findLastRank(paper, deps),
    deps.listCounts(paper.id),
  ])
  const json = composePaperContent(paper, site.baseUrl, rank)
  return renderPage(c, <PaperPage {...{ site, paper, similar, counts }} />, {
    hydration: { target: 'PaperContent', json },
  })
}

/** Its place in the last edition that featured it. */
async function findLastRank({ id, entries }: Paper, { findRank }: PaperDeps): Promise<number | undefined> {
  const last = entries.at(-1)
  return last && findRank(id, last.day)
}

type CitationFile = { paper: Paper; form: PaperForm; type: string; write: (citation: Citation) => string }

function fileResponse(c: Context, { paper, form, type, write }: CitationFile, { baseUrl }: Site): Response {
  return c.body(write(toCitation(paper, baseUrl)), 200, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${toFileStem(paper.id)}${form}"`,
    'Cache-Control': 'no-cache',
  })
}

/** In the form that was asked for: a page for people, a line for programs. */
async function answerMissing(c: Context, { id, form }: Asked, findPaper: FindPaper, site: Site): Promise<Response> {
  c.header('ETag', undefined) // it tells of what could not be shown
  const isPage = form === '' && !prefersMarkdown(c)
  if (!isPage) return c.text('There is no such paper here.\n', 404)
  return missingPaperPage(c, toPastedId(id), findPaper, site)
}
