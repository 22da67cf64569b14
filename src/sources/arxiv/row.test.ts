import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { ReadItem } from '../../domain/ports.ts'
import { isArxivRow, readArxivRow } from './row.ts'

/** Reads the rows of a fixture that are JSON, each as if it stood alone. */
function readFixture(name: string): ReadItem[] {
  const text = readFileSync(new URL(`../../../test/fixtures/arxiv/${name}`, import.meta.url), 'utf8')
  return text.split('\n').flatMap((line) => (line.endsWith('}') ? [readArxivRow(JSON.parse(line), 'line 1')] : []))
}

function readPaper(row: Record<string, unknown>) {
  const item = readArxivRow(row, 'line 1')
  return 'paper' in item ? item.paper : undefined
}

describe('readArxivRow', () => {
  test('keeps all that a listing says, as it is written', () => {
    const [item] = readFixture('listing.jsonl')

    const origin = { source: 'arxiv', at: Date.UTC(2026, 3, 4), weight: 0 }
    const fields = {
      title: 'How Owls\n  Remember Rain',
      abstract: String.raw`We ask \emph{owls} about $\ell_2$ rain.`,
      authors: ['Ann Owl', 'José Niño'],
      categories: ['cs.CV', 'q-bio.NC'],
      comment: '3 pages,\n  1 owl',
      announcedDay: '2026-04-06',
    }
    const origins = Object.fromEntries(Object.keys(fields).map((name) => [name, origin]))
    expect(item).toEqual({ paper: { id: '2604.00011', fields, origins, counts: {}, entries: [], formerIds: [] } })
  })

  test('tells papers announced that day from others, and names what it leaves out', () => {
    const items = readFixture('listing.jsonl')

    const told = items.map((item) =>
      'fault' in item ? item.fault.reason : [item.paper.id, item.paper.fields.announcedDay],
    )
    expect(told).toEqual([
      ['2604.00011', '2026-04-06'],
      ['2604.00012', '2026-04-06'],
      ['2604.00013', undefined],
      ['2401.00013', undefined],
      // FNV-1a of "talksthatnoarchiveholds", by another program.
      ['title:dbc07998e09fa0c2', undefined],
      '2604.00014 has no title',
      '2604.00015 has no title',
      '2604.00016 has a "date" that is not a day',
      '"2604.15" is not an arXiv id',
      ['2604.00018', '2026-04-07'],
    ])
  })

  test('leaves out what is empty', () => {
    const [, silence] = readFixture('listing.jsonl')

    expect(silence).toMatchObject({ paper: { fields: { title: 'Silence', announcedDay: '2026-04-06' } } })
    expect(Object.keys((silence as { paper: { fields: object } }).paper.fields)).toEqual(['title', 'announcedDay'])
  })

  test('keeps all that an archive says, with the day of the newest version as its time', () => {
    const [item] = readFixture('archive.jsonl')

    expect(item).toMatchObject({
      paper: {
        id: '0704.0002',
        fields: {
          title: 'Owls on Graphs',
          categories: ['math.CO', 'cs.DM'],
          primaryCategory: 'math.CO',
          comment: '12 pages',
          doi: '10.1000/owl.7',
          publishedAt: Date.UTC(2007, 2, 30),
          updatedAt: Date.UTC(2008, 11, 13),
        },
        origins: { title: { source: 'arxiv', at: Date.UTC(2008, 11, 13), weight: 0 } },
      },
    })
  })

  test('mends ids that were numbers where the date bears it out', () => {
    const items = readFixture('archive.jsonl')

    expect(items.map((item) => ('paper' in item ? item.paper.id : item.fault.reason))).toEqual([
      '0704.0002',
      '1912.12796',
      'math/0701041',
      '0812.3000',
      '"1912.127" is not an arXiv id',
    ])
  })

  test('keeps the version that an id names', () => {
    expect(readPaper({ id: '2604.00018v3', title: 'Owl', date: '2026-04-07' })?.fields.version).toBe(3)
  })

  test('knows a paper without arXiv id by its DOI', () => {
    expect(readPaper({ title: 'Owl', date: '2026-04-07', doi: '10.1000/OWL' })?.id).toBe('doi:10.1000/owl')
  })

  test('takes a field of the wrong type as absent', () => {
    const row = {
      id: '2604.00018',
      title: 'Owl',
      date: '2026-04-07',
      authors: 'Ann',
      categories: [1, 'cs.CV'],
      abstract: {},
    }

    expect(readPaper(row)?.fields).toEqual({ title: 'Owl', categories: ['cs.CV'], announcedDay: '2026-04-07' })
  })
})

describe('isArxivRow', () => {
  test.each([
    [{ id: '2604.00018', date: '2026-04-07' }, true],
    [{ title: 'Owl', created: '2026-04-07' }, true],
    [{ id: '2604.00018', title: 'Owl' }, false],
    [{ id: '2604.00018', date: '2026-04-07', format: 'broadsheet/1' }, false],
    [{ id: '2604.00018', created: '2026-04-07', upvotes: 3 }, false],
    [['2604.00018', 'date'], false],
    [null, false],
  ])('of %j is %s', (row, known) => {
    expect(isArxivRow(row)).toBe(known)
  })
})
