import { html } from 'hono/html'
import { toPaperPath } from '../../domain/addresses.ts'
import type { Paper } from '../../domain/paper.ts'
import { foldText } from '../../platform/plain-text.ts'
import { toPlainText } from '../../platform/tex/to-plain-text.ts'
import { splitParagraphs } from '../paragraphs.ts'
import { listPaperLinks, type PaperLink } from '../views/paper-links.tsx'
import { toCounted, toDate } from '../views/wording.ts'

/** More names than that say no more; the page has them all. */
const MOST_AUTHORS = 30

/** What is said of a paper wherever it stands in a feed: nothing that changes by itself, such as votes. */
export function toPaperContent(paper: Paper, baseUrl: string, reason?: string): string {
  const { abstract = '', comment, withdrawnAt } = paper.fields
  const parts = [
    reason === undefined ? '' : html`<p><em>${reason}</em></p>`,
    toLine(toAuthors(paper)),
    toLine(toFacts(paper)),
    withdrawnAt === undefined ? '' : html`<p><strong>This paper was withdrawn.</strong></p>`,
    ...splitParagraphs(abstract).map((text) => toLine(toPlainText(text))),
    abstract.trim() === '' ? html`<p>No abstract came with this paper.</p>` : '',
    comment === undefined ? '' : toLine(toPlainText(comment)),
    toLinks([{ url: `${baseUrl}${toPaperPath(paper.id)}`, name: 'Broadsheet' }, ...listLastingLinks(paper)]),
  ]
  return parts.map(String).join('')
}

/** Where a paper is elsewhere, without the stars of its code, which change every day. */
export function listLastingLinks(paper: Paper): PaperLink[] {
  return listPaperLinks({ ...paper, counts: {} })
}

/** The names of who wrote a paper, in plain words, each once. */
export function listAuthors({ fields: { authors = [] } }: Paper): string[] {
  return [...new Set(authors.map((name) => toPlainText(foldText(name))))].filter((name) => name !== '')
}

function toAuthors(paper: Paper): string {
  const names = listAuthors(paper)
  if (names.length === 0) return paper.fields.authorCount ? toCounted(paper.fields.authorCount, 'author') : ''
  const rest = names.length - MOST_AUTHORS
  return rest > 0 ? `${names.slice(0, MOST_AUTHORS).join(', ')} and ${rest} more` : names.join(', ')
}

function toFacts({ fields }: Paper): string {
  const { organization, primaryCategory, categories = [], announcedDay } = fields
  const facts = [
    organization && foldText(organization.fullname ?? organization.handle),
    primaryCategory ?? categories[0],
    announcedDay && `announced ${toDate(announcedDay)}`,
  ]
  return facts.filter((fact) => fact !== undefined).join(' · ')
}

function toLine(text: string): ReturnType<typeof html> | '' {
  return text === '' ? '' : html`<p>${text}</p>`
}

function toLinks(links: readonly PaperLink[]): ReturnType<typeof html> {
  return html`<p>
    ${links.map(({ url, name }, place) => html`${place > 0 ? ' · ' : ''}<a href="${url}">${name}</a>`)}
  </p>`
}
