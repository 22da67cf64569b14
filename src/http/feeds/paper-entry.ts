import { toPaperPath } from '../../domain/addresses.ts'
import { findCategoryName } from '../../domain/arxiv-categories.ts'
import { toAnnouncedAt } from '../../domain/arxiv-calendar.ts'
import type { Paper } from '../../domain/paper.ts'
import { addDays, type UnixMs } from '../../domain/time.ts'
import { foldText } from '../../platform/plain-text.ts'
import { toPlainText } from '../../platform/tex/to-plain-text.ts'
import { cutAtWord } from '../views/open-graph.tsx'
import { createEntryIds } from './entry-id.ts'
import { type FeedEntry, NEVER } from './feed.ts'
import { listAuthors, listLastingLinks, toPaperContent } from './paper-content.ts'

const LONGEST_SUMMARY = 300
/** Some papers have three thousand, and a feed has a hundred papers. */
const MOST_AUTHORS = 100
/** A paper that is featured so long after it was announced is news again. */
const OLD_DAYS = 30
const PDF = 'application/pdf'

/**
 * A paper as an entry.
 *
 * It was published when arXiv announced it, or with the first edition that featured it, if that came first or long
 * after: readers sort by it, and hide what is old. Elsewhere it is when its source says. It is updated when a new version of it came, and not by votes: readers show an entry again when it is updated.
 *
 * @param reason why it is in this feed, where that is not what the feed is of
 */
export function toPaperEntry(paper: Paper, baseUrl: string, reason?: string): FeedEntry {
  const { title, abstract = '', categories = [], primaryCategory, updatedAt = NEVER } = paper.fields
  const publishedAt = toPublishedAt(paper)
  const codes = new Set([...(primaryCategory === undefined ? [] : [primaryCategory]), ...categories])
  const summary = toPlainText(abstract)
  return {
    id: createEntryIds(baseUrl).paper(paper.id),
    title: foldText(toPlainText(title)),
    content: { html: toPaperContent(paper, baseUrl, reason) },
    ...(summary !== '' && { summary: cutAtWord(summary, LONGEST_SUMMARY) }),
    publishedAt,
    updatedAt: Math.max(publishedAt, updatedAt),
    page: `${baseUrl}${toPaperPath(paper.id)}`,
    authors: listAuthors(paper).slice(0, MOST_AUTHORS),
    categories: [...codes].map((term) => ({ term, label: findCategoryName(term) ?? term })),
    links: listLastingLinks(paper).map((link) => (link.name === 'PDF' ? { ...link, type: PDF } : link)),
  }
}

function toPublishedAt({ fields, entries: [first] }: Paper): UnixMs {
  const { announcedDay, publishedAt, updatedAt } = fields
  const isOld = first && announcedDay !== undefined && addDays(announcedDay, OLD_DAYS) < first.day
  const day = isOld ? first.day : [first?.day, announcedDay].filter((one) => one !== undefined).toSorted()[0]
  return day === undefined ? (publishedAt ?? updatedAt ?? NEVER) : toAnnouncedAt(day)
}
