import { findSubmissionWindow } from '../../../domain/arxiv-calendar.ts'
import { type ArxivId, findArxivId } from '../../../domain/arxiv-id.ts'
import { normaliseDoi } from '../../../domain/doi.ts'
import { fromEasternTime } from '../../../domain/eastern-time.ts'
import type { Announcement, AnnouncementKind } from '../../../domain/harvest.ts'
import type { Paper, PaperFields } from '../../../domain/paper.ts'
import type { ReadItem } from '../../../domain/ports.ts'
import type { Day, UnixMs } from '../../../domain/time.ts'
import { onlyPresent } from '../../../platform/only-present.ts'
import { flatten, listChildren, readAttribute, readOwnText, readText, type XmlNode } from '../../xml/xml-node.ts'
import { findAnnouncedDay } from '../announced-day.ts'
import { splitAuthors } from '../author-names.ts'
import { toArxivRecord, toPaperId } from '../to-record.ts'

/** When a feed's announcement was, and when the versions that it tells of can have been submitted at the earliest. */
export type FeedTime = { day: Day; at: UnixMs; earliest: UnixMs }

/** What a feed says of one paper. `announcement` is absent where it cannot be told which paper, or how. */
export type FeedItem = { item: ReadItem; announcement?: Announcement }

const KINDS: Readonly<Record<string, AnnouncementKind>> = {
  new: 'new',
  cross: 'cross',
  replace: 'replace',
  'replace-cross': 'replace',
}
// "arXiv:2604.00011v1 Announce Type: new", then "Abstract:" and the abstract.
const PREAMBLE = /^\s*(?:arXiv:(\S+)\s+)?(?:Announce Type:\s*([\w-]+)\s+)?(?:Abstract:\s*)?/i

/** What the day of a feed says of its time. */
export function toFeedTime(day: Day): FeedTime {
  const at = fromEasternTime({ day, minuteOfDay: 0 })
  return { day, at, earliest: findSubmissionWindow(day)?.from ?? at }
}

/**
 * Reads one item of arXiv's RSS or one entry of its Atom.
 *
 * @param time of the feed; absent where it does not tell
 * @param position where the item stands, for the fault: "item 3"
 */
export function readFeedItem(item: XmlNode, time: FeedTime | undefined, position: string): FeedItem {
  const node = item.whole ? item : flatten(item)
  const description = readText(node, 'description') ?? readText(node, 'summary') ?? ''
  const [preamble = '', told, toldKind = ''] = PREAMBLE.exec(description) ?? []
  const name = readText(node, 'guid') ?? readText(node, 'id') ?? readText(node, 'link') ?? told ?? 'an item without id'
  const [byName, byText] = [findArxivId(name), findArxivId(told ?? '')]
  const found = byName?.version === undefined && byText?.id === (byName?.id ?? byText?.id) ? byText : byName
  const toFault = (reason: string): ReadItem => ({ fault: { position, reason } })
  if (found === undefined) return { item: toFault(`"${name}" is not an arXiv id`) }
  const { id, version } = found
  const kind = KINDS[(readText(node, 'announce_type') ?? toldKind).toLowerCase()]
  // A paper of which nothing else can be read was announced all the same: it is fetched in another way.
  const announcement = kind && { announcement: { id: toPaperId(id), kind, ...onlyPresent({ version }) } }
  const title = readText(node, 'title')
  if (!node.whole) return { item: toFault(`the item of ${id} is broken`), ...announcement }
  if (title === undefined) return { item: toFault(`${id} has no title`), ...announcement }
  const fields = { title, ...toFields(node, description.slice(preamble.length)) }
  return { item: { paper: toRecord(id, fields, time, kind) }, ...announcement }
}

function toFields(node: XmlNode, abstract: string): Partial<PaperFields> {
  const categories = listChildren(node, 'category').flatMap(
    (category) => readAttribute(category, 'term') ?? readOwnText(category) ?? [],
  )
  const doi = readText(node, 'DOI')
  const authors = listAuthors(node)
  return onlyPresent({
    abstract: abstract.trim() || undefined,
    authors: authors.length > 0 ? authors : undefined,
    categories: categories.length > 0 ? categories : undefined,
    primaryCategory: categories[0],
    journalRef: readText(node, 'journal_reference'),
    doi: doi && normaliseDoi(doi),
  })
}

function listAuthors(node: XmlNode): string[] {
  const line = readText(node, 'creator')
  if (line !== undefined) return splitAuthors(line)
  return listChildren(node, 'author').flatMap((author) => splitAuthors(readText(author, 'name') ?? author.text))
}

/**
 * A feed does not tell when a version was submitted. It can have been at the beginning of the time whose papers were
 * announced that day: so another interface, which knows the instant, is the newer of the two.
 */
function toRecord(
  id: ArxivId,
  fields: PaperFields,
  time: FeedTime | undefined,
  kind: AnnouncementKind | undefined,
): Paper {
  const paper = toArxivRecord(id, fields, time?.earliest ?? 0)
  const announcedDay = time && kind === 'new' ? findAnnouncedDay(time.day, id) : undefined
  if (time === undefined || announcedDay === undefined) return paper
  paper.fields.announcedDay = announcedDay
  paper.origins.announcedDay = { source: 'arxiv', at: time.at, weight: 0 }
  return paper
}
