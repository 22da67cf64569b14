import { toPaperPath } from '../../domain/addresses.ts'
import { findCategoryName } from '../../domain/arxiv-categories.ts'
import { toShownCount } from '../../domain/join-papers.ts'
import type { Paper } from '../../domain/paper.ts'
import { toUtcDay } from '../../domain/time.ts'
import { toBibtex } from '../citations/bibtex.ts'
import { toCitation } from '../citations/citation.ts'
import { splitParagraphs } from '../paragraphs.ts'
import { toMarkdown } from '../../platform/tex/to-markdown.ts'
import { toPlainText } from '../../platform/tex/to-plain-text.ts'
import { listPaperLinks } from '../views/paper-links.tsx'
import { toCounted, toDate, toNumber } from '../views/wording.ts'
import { escapeMarkdown } from './escape.ts'

/**
 * The page of a paper as Markdown: what the authors say, then what a machine said, then BibTeX. Nothing that a source
 * wrote is markup.
 */
export function toPaperMarkdown(paper: Paper, baseUrl: string): string {
  const { fields } = paper
  const paragraphs = splitParagraphs(fields.abstract ?? '').map(toMarkdown)
  const blocks = [
    `# ${toMarkdown(fields.title)}`,
    ...toNotices(paper),
    listFacts(paper, baseUrl).join('\n'),
    '## Abstract',
    ...(paragraphs.length > 0 ? paragraphs : ['No abstract came with this paper.']),
    ...toMachineBlocks(paper),
    '## BibTeX',
    fence(toBibtex(toCitation(paper, baseUrl)).trimEnd(), 'bibtex'),
  ]
  return `${blocks.join('\n\n')}\n`
}

/** What is no prose: names, keywords, remarks. */
function toPlainMarkdown(text: string): string {
  return escapeMarkdown(toPlainText(text))
}

function toNotices({ id, fields }: Paper): string[] {
  return [
    ...(id.startsWith('sample:') ? ['This paper is a sample: it is made up.'] : []),
    ...(fields.withdrawnAt === undefined
      ? []
      : [`**Withdrawn.** The authors withdrew this paper on ${toDate(toUtcDay(fields.withdrawnAt))}.`]),
  ]
}

function listFacts(paper: Paper, baseUrl: string): string[] {
  const { id, fields, counts, entries } = paper
  const { authors = [], authorCount, organization, version } = fields
  const comments = toShownCount(counts.comments)
  const names = authors.length > 0 ? authors.map((name) => toPlainMarkdown(name)).join(', ') : undefined
  const featured = entries.map(({ day, submitter }) => {
    const by = submitter ? `, by ${toPlainMarkdown(submitter.fullname ?? submitter.handle)}` : ''
    return toFact('Featured', `${toDate(day)}${by}`)
  })
  return [
    toFact('Authors', names ?? (authorCount ? toCounted(authorCount, 'author') : undefined)),
    toFact('Organisation', organization && toPlainMarkdown(organization.fullname ?? organization.handle)),
    ...featured,
    toFact('Announced', fields.announcedDay && toDate(fields.announcedDay)),
    toFact('Published', fields.publishedAt === undefined ? undefined : toDate(toUtcDay(fields.publishedAt))),
    toFact('Revised', toRevised(paper)),
    toFact('Version', version === undefined ? undefined : String(version)),
    toFact('Categories', fields.categories?.map(toCategory).join(', ')),
    toFact('Votes', toNumber(toShownCount(counts.votes))),
    toFact('Comments', comments > 0 ? toNumber(comments) : undefined),
    toFact('Journal', fields.journalRef && toPlainMarkdown(fields.journalRef)),
    toFact('Remark', fields.comment && toPlainMarkdown(fields.comment)),
    toFact('Id', toPlainMarkdown(id)),
    toFact('Page', `<${baseUrl}${toPaperPath(id)}>`),
    ...listPaperLinks(paper).map(({ name, url }) => toFact(name, `<${toDestination(url)}>`)),
  ].filter((line) => line !== undefined)
}

function toFact(name: string, value: string | undefined): string | undefined {
  return value ? `- ${name}: ${value}` : undefined
}

function toRevised({ fields: { updatedAt, publishedAt } }: Paper): string | undefined {
  return updatedAt === undefined || updatedAt === publishedAt ? undefined : toDate(toUtcDay(updatedAt))
}

function toCategory(code: string): string {
  const name = findCategoryName(code)
  return name === undefined ? toPlainMarkdown(code) : `${name} (${code})`
}

/** An address between angle brackets: normalised, so that it holds neither spaces nor brackets. */
function toDestination(url: string): string {
  return new URL(url).href.replace(/[<>\s\\]/g, encodeURIComponent)
}

function toMachineBlocks({ fields }: Paper): string[] {
  const { aiSummary = '', aiKeywords = [], aiSummaryModel } = fields
  if (aiSummary.trim() === '' && aiKeywords.length === 0) return []
  const author = aiSummaryModel ? `the language model ${toPlainMarkdown(aiSummaryModel)}` : 'a language model'
  return [
    '## Made by a machine',
    `By ${author}, as it came with the paper; not by the authors, and it may be wrong.`,
    ...(aiSummary.trim() === '' ? [] : [toMarkdown(aiSummary)]),
    ...(aiKeywords.length === 0 ? [] : [`Keywords: ${aiKeywords.map(toPlainMarkdown).join(', ')}`]),
  ]
}

/** A code block whose fence is longer than any run of backticks in it. */
function fence(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(({ 0: run }) => run.length))
  const bar = '`'.repeat(longest + 1)
  return `${bar}${language}\n${text}\n${bar}`
}
