import { toPaperPath } from '../../domain/addresses.ts'
import { type ArxivId, findArxivId, toArxivMonth } from '../../domain/arxiv-id.ts'
import { findCategoryName } from '../../domain/arxiv-categories.ts'
import type { Paper } from '../../domain/paper.ts'
import { toUtcDay } from '../../domain/time.ts'
import { toHexId } from '../../platform/hashing.ts'
import { toArxivUrls, toDoiUrl } from '../paper-address.ts'
import { foldText } from '../../platform/plain-text.ts'
import { toPlainText } from '../../platform/tex/to-plain-text.ts'
import { type CitedName, parseName } from './names.ts'

/** What citations in all formats say of a paper: plain text on one line, where nothing else is said. */
export type Citation = {
  /** ASCII, and the same as long as first author and id are. */
  key: string
  title: string
  /** As the source wrote it: TeX stands as TeX. */
  texTitle: string
  authors: CitedName[]
  year?: number
  /** From 1, with `day`; absent where the year is that of a journal. */
  month?: number
  day?: number
  arxivId?: ArxivId
  primaryClass?: string
  doi?: string
  /** The journal, volume and pages in one text, as the authors wrote it. */
  journalRef?: string
  /** Where the paper is: at arXiv, else by its DOI, else its page here. */
  url: string
  pdfUrl?: string
  abstract?: string
  withdrawn: boolean
}

/** @param baseUrl of this server, for papers that are nowhere else */
export function toCitation(paper: Paper, baseUrl: string): Citation {
  const { fields } = paper
  const authors = (fields.authors ?? []).map((name) => parseName(toPlainText(name)))
  const arxivId = findArxivId(paper.id)?.id
  const arxiv = toArxivUrls(paper.id)
  const doi = fields.doi ?? /^doi:(.+)$/s.exec(paper.id)?.[1]
  const primaryClass = findPrimaryClass(paper)
  return {
    key: toKey(paper, authors[0], arxivId),
    title: toPlainText(fields.title),
    texTitle: foldText(fields.title),
    authors,
    ...toDate(paper, arxivId),
    ...(arxivId !== undefined && { arxivId }),
    ...(arxivId !== undefined && primaryClass !== undefined && { primaryClass }),
    ...(doi !== undefined && { doi: foldText(doi) }),
    ...(fields.journalRef && { journalRef: toPlainText(fields.journalRef) }),
    url: arxiv?.abstract ?? (doi === undefined ? baseUrl + toPaperPath(paper.id) : toDoiUrl(foldText(doi))),
    ...(arxiv && { pdfUrl: arxiv.pdf }),
    ...(fields.abstract?.trim() && { abstract: toPlainText(fields.abstract) }),
    withdrawn: fields.withdrawnAt !== undefined,
  }
}

/** The name of a citation's file, without its ending: letters, digits, points and hyphens alone. */
export function toFileStem(id: string): string {
  return id.replace(/[^A-Za-z0-9.-]+/g, '-').replace(/^[.-]+/, '') || 'paper'
}

function findPrimaryClass({ fields }: Paper): string | undefined {
  const category = fields.primaryCategory ?? fields.categories?.[0]
  return category !== undefined && findCategoryName(category) !== undefined ? category : undefined
}

/** In letters: to sort the marks on one takes time with the square of their number. */
const LONGEST_NAME = 1000

/** "welland:2611.99204": no part of it changes with a new version's title. */
function toKey(paper: Paper, first: CitedName | undefined, arxivId: ArxivId | undefined): string {
  const ascii = toKeyName(first)
    .slice(0, LONGEST_NAME)
    .normalize('NFKD')
    .replace(/[^A-Za-z]+/g, '')
    .slice(0, 30)
    .toLowerCase()
  const number = arxivId?.replace('/', '-') ?? toHexId(paper.id).slice(0, 8)
  return ascii === '' ? `paper:${number}` : `${ascii}:${number}`
}

function toKeyName(name: CitedName | undefined): string {
  if (name === undefined) return ''
  if ('family' in name) return name.family
  const words = name.literal.split(' ')
  return (name.isOrganization ? words[0] : words.at(-1)) ?? ''
}

/** Of a journal the year that stands in brackets in its reference; else the day of the first submission. */
function toDate({ fields }: Paper, arxivId: ArxivId | undefined): Pick<Citation, 'year' | 'month' | 'day'> {
  const printed = fields.journalRef?.match(/\((?:19|20)\d{2}\)/g) ?? []
  if (printed.length === 1) return { year: Number(printed[0]?.slice(1, 5)) }
  const submitted = fields.publishedAt === undefined ? fields.announcedDay : toUtcDay(fields.publishedAt)
  if (submitted === undefined) return arxivId === undefined ? {} : toMonthOfId(arxivId)
  const [year, month, day] = submitted.split('-').map(Number)
  return { year: year ?? 0, month: month ?? 1, day: day ?? 1 }
}

function toMonthOfId(id: ArxivId): Pick<Citation, 'year' | 'month'> {
  const months = toArxivMonth(id)
  return { year: Math.floor(months / 12), month: (months % 12) + 1 }
}
