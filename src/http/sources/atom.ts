import { toIso, type UnixMs } from '../../domain/time.ts'

/** A feed of Atom. Addresses are absolute. */
export type AtomFeed = {
  id: string
  title: string
  subtitle: string
  /** Where the feed is. */
  self: string
  /** The page that shows the same. */
  page: string
  updatedAt: UnixMs
  author: string
  entries: readonly AtomEntry[]
}

/** An entry; `text` is plain. */
export type AtomEntry = {
  id: string
  title: string
  text: string
  publishedAt: UnixMs
  updatedAt: UnixMs
  category: string
  page: string
}

/** Whatever XML 1.0 has no place for, not even as a reference: https://www.w3.org/TR/xml/#charsets */
const NO_CHARACTERS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu

/**
 * A feed as Atom has it.
 *
 * Source: https://www.rfc-editor.org/rfc/rfc4287
 */
export function toAtom({ id, title, subtitle, self, page, updatedAt, author, entries }: AtomFeed): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
    `<id>${escapeXml(id)}</id>`,
    `<title>${escapeXml(title)}</title>`,
    `<subtitle>${escapeXml(subtitle)}</subtitle>`,
    `<link rel="self" type="application/atom+xml" href="${escapeXml(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(page)}"/>`,
    `<updated>${toIso(updatedAt)}</updated>`,
    `<author><name>${escapeXml(author)}</name></author>`,
    ...entries.map(toEntry),
    '</feed>',
    '',
  ].join('\n')
}

function toEntry({ id, title, text, publishedAt, updatedAt, category, page }: AtomEntry): string {
  return [
    '<entry>',
    `<id>${escapeXml(id)}</id>`,
    `<title>${escapeXml(title)}</title>`,
    `<published>${toIso(publishedAt)}</published>`,
    `<updated>${toIso(updatedAt)}</updated>`,
    `<category term="${escapeXml(category)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(page)}"/>`,
    `<content type="text">${escapeXml(text)}</content>`,
    '</entry>',
  ].join('\n')
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escapeXml(text: string): string {
  return text.replace(NO_CHARACTERS, '\ufffd').replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter)
}
