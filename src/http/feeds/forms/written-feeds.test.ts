import fc from 'fast-check'
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { describe, expect, test } from 'vitest'
import { writeFeed } from '../answer-feed.ts'
import type { Feed, FeedEntry } from '../feed.ts'

const SHEET = '/public/feed.css'

/** What XML 1.0 may hold, by its own grammar (production 2), and not by the expression that is tested here. */
function isCharacter(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0
  const isPlain = code === 0x9 || code === 0xa || code === 0xd || (code >= 0x20 && code <= 0xd7ff)
  return isPlain || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff)
}

/** As a text comes out of XML: what it cannot hold is U+FFFD. */
function toCharacters(text: string): string {
  return [...text].map((letter) => (isCharacter(letter) ? letter : '\ufffd')).join('')
}

/** Whether each "&" and "<" of a document begins what the grammar has there, and every element is closed. */
function isWellFormed(xml: string): boolean {
  if (![...xml].every(isCharacter)) return false
  const open: string[] = []
  const rest = xml.replace(/^<\?xml [^?]*\?>\n(?:<\?xml-stylesheet [^?]*\?>\n)?/, '')
  for (const [, markup = '', text = ''] of rest.matchAll(/<([^<>]*)>([^<]*)/g)) {
    if (/&(?!(?:amp|lt|gt|quot|#x[0-9A-F]+);)/.test(markup + text) || text.includes('>')) return false
    const [, closes, name = '', attributes = '', empty] =
      /^(\/?)([\w:]+)((?: [\w:]+="[^"]*")*)(\/?)$/.exec(markup) ?? []
    if (name === '' || (closes && (attributes !== '' || open.pop() !== name))) return false
    if (!closes && !empty) open.push(name)
  }
  return open.length === 0 && !rest.replaceAll(/<[^<>]*>[^<]*/g, '').includes('<')
}

// Parsers fold and cut white space around texts; feeds hold texts of one line.
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(']]>', '<b>&amp;', '&#x26;', '\'"'),
  )
  .map((one) => `a${one.replaceAll(/\s+/gu, ' ')}z`)
const instant = fc.integer({ min: Date.UTC(1000, 0, 2), max: Date.UTC(9998, 0) })
const address = fc.webUrl({ withQueryParameters: true })
const entry: fc.Arbitrary<FeedEntry> = fc.record({
  id: fc.stringMatching(/^tag:x,2026:[a-z0-9/.]{1,20}$/),
  title: text,
  content: fc.oneof(fc.record({ html: text }), fc.record({ text })),
  summary: text,
  publishedAt: instant,
  updatedAt: instant,
  page: address,
  authors: fc.array(text, { maxLength: 3 }),
  categories: fc.array(fc.record({ term: text, label: text }), { maxLength: 3 }),
  links: fc.array(fc.record({ url: address, name: text, type: fc.constant('application/pdf') }), { maxLength: 2 }),
})
const feed: fc.Arbitrary<Feed> = fc.record({
  id: fc.constant('tag:x,2026:feed'),
  title: text,
  subtitle: text,
  self: address,
  page: address,
  updatedAt: instant,
  entries: fc.array(entry, { maxLength: 4 }),
  turn: fc.record({ first: address, previous: address, next: address }),
  hub: address,
})

// RFC 3339, section 5.6, and RFC 822, section 5.1 with the year of four digits that RSS wants.
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/
const RFC822 =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/

describe('whatever texts hold', () => {
  test('a feed of Atom is well formed, and a parser that is not ours reads the same out of it', () => {
    fc.assert(
      fc.property(feed, (given) => {
        const xml = writeFeed(given, 'atom', SHEET)
        const read = parseAtomFeed(xml)

        expect(isWellFormed(xml)).toBe(true)
        expect([read.id, read.title?.value]).toEqual([given.id, toCharacters(given.title)])
        expect(read.links?.map(({ rel }) => rel)).toEqual(['self', 'alternate', 'first', 'previous', 'next', 'hub'])
        expect(read.entries ?? []).toHaveLength(given.entries.length)
        given.entries.forEach((one, place) => {
          const other = read.entries?.[place]
          const content = 'html' in one.content ? one.content.html : one.content.text
          expect([other?.id, other?.title?.value]).toEqual([one.id, toCharacters(one.title)])
          expect(other?.content?.value).toBe(toCharacters(content))
          expect((other?.authors ?? []).map(({ name }) => name)).toEqual((one.authors ?? []).map(toCharacters))
          expect([other?.published, other?.updated].every((date) => RFC3339.test(date ?? ''))).toBe(true)
          expect(Date.parse(other?.updated ?? '')).toBe(one.updatedAt)
        })
      }),
    )
  })

  test('so is a feed of RSS', () => {
    fc.assert(
      fc.property(feed, (given) => {
        const xml = writeFeed(given, 'rss', SHEET)
        const read = parseRssFeed(xml)

        expect(isWellFormed(xml)).toBe(true)
        expect([read.title, read.link]).toEqual([toCharacters(given.title), given.page])
        expect(read.atom?.links?.map(({ rel }) => rel)).toEqual(['self', 'first', 'previous', 'next', 'hub'])
        expect(read.lastBuildDate).toMatch(RFC822)
        expect(read.items ?? []).toHaveLength(given.entries.length)
        given.entries.forEach((one, place) => {
          const other = read.items?.[place]
          expect([other?.guid?.value, other?.title]).toEqual([one.id, toCharacters(one.title)])
          expect(other?.pubDate).toMatch(RFC822)
          expect(Math.abs(Date.parse(other?.pubDate ?? '') - one.publishedAt)).toBeLessThan(1000)
          if ('html' in one.content) expect(other?.content?.encoded).toBe(toCharacters(one.content.html))
        })
      }),
    )
  })

  test('so is a JSON Feed', () => {
    fc.assert(
      fc.property(feed, (given) => {
        const read = parseJsonFeed(writeFeed(given, 'json', SHEET))

        expect([read.title, read.feed_url, read.next_url]).toEqual([given.title, given.self, given.turn?.next])
        expect(read.hubs).toEqual([{ type: 'WebSub', url: given.hub }])
        expect(read.items?.map(({ id, title }) => [id, title]) ?? []).toEqual(
          given.entries.map((one) => [one.id, one.title]),
        )
      }),
    )
  })
})

test('an element of Atom that must stand once does', () => {
  const bare = {
    id: 'tag:x,2026:1',
    title: 'T',
    content: { text: '' },
    publishedAt: 0,
    updatedAt: 0,
    page: 'https://x.example/',
  }
  const xml = writeFeed(
    {
      id: 'tag:x,2026:f',
      title: 'F',
      subtitle: '',
      self: 'https://x.example/f',
      page: 'https://x.example/',
      updatedAt: 0,
      entries: [bare],
    },
    'atom',
    SHEET,
  )

  const [head = '', item = ''] = xml.split('<entry>')
  // RFC 4287, 4.1.1 and 4.1.2; an author of the feed is one of every entry without.
  for (const name of ['id', 'title', 'updated']) {
    expect(head.match(new RegExp(`<${name}>`, 'g'))).toHaveLength(1)
    expect(item.match(new RegExp(`<${name}>`, 'g'))).toHaveLength(1)
  }
  expect(head).toContain('<author><name>Broadsheet</name></author>')
})
