import { AppError } from '../../../domain/error.ts'
import { toEasternTime } from '../../../domain/eastern-time.ts'
import type { Day } from '../../../domain/time.ts'
import { parseMailDate } from '../../mail-date.ts'
import { findChild, holdsAll, listChildren, readText, type XmlNode } from '../../xml/xml-node.ts'
import { type FeedItem, readFeedItem, toFeedTime } from './feed-entry.ts'

/** A feed of what arXiv announced on a day. */
export type Feed = {
  /** The day of the announcement in New York, by the feed's own date; `undefined` where it has none. */
  day: Day | undefined
  /** In the order of the feed. */
  items: FeedItem[]
}

/**
 * Reads arXiv's RSS or Atom of a day's announcement (positions "item 1" and on).
 *
 * @throws AppError `invalid` when it is neither, or its items may not all be there
 */
export function readFeed(root: XmlNode): Feed {
  const channel = findChannel(root)
  if (channel === undefined) throw new AppError('invalid', 'XML, but no RSS or Atom feed')
  if (!holdsAll(root) || !holdsAll(channel)) throw new AppError('invalid', 'The XML is broken between its items')
  const nodes = listItems(root, channel)
  const day = findDay(channel, nodes[0])
  const time = day === undefined ? undefined : toFeedTime(day)
  return { day, items: nodes.map((node, index) => readFeedItem(node, time, `item ${index + 1}`)) }
}

/** Whether XML is a feed of arXiv's announcements, rather than an answer of its query API or somebody else's feed. */
export function isArxivFeed(root: XmlNode): boolean {
  const channel = findChannel(root)
  if (channel === undefined) return false
  const [first] = listItems(root, channel)
  if (first)
    return findChild(first, 'announce_type') !== undefined || /^oai:arXiv\.org:/i.test(readText(first, 'guid') ?? '')
  const address = `${readText(channel, 'id') ?? ''} ${readText(channel, 'link') ?? ''}`
  return /\brss\.arxiv\.org\//i.test(address)
}

/** Where a feed tells of itself: RSS has a channel for that, Atom the root. */
function findChannel(root: XmlNode): XmlNode | undefined {
  if (root.name === 'feed') return root
  return root.name === 'rss' || root.name === 'RDF' ? findChild(root, 'channel') : undefined
}

/** RSS has its items in the channel, or behind it in its oldest form. */
function listItems(root: XmlNode, channel: XmlNode): XmlNode[] {
  if (root === channel) return listChildren(root, 'entry')
  return [...listChildren(channel, 'item'), ...listChildren(root, 'item')]
}

function findDay(channel: XmlNode, first: XmlNode | undefined): Day | undefined {
  const told = ['pubDate', 'updated', 'date', 'lastBuildDate'].map((name) => readText(channel, name))
  const ofItem = first && (readText(first, 'pubDate') ?? readText(first, 'published'))
  for (const text of [...told, ofItem]) {
    const instant = parseMailDate(text ?? '')
    if (instant !== undefined) return toEasternTime(instant).day
  }
  return undefined
}
