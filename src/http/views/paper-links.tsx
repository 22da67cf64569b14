import { toShownCount } from '../../domain/join-papers.ts'
import type { Paper } from '../../domain/paper.ts'
import { isWebAddress, toArxivUrls, toDoiUrl } from '../paper-address.ts'
import { toCounted } from './wording.ts'

/** A place where a paper is, or something of it. */
export type PaperLink = { url: string; name: string }

/** Where else the paper is. What is no address of the web is left out. */
export function listPaperLinks({ id, fields, counts }: Paper): PaperLink[] {
  const arxiv = toArxivUrls(id)
  const doi = fields.doi ?? /^doi:(.+)$/s.exec(id)?.[1]
  const stars = toShownCount(counts.stars)
  const media = fields.mediaUrls ?? []
  return [
    { url: arxiv?.abstract, name: 'arXiv' },
    { url: arxiv?.pdf, name: 'PDF' },
    { url: arxiv?.html, name: 'HTML' },
    { url: doi && toDoiUrl(doi), name: 'DOI' },
    { url: fields.githubRepo, name: stars > 0 ? `Code, ${toCounted(stars, 'star')}` : 'Code' },
    { url: fields.projectPage, name: 'Project page' },
    ...media.map((url, index) => ({ url, name: media.length > 1 ? `Media ${index + 1}` : 'Media' })),
  ].filter((link): link is PaperLink => link.url !== undefined && isWebAddress(link.url))
}

/** The same on a page. */
export function PaperLinks({ paper }: { paper: Paper }) {
  const links = listPaperLinks(paper)
  if (links.length === 0) return null
  return (
    <nav class="links" aria-label="Elsewhere">
      {links.map(({ url, name }) => (
        <a href={url}>{name}</a>
      ))}
    </nav>
  )
}
