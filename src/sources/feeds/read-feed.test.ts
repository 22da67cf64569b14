import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { ReadItem } from '../../domain/ports.ts'
import { readFeed } from './read-feed.ts'

const FIXTURES = new URL('../../../test/fixtures/feeds/', import.meta.url)

const NOW = Date.UTC(2026, 10, 20, 12)
const MIDNIGHT = Date.UTC(2026, 10, 18)

const RSS = readFileSync(new URL('journal.rss.xml', FIXTURES), 'utf8')

const ARXIV_RSS = readFileSync(new URL('arxiv.rss.xml', FIXTURES), 'utf8')

const RDF = readFileSync(new URL('preprints.rdf', FIXTURES), 'utf8')

const ATOM = readFileSync(new URL('lab.atom.xml', FIXTURES), 'utf8')

const JSON_FEED = readFileSync(new URL('lab.json', FIXTURES), 'utf8')

function fieldsOf(items: readonly ReadItem[]) {
  return items.map((item) => ('paper' in item ? { id: item.paper.id, ...item.paper.fields } : item.fault))
}

describe('readFeed', () => {
  test('reads RSS 2.0: papers by DOI, HTML as text, and what is no paper as faults', () => {
    expect(fieldsOf(readFeed(RSS, NOW))).toEqual([
      {
        id: 'doi:10.1000/owl.1',
        title: 'How owls hear & see at 5° below zero',
        abstract: 'They listen long.',
        authors: ['Tyto Barn', 'Ann Lark'],
        journalRef: 'Night Birds',
        publishedAt: MIDNIGHT,
        announcedDay: '2026-11-18',
      },
      {
        position: 'item 2',
        reason: '"Call for papers" names no arXiv id and no DOI, and lacks authors or an abstract',
      },
      { position: 'item 3', reason: 'https://birds.example/doi/10.1000/Owl.2 has no title' },
    ])
  })

  test('reads RSS as arXiv writes it, and leaves the dates of its papers to arXiv', () => {
    expect(fieldsOf(readFeed(ARXIV_RSS, NOW))).toEqual([
      {
        id: '2611.00001',
        title: 'What night birds say',
        abstract: 'They say who.',
        authors: ['Tyto Barn', 'Ann Lark'],
        version: 1,
        categories: ['cs.CL', 'cs.SD'],
        primaryCategory: 'cs.CL',
      },
    ])
  })

  test('reads RSS 1.0, whose items stand beside the channel', () => {
    expect(fieldsOf(readFeed(RDF, NOW))).toMatchObject([
      {
        id: 'doi:10.1101/2026.11.17.700001',
        title: 'Owls of winter',
        abstract: 'They stay.',
        authors: ['T. Barn', 'A. Lark'],
      },
    ])
  })

  test('reads Atom: XHTML in its order, and a paper that has no other name by its title', () => {
    expect(fieldsOf(readFeed(ATOM, NOW))).toEqual([
      {
        // FNV-1a of "listeningwithp005", by another program.
        id: 'title:a11b2cb5b06683f5',
        title: 'Listening with p < 0.05',
        abstract: 'Owls do listen, H2O or not.',
        authors: ['Tyto Barn'],
        projectPage: 'https://lab.example/papers/1',
        // The next day, a Saturday, may be today somewhere; the day after may not.
        publishedAt: Date.UTC(2026, 10, 21),
        announcedDay: '2026-11-23',
      },
      {
        id: '2611.00001',
        title: 'What night birds say',
        abstract: 'They say who.',
        authors: ['Tyto Barn'],
        version: 3,
        categories: ['cs.CL'],
        primaryCategory: 'cs.CL',
      },
    ])
  })

  test('reads a JSON Feed', () => {
    expect(fieldsOf(readFeed(JSON_FEED, NOW))).toEqual([
      {
        id: 'doi:10.1000/owl.3',
        title: 'Owls at noon',
        abstract: 'They sleep.',
        authors: ['Tyto Barn'],
        publishedAt: MIDNIGHT,
        announcedDay: '2026-11-18',
      },
      { position: 'item 2', reason: 'an item has no title' },
    ])
  })

  test('gives the same paper again with the same origin, whenever it is read', () => {
    expect(readFeed(RSS, NOW + 1)).toEqual(readFeed(RSS, NOW))
    expect(readFeed(ARXIV_RSS, NOW)).toMatchObject([{ paper: { origins: { title: { source: 'feed' } } } }])
  })

  test.each([
    ['<rss version="2.0"><channel><title>Quiet</title></channel></rss>'],
    ['<feed xmlns="http://www.w3.org/2005/Atom"></feed>'],
    ['{"version":"https://jsonfeed.org/version/1","items":[]}'],
  ])('holds no papers where there are none: %s', (text) => {
    expect(readFeed(text, NOW)).toEqual([])
  })

  test.each([
    ['', 'The feed is empty'],
    ['Not found', 'Neither XML nor JSON'],
    ['<!doctype html><html><body>Hello</body></html>', 'A page of HTML'],
    ['<opml version="2.0"><body/></opml>', 'XML that is no feed: it begins with "opml"'],
    [RSS.slice(0, 900), 'breaks off'],
    ['{"items":[]}', 'JSON that is no feed'],
    ['{"version":"https://jsonfeed.org/version/1","items":[', 'broken or cut off'],
    ['<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss>&b;</rss>', 'declares entities'],
    [`<rss>${'<a>'.repeat(200_000)}`, 'too deep'],
    [`<rss><channel>${'<item/>'.repeat(5001)}</channel></rss>`, 'more than 5,000 items'],
  ])('refuses %.60s', (text, message) => {
    expect(() => readFeed(text, NOW)).toThrow(message)
  })
})
