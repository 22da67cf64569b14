import { toIso } from '../../../domain/time.ts'
import type { Feed, FeedEntry } from '../feed.ts'
import { listDocumentLinks } from './document-links.ts'
import { escapeXml, toElement, toEmptyElement, toProlog } from './xml.ts'

/** Who says what a feed says, where an entry names no author. */
const PUBLISHER = 'Broadsheet'

/**
 * A feed as Atom has it.
 *
 * Source: https://www.rfc-editor.org/rfc/rfc4287
 */
export function toAtom(feed: Feed, stylesheet?: string): string {
  const { id, title, subtitle, updatedAt, entries } = feed
  return [
    toProlog(stylesheet),
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
    toElement('id', id),
    toElement('title', title),
    toElement('subtitle', subtitle),
    ...listDocumentLinks(feed, 'atom').map((link) => toEmptyElement('link', link)),
    toElement('updated', toIso(updatedAt)),
    `<author>${toElement('name', PUBLISHER)}</author>`,
    ...entries.map(toEntry),
    '</feed>',
    '',
  ].join('\n')
}

function toEntry({ id, title, content, publishedAt, updatedAt, page, ...more }: FeedEntry): string {
  const { authors = [], categories = [], links = [] } = more
  return [
    '<entry>',
    toElement('id', id),
    toElement('title', title),
    toElement('published', toIso(publishedAt)),
    toElement('updated', toIso(updatedAt)),
    ...authors.map((name) => `<author><name>${escapeXml(name)}</name></author>`),
    ...categories.map((category) => toEmptyElement('category', category)),
    toEmptyElement('link', { rel: 'alternate', type: 'text/html', href: page }),
    ...links.map(({ url, name, type }) => toEmptyElement('link', { rel: 'related', type, title: name, href: url })),
    'html' in content
      ? toElement('content', content.html, { type: 'html' })
      : toElement('content', content.text, { type: 'text' }),
    '</entry>',
  ].join('\n')
}
