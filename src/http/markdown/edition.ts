import { toPaperPath, toPeriodPath } from '../../domain/addresses.ts'
import type { Headline } from '../../domain/headline.ts'
import type { Period } from '../../domain/period.ts'
import { foldText } from '../../platform/plain-text.ts'
import type { EditionHeadlines } from '../../services/list-edition.ts'
import { toAuthorLine, toCounted, toNumber, toPeriodName, toRange } from '../views/wording.ts'
import { escapeMarkdown } from './escape.ts'

/** Which part of an edition is shown. */
type Part = {
  period: Period
  edition: EditionHeadlines
  offset: number
  baseUrl: string
  /** What must be known before it is read, a paragraph each. */
  notices?: readonly string[]
}

/** A page of an edition as Markdown: a list of what was featured, then one of the rest, each paper a link. */
export function toEditionMarkdown({ period, edition, offset, baseUrl, notices = [] }: Part): string {
  const { headlines, featured, listed, hasMore } = edition
  const first = headlines.slice(0, Math.max(0, featured - offset))
  const rest = headlines.slice(first.length)
  const page = `${baseUrl}${toPeriodPath(period)}`
  const blocks = [
    `# ${toPeriodName(period)}`,
    `${toCounted(featured + listed, 'paper')}${featured > 0 ? `, ${toNumber(featured)} featured` : ''}. Page: <${page}>`,
    ...notices.map(toMarkdown),
    ...toSection('Featured', `${toRange(offset, first.length, featured)}, by votes`, first, baseUrl),
    ...toSection(
      featured > 0 ? `The rest of the ${period.kind}` : 'Announced by arXiv',
      `${toRange(Math.max(0, offset - featured), rest.length, listed)}, by votes, then newest first`,
      rest,
      baseUrl,
    ),
    ...(hasMore ? [`More: <${page}.md?p=${Math.floor(offset / headlines.length) + 1}>`] : []),
  ]
  return `${blocks.join('\n\n')}\n`
}

/** An edition without papers as Markdown: why that is so. */
export function toEmptyEditionMarkdown(period: Period, { title, reason }: { title: string; reason: string }): string {
  return `# ${toPeriodName(period)}\n\n${title}. ${reason}\n`
}

/** What trends as Markdown. */
export function toTrendingMarkdown(headlines: readonly Headline[], rule: string, baseUrl: string): string {
  const list = headlines.map((headline) => toItem(headline, baseUrl)).join('\n')
  return `${['# Trending', `${rule}.`, ...(list === '' ? [] : [list])].join('\n\n')}\n`
}

function toSection(title: string, note: string, headlines: readonly Headline[], baseUrl: string): string[] {
  if (headlines.length === 0) return []
  return [`## ${title}`, `${note}:`, headlines.map((headline) => toItem(headline, baseUrl)).join('\n')]
}

function toItem(headline: Headline, baseUrl: string): string {
  const { id, title, votes, comments, organization, categories } = headline
  const facts = [
    toAuthorLine(headline),
    organization && (organization.fullname ?? organization.handle),
    categories[0],
    toCounted(votes, 'vote'),
    comments > 0 && toCounted(comments, 'comment'),
  ].filter((fact) => typeof fact === 'string' && fact !== '')
  const line = facts.map((fact) => toMarkdown(String(fact))).join(' · ')
  return `- [${toMarkdown(title)}](<${baseUrl}${toPaperPath(id)}>)  \n  ${line}`
}

function toMarkdown(text: string): string {
  return escapeMarkdown(foldText(text))
}
