import { toIso, type UnixMs } from '../../../domain/time.ts'
import { escapeMarkup } from '../../../platform/escape-markup.ts'
import type { Feed, FeedEntry } from '../feed.ts'
import { listDocumentLinks } from './document-links.ts'
import { toElement, toEmptyElement, toProlog } from './xml.ts'

const NAMESPACES = [
  'xmlns:atom="http://www.w3.org/2005/Atom"',
  'xmlns:content="http://purl.org/rss/1.0/modules/content/"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
].join(' ')

/** How long a reader may keep what it has, as it is told: asking again costs nothing, but an edition is a day's. */
const TTL_MINUTES = 60

/**
 * A feed as RSS 2.0 has it, with whole contents by its module of that name. Authors are Dublin Core's creators, since its
 * own are mail addresses.
 *
 * Source: https://www.rssboard.org/rss-specification and https://www.rssboard.org/rss-profile
 */
export function toRss(feed: Feed, stylesheet?: string): string {
  const { title, subtitle, page, updatedAt, entries } = feed
  const links = listDocumentLinks(feed, 'rss').filter(({ rel }) => rel !== 'alternate')
  return [
    toProlog(stylesheet),
    `<rss version="2.0" ${NAMESPACES}>`,
    '<channel>',
    toTitle(title),
    toElement('link', page),
    toElement('description', subtitle),
    toElement('language', 'en'),
    toElement('lastBuildDate', toMailDate(updatedAt)),
    toElement('ttl', String(TTL_MINUTES)),
    ...links.map((link) => toEmptyElement('atom:link', link)),
    ...entries.map(toItem),
    '</channel>',
    '</rss>',
    '',
  ].join('\n')
}

function toItem({ id, title, content, summary, publishedAt, updatedAt, page, ...more }: FeedEntry): string {
  const { authors = [], categories = [] } = more
  return [
    '<item>',
    toTitle(title),
    toElement('link', page),
    toElement('guid', id, { isPermaLink: 'false' }),
    toElement('pubDate', toMailDate(publishedAt)),
    toElement('atom:updated', toIso(updatedAt)),
    ...authors.map((name) => toElement('dc:creator', name)),
    ...categories.map(({ term }) => toElement('category', term)),
    ...(summary === undefined ? [] : [toElement('description', escapeMarkup(summary))]),
    toElement('content:encoded', 'html' in content ? content.html : escapeMarkup(content.text)),
    '</item>',
  ].join('\n')
}

/**
 * Some readers take a title for HTML and others do not. Signs written as numbers are those that most show as they are.
 *
 * Source: https://www.rssboard.org/rss-profile#data-types-characterdata
 */
function toTitle(text: string): string {
  return toElement('title', text)
    .replaceAll('&amp;', '&#x26;')
    .replaceAll('&lt;', '&#x3C;')
    .replaceAll('&gt;', '&#x3E;')
}

/** "Fri, 29 May 2026 16:00:00 GMT": RFC 822 with a year of four digits, as RSS wants it. */
function toMailDate(at: UnixMs): string {
  return new Date(at).toUTCString()
}
