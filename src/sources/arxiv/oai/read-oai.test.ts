import { describe, expect, test } from 'vitest'
import { anOaiAnswer, anOaiList, anOaiRecord, readArxivFixture } from '../../../../test/support/arxiv-answers.ts'
import { readXml } from '../../xml/read-xml.ts'
import { type OaiAnswer, readOai } from './read-oai.ts'

function read(xml: string): OaiAnswer {
  return readOai(readXml(xml))
}

/** The id, the reason of the fault, or what is gone, of each record. */
function summarise({ records }: OaiAnswer): unknown[] {
  return records.map((record) => {
    if ('gone' in record) return record.gone
    return 'paper' in record.item ? record.item.paper.id : record.item.fault.reason
  })
}

describe('readOai', () => {
  test('keeps all that a record in the form arXivRaw says', () => {
    const [record] = read(readArxivFixture('oai-raw.xml')).records

    // Its datestamp says when the metadata changed last, which was after the second version.
    const origin = { source: 'arxiv', at: Date.UTC(2026, 3, 10), weight: 0 }
    const fields = {
      title: 'How Owls\n  Remember <Rain> & José',
      abstract: 'We ask owls.\nThey answer at night.',
      authors: ['Ann Owl', 'José Niño', 'B. Kite Jr'],
      categories: ['cs.CV', 'q-bio.NC'],
      primaryCategory: 'cs.CV',
      comment: '3 pages',
      journalRef: 'Journal of Owls & Mice 7, 2026',
      doi: '10.1000/owl.7',
      version: 2,
      publishedAt: Date.UTC(2026, 2, 31, 17, 5, 9),
      updatedAt: Date.UTC(2026, 3, 9, 14, 8, 11),
    }
    const origins = Object.fromEntries(Object.keys(fields).map((name) => [name, origin]))
    expect(record).toEqual({
      day: '2026-04-10',
      item: {
        paper: {
          id: '2604.00011',
          // Submitted on a Tuesday at 13:05 in New York: announced that evening, in Wednesday's edition.
          fields: { ...fields, announcedDay: '2026-04-01' },
          origins: { ...origins, announcedDay: { ...origin, weight: -1 } },
          counts: {},
          entries: [],
          formerIds: [],
        },
      },
    })
  })

  test('knows a withdrawn paper by its newest version, whatever the order of versions', () => {
    const [, record] = read(readArxivFixture('oai-raw.xml')).records

    expect(record).toMatchObject({
      item: {
        paper: {
          id: 'math/0611800',
          fields: { version: 2, publishedAt: Date.UTC(2006, 10, 26, 10), withdrawnAt: Date.UTC(2026, 3, 8, 9) },
        },
      },
    })
  })

  test.each([
    ['its type', '<date>Tue, 7 Apr 2026 17:05:09 GMT</date><source_type>IS</source_type>', 'Owls.', true],
    ['its abstract', '<date>Tue, 7 Apr 2026 17:05:09 GMT</date>', 'This paper has been withdrawn by its author.', true],
    ['neither', '<date>Tue, 7 Apr 2026 17:05:09 GMT</date><source_type>D</source_type>', 'Owls.', false],
  ])('a version is withdrawn where %s says so', (_where, version, abstract, isWithdrawn) => {
    const record = anOaiRecord('2604.00001')
      .replace(/<date>[^]*?<\/date>/, version)
      .replace('Owls.', abstract)

    const [read] = readOai(readXml(anOaiList([record]))).records

    const { fields } = (read as { item: { paper: { fields: { withdrawnAt?: number } } } }).item.paper
    expect(fields.withdrawnAt).toBe(isWithdrawn ? Date.UTC(2026, 3, 7, 17, 5, 9) : undefined)
  })

  test('tells deleted papers, and names the records that are no papers', () => {
    const answer = read(readArxivFixture('oai-raw.xml'))

    expect(summarise(answer).slice(2)).toEqual([
      { id: '2603.00009', at: Date.UTC(2026, 3, 10) },
      '2604.00019 has no title',
      '"oai:owls.example.org:19" is not an arXiv id',
    ])
    expect(answer.resumption).toEqual({ token: 'verb%3DListRecords%26skip%3D5', expires: Date.UTC(2026, 3, 10) })
  })

  test('reads the form arXiv, whose days are too coarse to reckon the announcement from', () => {
    const [record] = read(readArxivFixture('oai-arxiv.xml')).records

    const fields = {
      title: 'How Owls Remember Rain',
      abstract: 'We ask owls.',
      authors: ['Barn Collaboration', 'Ann Owl', 'B. Kite Jr'],
      categories: ['cs.CV', 'q-bio.NC'],
      primaryCategory: 'cs.CV',
      comment: '3 pages',
      publishedAt: Date.UTC(2026, 2, 31),
      updatedAt: Date.UTC(2026, 3, 9),
    }
    expect(record).toMatchObject({ item: { paper: { id: '2604.00011' } } })
    expect((record as { item: { paper: { fields: object } } }).item.paper.fields).toEqual(fields)
  })

  test('does not take a day of creation after the month of the id for that of the first version', () => {
    const xml = readArxivFixture('oai-arxiv.xml').replace(
      '<created>2026-03-31</created><updated>2026-04-09</updated>',
      '<created>2026-08-30</created>',
    )

    const [record] = read(xml).records

    expect(record).toMatchObject({ item: { paper: { fields: { updatedAt: Date.UTC(2026, 7, 30) } } } })
    expect(record).not.toHaveProperty('item.paper.fields.publishedAt')
  })

  test('keeps the records beside a broken one', () => {
    const broken = anOaiRecord('2604.00002').replace('</title>', '</titel>')

    const answer = read(anOaiList([anOaiRecord('2604.00001'), broken, anOaiRecord('2604.00003')]))

    expect(summarise(answer)).toEqual(['2604.00001', 'the record of 2604.00002 is broken', '2604.00003'])
  })

  test.each([
    ['2026-04-06', Date.UTC(2026, 3, 6)],
    ['2026-04-06T13:05:09Z', Date.UTC(2026, 3, 6, 13, 5, 9)],
    ['6 Apr 2026 13:05:09 +0000', Date.UTC(2026, 3, 6, 13, 5, 9)],
    ['lately', undefined],
  ])('reads a version of %s', (date, publishedAt) => {
    const record = anOaiRecord('2604.00001').replace(/<date>[^<]*/, `<date>${date}`)

    const [read1] = read(anOaiList([record])).records

    expect((read1 as { item: { paper: { fields: { publishedAt?: number } } } }).item.paper.fields.publishedAt).toBe(
      publishedAt,
    )
  })

  test('an answer that nothing matched is an empty list, and other errors are told', () => {
    const empty = read(anOaiAnswer('<error code="noRecordsMatch"/>'))
    const failed = read(anOaiAnswer('<error code="badArgument">no such set</error>'))

    expect([empty.records, empty.error]).toEqual([[], undefined])
    expect(failed.error).toEqual({ code: 'badArgument', message: 'no such set' })
  })

  test.each([
    ['<feed/>', 'not OAI-PMH'],
    ['<OAI-PMH/>', 'without its one list or error'],
    [anOaiAnswer('<Identify/>'), 'no list of records: Identify'],
    [anOaiAnswer(`<ListRecords>${anOaiRecord('2604.00001')}`), 'broken between its records'],
    [anOaiAnswer(`<ListRecords></ListRecords>${anOaiRecord('2604.00001')}`), 'without its one list or error'],
    [anOaiList([anOaiRecord('2604.00001'), anOaiRecord('2604.00002')]).replace('</record>', ''), 'between its records'],
    [anOaiAnswer('<ListRecords><resumptionToken>verb%3D</ListRecords>'), 'broken between its records'],
  ])('refuses %.60s', (xml, message) => {
    expect(() => read(xml)).toThrow(message)
  })
})
