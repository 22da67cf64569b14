import { describe, expect, test } from 'vitest'
import { anRssFeed, readArxivFixture } from '../../../../test/support/arxiv-answers.ts'
import { joinPapers } from '../../../domain/join-papers.ts'
import type { Paper } from '../../../domain/paper.ts'
import { readXml } from '../../xml/read-xml.ts'
import { readAtomAnswer } from '../atom.ts'
import { isArxivFeed, readFeed } from './read-feed.ts'

function toPaper(xml: string, place = 0): Paper {
  const { item } = readFeed(readXml(xml)).items[place]!
  if (!('paper' in item)) throw new Error(item.fault.reason)
  return item.paper
}

describe('readFeed', () => {
  test('keeps all that an item says, and how each paper was announced', () => {
    const feed = readFeed(readXml(readArxivFixture('announced.rss.xml')))

    expect(feed.day).toBe('2026-04-08')
    expect(feed.items.flatMap(({ announcement }) => announcement ?? [])).toEqual([
      { id: '2604.00101', kind: 'new', version: 1 },
      { id: '2604.00102', kind: 'cross', version: 1 },
      { id: '2603.00011', kind: 'replace', version: 3 },
      { id: 'math/0611800', kind: 'replace', version: 2 },
      { id: '2604.00103', kind: 'new', version: 1 },
    ])
    expect(feed.items[4]?.item).toEqual({ fault: { position: 'item 5', reason: '2604.00103 has no title' } })
    // For Wednesday's edition papers were submitted from Monday, 14:00 in New York, on: not before can they have been told.
    const origin = { source: 'arxiv', at: Date.UTC(2026, 3, 6, 18), weight: 0 }
    const fields = {
      title: 'Where Barn Owls Sleep',
      abstract: 'In barns.\nMostly by day.',
      authors: ['Ann Owl', 'José Niño'],
      categories: ['cs.CV', 'q-bio.NC'],
      primaryCategory: 'cs.CV',
      journalRef: 'Barns 3',
      doi: '10.1000/barn.1',
    }
    const origins = Object.fromEntries(Object.keys(fields).map((name) => [name, origin]))
    expect(feed.items[0]?.item).toEqual({
      paper: {
        id: '2604.00101',
        fields: { ...fields, announcedDay: '2026-04-08' },
        origins: { ...origins, announcedDay: { ...origin, at: Date.UTC(2026, 3, 8, 4) } },
        counts: {},
        entries: [],
        formerIds: [],
      },
    })
  })

  test('reads Atom as it does RSS', () => {
    expect(toPaper(readArxivFixture('announced.atom.xml'))).toEqual(toPaper(readArxivFixture('announced.rss.xml')))
  })

  test.each(['</title>', '</guid>', '</arxiv:announce_type>', '</dc:creator>'])(
    'a paper whose item lacks %s was announced all the same',
    (end) => {
      const [before, after = ''] = anRssFeed(['2604.00101v1 new', '2604.00102v2 replace']).split('<item>', 2)

      const [read] = readFeed(readXml(`${before}<item>${after.replace(end, '')}</channel></rss>`)).items

      expect(read).toEqual({
        item: { fault: { position: 'item 1', reason: 'the item of 2604.00101 is broken' } },
        announcement: { id: '2604.00101', kind: 'new', version: 1 },
      })
    },
  )

  test('does not say of a cross-list or a replacement that it was announced that day', () => {
    const days = [1, 2, 3].map((place) => toPaper(readArxivFixture('announced.rss.xml'), place).fields.announcedDay)

    expect(days).toEqual([undefined, undefined, undefined])
  })

  test('its day outweighs the one that is reckoned, and its words yield to those of an interface that knows the instant', () => {
    const told = toPaper(readArxivFixture('announced.rss.xml'))
    const dates = '<published>2026-04-06T18:00:01Z</published><updated>2026-04-06T18:00:01Z</updated>'
    const entry = `<entry><id>http://arxiv.org/abs/2604.00101v1</id><title>Where Owls Sleep</title>${dates}</entry>`
    const [item] = readAtomAnswer(readXml(`<feed>${entry.replaceAll('2026-04-06', '2026-04-07')}</feed>`)).items
    const queried = (item as { paper: Paper }).paper

    const joined = [joinPapers(told, queried), joinPapers(queried, told)]

    // Submitted on Tuesday at 14:00:01, it would be Thursday's paper by the calendar.
    expect(queried.fields.announcedDay).toBe('2026-04-09')
    for (const { fields } of joined) {
      expect([fields.announcedDay, fields.title, fields.doi]).toEqual([
        '2026-04-08',
        'Where Owls Sleep',
        '10.1000/barn.1',
      ])
    }
  })

  test('takes the day in New York, whatever the zone of the date', () => {
    const days = ['Wed, 08 Apr 2026 03:59:59 GMT', 'Wed, 08 Apr 2026 04:00:00 GMT', 'soon'].map(
      (date) => readFeed(readXml(anRssFeed([], date))).day,
    )

    expect(days).toEqual(['2026-04-07', '2026-04-08', undefined])
  })

  test('finds kind and version in the description where the elements for them are missing', () => {
    const description = '<description>arXiv:2604.00101v2 Announce Type: replace-cross \nAbstract: Owls.</description>'
    const item = `<item><title>Owl</title><link>https://arxiv.org/abs/2604.00101</link>${description}</item>`

    const [read] = readFeed(readXml(`<rss><channel>${item}</channel></rss>`)).items

    expect(read?.item).toMatchObject({ paper: { id: '2604.00101', fields: { abstract: 'Owls.' } } })
    expect(read?.announcement).toEqual({ id: '2604.00101', kind: 'replace', version: 2 })
  })

  test('keeps a paper whose kind is none that is known, and announces nothing of it', () => {
    const [read] = readFeed(readXml(anRssFeed(['2604.00101v1 owlish']))).items

    expect(read).toMatchObject({ item: { paper: { id: '2604.00101' } } })
    expect(read).not.toHaveProperty('announcement')
  })

  test.each([
    ['<OAI-PMH/>', 'no RSS or Atom feed'],
    ['<rss/>', 'no RSS or Atom feed'],
    ['<rss><channel><item/></rss>', 'between its items'],
    ['<rss><channel><item><item></item></channel></rss>', 'between its items'],
    ['<rss><channel><title>Owls<item></item></channel></rss>', 'between its items'],
  ])('refuses %s', (xml, message) => {
    expect(() => readFeed(readXml(xml))).toThrow(message)
  })
})

test.each([
  [readArxivFixture('announced.rss.xml'), true],
  [readArxivFixture('announced.atom.xml'), true],
  ['<rss><channel><link>http://rss.arxiv.org/rss/cs.CV</link></channel></rss>', true],
  [readArxivFixture('feed.xml'), false],
  ['<rss><channel><link>http://owls.example.org/</link><item><guid>1</guid></item></channel></rss>', false],
])('tells a feed of arXiv from other documents', (xml, isFeed) => {
  expect(isArxivFeed(readXml(xml))).toBe(isFeed)
})
