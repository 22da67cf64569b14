import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { ReadItem } from '../../domain/ports.ts'
import { readXml } from '../xml/read-xml.ts'
import { readAtomAnswer } from './atom.ts'

const feed = readFileSync(new URL('../../../test/fixtures/arxiv/feed.xml', import.meta.url), 'utf8')

function readAtom(xml: string): ReadItem[] {
  return readAtomAnswer(readXml(xml)).items
}

function aFeed(entry: string, before = ''): string {
  return `${before}<feed xmlns="http://www.w3.org/2005/Atom"><entry>${entry}</entry></feed>`
}

describe('readAtomAnswer', () => {
  test('keeps all that an entry says', () => {
    const [item] = readAtom(feed)

    const origin = { source: 'arxiv', at: Date.UTC(2026, 3, 9, 14, 8, 11), weight: 0 }
    const fields = {
      title: 'How Owls\n  Remember <Rain> & José',
      version: 3,
      abstract: 'We ask owls.\nThey answer at night.',
      authors: ['Ann Owl', 'José Niño'],
      categories: ['cs.CV', 'q-bio.NC'],
      primaryCategory: 'cs.CV',
      publishedAt: Date.UTC(2026, 2, 31, 17, 5, 9),
      updatedAt: Date.UTC(2026, 3, 9, 14, 8, 11),
      comment: '3 pages',
      journalRef: 'Journal of Owls & Mice 7, 2026',
      doi: '10.1000/owl.7',
    }
    // Submitted on a Tuesday at 13:05 in New York: announced that evening, in Wednesday's edition.
    const reckoned = { announcedDay: '2026-04-01' }
    const origins = {
      ...Object.fromEntries(Object.keys(fields).map((name) => [name, origin])),
      announcedDay: { ...origin, weight: -1 },
    }
    expect(item).toEqual({
      paper: { id: '2604.00011', fields: { ...fields, ...reckoned }, origins, counts: {}, entries: [], formerIds: [] },
    })
  })

  test('reads old ids and sparse entries, and names the entries that are no papers', () => {
    const [, sparse, ...others] = readAtom(feed)

    const instant = Date.UTC(2007, 0, 5)
    expect(sparse).toMatchObject({
      paper: { id: 'hep-th/0701041', fields: { title: '0', version: 1, publishedAt: instant, updatedAt: instant } },
    })
    expect(others).toEqual([
      { fault: { position: 'entry 3', reason: 'arXiv answered: incorrect id format for owl' } },
      { fault: { position: 'entry 4', reason: '2604.00019 has no title', id: '2604.00019' } },
    ])
  })

  test.each(['<feed xmlns="http://www.w3.org/2005/Atom"/>', '<feed><totalResults>0</totalResults></feed>'])(
    'finds no papers in %s',
    (empty) => {
      expect(readAtom(empty)).toEqual([])
    },
  )

  test('reads thousands of escaped signs', () => {
    const signs = '&amp;'.repeat(5_000)

    const [item] = readAtom(aFeed(`<id>http://arxiv.org/abs/2604.00011</id><title>${signs}</title>`))

    expect(item).toMatchObject({ paper: { fields: { title: '&'.repeat(5_000) } } })
  })

  test.each(['9999-12-31T23:59:59Z', '0001-01-01T00:00:00Z', '+275760-09-13T00:00:00Z', 'soon'])(
    'keeps a paper whose date %s is none that a calendar reaches, without it',
    (date) => {
      const dates = `<published>${date}</published><updated>${date}</updated>`

      const [item] = readAtom(aFeed(`<id>http://arxiv.org/abs/2604.00011</id><title>Owls</title>${dates}`))

      expect(item).toMatchObject({ paper: { id: '2604.00011', fields: { title: 'Owls' } } })
      expect(item).not.toHaveProperty('paper.fields.publishedAt')
    },
  )

  test('refuses entities that grow', () => {
    const bomb = '<!DOCTYPE feed [<!ENTITY a "owl"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'

    expect(() => readAtom(aFeed('<id>http://arxiv.org/abs/2604.00011</id><title>&b;</title>', bomb))).toThrow(
      'XML that declares entities is not read',
    )
  })

  test.each([
    ['<rss><channel/></rss>', 'not an Atom feed'],
    ['<feed><entry></entry>', 'The XML is broken: it breaks off'],
    ['<feed><entry><entry></entry></feed>', 'The XML is broken between its entries'],
    ['<feed><title>Owls<entry></entry></feed>', 'The XML is broken between its entries'],
    ['<!DOCTYPE html><html><body>Rate exceeded.</body></html>', 'A page of HTML, not XML'],
    ['Rate exceeded.', 'Not XML'],
    [`<feed>${'<a>'.repeat(500)}${'</a>'.repeat(500)}</feed>`, 'The XML is broken'],
  ])('refuses %.30s', (xml, message) => {
    expect(() => readAtom(xml)).toThrow(message)
  })
})
