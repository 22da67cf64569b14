import { findCategoryName } from '../../domain/arxiv-categories.ts'
import { createRecord, isArxivKey, type PaperFields, type PaperId } from '../../domain/paper.ts'
import type { ReadItem } from '../../domain/ports.ts'
import { DAY_MS, toUtcDay, type UnixMs } from '../../domain/time.ts'
import { toTitleKey } from '../../domain/title-key.ts'
import { foldText } from '../../platform/plain-text.ts'
import { onlyPresent } from '../../platform/only-present.ts'
import { toStorable } from '../storable-text.ts'
import { toWorkday } from '../workday.ts'
import { listAuthorNames } from './author-names.ts'
import type { FeedItem } from './feed-item.ts'
import { findKey, type NamedKey } from '../find-key.ts'

/** What arXiv and its readers put around its titles and abstracts. */
const TITLE_SUFFIX = /\s*\(?\[?arXiv:\S+\s+\[[\w.-]+\](?:\s+UPDATED)?\)\s*$/i
const ABSTRACT_PREFIX = /^(?:arXiv:\S+ Announce Type: \S+\s+)?(?:Abstract:\s*)?/i
/** In letters, with the longest of ids and categories. */
const LONGEST_SUFFIX = 100
/** What publishers put before an abstract: where it was published, and when. */
const PUBLISHED_LINE = /^[^\n]{0,80}\bPublished online:[^\n]{0,200}\bdoi:\s?10\.[^\n]{0,200}?(?:\n\n|$)/i
/** A date beyond tomorrow is that of an issue of a journal, or none. */
const MOST_AHEAD_MS = DAY_MS

/**
 * The paper that an item of a feed tells of. It is one where it names an arXiv id or a DOI, or has a title, authors and an
 * abstract; any other is a fault.
 *
 * @param now when the feed was read
 */
export function toPaper(item: FeedItem, now: UnixMs): ReadItem {
  const title = toTitle(item.title)
  if (title === '') return toFault(item, `${item.link ?? item.names[0] ?? 'an item'} has no title`)
  const authors = listAuthorNames(item.authors)
  const abstract = toAbstract(item)
  const named = findKey(item.names)
  if (!named && (authors.length === 0 || abstract === undefined)) {
    const reason = `"${title.slice(0, 80)}" names no arXiv id and no DOI, and lacks authors or an abstract`
    return toFault(item, reason)
  }
  const key = named ?? { id: `title:${toTitleKey(title)}` as PaperId }
  const dates = toDates(item, now)
  const at = dates.updatedAt ?? dates.publishedAt ?? 0
  const fields = { title, ...onlyPresent({ abstract }), ...toFields(item, key, authors), ...toOwnDates(key.id, dates) }
  return { paper: createRecord(key.id, fields, { source: 'feed', at, weight: 0 }) }
}

function toTitle(text = ''): string {
  const title = foldText(text)
  // Looking for the suffix takes the square of the length.
  const from = Math.max(0, title.length - LONGEST_SUFFIX)
  return title.slice(0, from) + title.slice(from).replace(TITLE_SUFFIX, '')
}

function toFault({ position }: FeedItem, reason: string): ReadItem {
  return { fault: { position, reason: toStorable(reason) } }
}

function toAbstract({ abstract = '' }: FeedItem): string | undefined {
  return abstract.trim().replace(PUBLISHED_LINE, '').replace(ABSTRACT_PREFIX, '').trim() || undefined
}

function toFields(item: FeedItem, { id, version }: NamedKey, authors: string[]): Partial<PaperFields> {
  const codes = item.categories.flatMap((text) => text.split(/[\s,;]+/)).filter((code) => findCategoryName(code))
  const categories = [...new Set(codes)]
  return onlyPresent({
    version,
    authors: authors.length > 0 ? authors : undefined,
    categories: categories.length > 0 ? categories : undefined,
    primaryCategory: categories[0],
    journalRef: item.journal,
    // One that is known by its title alone has no other place where it can be read.
    projectPage: id.startsWith('title:') && item.link ? item.link : undefined,
  })
}

type Dates = { publishedAt?: UnixMs; updatedAt?: UnixMs }

function toDates({ publishedAt, updatedAt }: FeedItem, now: UnixMs): Dates {
  const orNone = (date: UnixMs | undefined) => (date !== undefined && date <= now + MOST_AHEAD_MS ? date : undefined)
  return onlyPresent({ publishedAt: orNone(publishedAt), updatedAt: orNone(updatedAt) })
}

/** A feed's dates are its own: of a paper of arXiv it may tell years later, and arXiv knows better. */
function toOwnDates(id: PaperId, { publishedAt, updatedAt }: Dates): Partial<PaperFields> {
  if (isArxivKey(id)) return {}
  const first = publishedAt ?? updatedAt
  return onlyPresent({
    publishedAt,
    updatedAt,
    announcedDay: first === undefined ? undefined : toWorkday(toUtcDay(first)),
  })
}
