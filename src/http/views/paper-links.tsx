import { toShownCount } from '../../domain/join-papers.ts'
import type { Paper } from '../../domain/paper.ts'
import { toArxivUrls } from '../paper-address.ts'
import { toCounted } from './wording.ts'

/** Where else the paper is. An address that is no http address is not linked: sources hold what people typed. */
export function PaperLinks({ paper }: { paper: Paper }) {
  const { fields, counts } = paper
  const arxiv = toArxivUrls(paper.id)
  const stars = toShownCount(counts.stars)
  const links = [
    { href: arxiv?.abstract, text: 'arXiv' },
    { href: arxiv?.pdf, text: 'PDF' },
    { href: fields.doi && `https://doi.org/${encodeURI(fields.doi)}`, text: 'DOI' },
    { href: fields.githubRepo, text: stars > 0 ? `Code, ${toCounted(stars, 'star')}` : 'Code' },
    { href: fields.projectPage, text: 'Project page' },
  ].filter(({ href }) => href !== undefined && isWebAddress(href))
  if (links.length === 0) return null
  return (
    <nav class="links" aria-label="Elsewhere">
      {links.map(({ href, text }) => (
        <a href={href}>{text}</a>
      ))}
    </nav>
  )
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}
