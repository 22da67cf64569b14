import { toPaperPath } from '../../domain/addresses.ts'
import type { Paper } from '../../domain/paper.ts'
import { toUtcDay } from '../../domain/time.ts'
import type { Citation } from '../citations/citation.ts'
import { toPlainText } from '../../platform/tex/to-plain-text.ts'
import { foldText } from '../../platform/plain-text.ts'
import type { Site } from './layout.tsx'
import { OpenGraph } from './open-graph.tsx'

type Props = { site: Site; paper: Paper; citation: Citation }

/**
 * What the head of a paper's page tells programs: a card for links to it, and the tags by which Google Scholar and
 * reference managers know a paper.
 *
 * Source: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
 */
export function PaperHead({ site, paper, citation }: Props) {
  const { fields } = paper
  const { arxivId, doi, journalRef, pdfUrl } = citation
  const title = toPlainText(fields.title)
  const published = fields.publishedAt === undefined ? fields.announcedDay : toUtcDay(fields.publishedAt)
  return (
    <>
      <OpenGraph
        {...{ site, title, type: 'article' }}
        description={fields.abstract && toPlainText(fields.abstract)}
        path={toPaperPath(paper.id)}
        image={toPaperPath(paper.id, '/thumbnail.png')}
      />
      <meta name="citation_title" content={title} />
      {(fields.authors ?? []).map((name) => (
        <meta name="citation_author" content={foldText(name)} />
      ))}
      {published !== undefined && <meta name="citation_publication_date" content={published.replaceAll('-', '/')} />}
      {journalRef !== undefined && <meta name="citation_journal_title" content={journalRef} />}
      {arxivId !== undefined && <meta name="citation_arxiv_id" content={arxivId} />}
      {doi !== undefined && <meta name="citation_doi" content={doi} />}
      {pdfUrl !== undefined && <meta name="citation_pdf_url" content={pdfUrl} />}
    </>
  )
}
