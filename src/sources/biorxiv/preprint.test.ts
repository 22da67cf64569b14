import { describe, expect, test } from 'vitest'
import { joinPapers } from '../../domain/join-papers.ts'
import type { Paper } from '../../domain/paper.ts'
import { isOfCategory, readPreprint } from './preprint.ts'

const FIRST = {
  doi: '10.1101/2026.11.17.700001',
  title: 'Owls of the <i>Strix</i> family hear in the dark',
  authors: 'Barn, T. A.; Lark, Ann; The Owl Consortium',
  author_corresponding: 'Tyto A. Barn',
  date: '2026-11-18',
  version: '1',
  type: 'new results',
  license: 'cc_by',
  category: 'neuroscience',
  jatsxml: 'https://www.biorxiv.example/1.source.xml',
  abstract: 'O_ST_ABSBackgroundC_ST_ABSOwls hear.O_LIIn the dark.C_LI',
  published: 'NA',
  server: 'bioRxiv',
  funder: 'a field that nobody knew of',
}
const SECOND = {
  ...FIRST,
  version: '2',
  date: '2026-12-01',
  title: 'Owls hear better',
  published: '10.1038/s41586-026-00001-X',
}

function read(value: unknown): Paper {
  const item = readPreprint(value, 'item 1', 'biorxiv')
  if (!('paper' in item)) throw new Error(item.fault.reason)
  return item.paper
}

describe('readPreprint', () => {
  test('reads the first version as one that was announced on its day', () => {
    const { id, fields, origins } = read(FIRST)

    expect(id).toBe('doi:10.1101/2026.11.17.700001')
    expect(fields).toEqual({
      title: 'Owls of the Strix family hear in the dark',
      abstract: 'Background\n\nOwls hear.\n\nIn the dark.',
      authors: ['T. A. Barn', 'Ann Lark', 'The Owl Consortium'],
      publishedAt: Date.UTC(2026, 10, 18),
      updatedAt: Date.UTC(2026, 10, 18),
      announcedDay: '2026-11-18',
      version: 1,
      categories: ['neuroscience'],
      primaryCategory: 'neuroscience',
    })
    expect(origins.title).toEqual({ source: 'biorxiv', at: Date.UTC(2026, 10, 18), weight: 1 })
  })

  test('makes one paper of two versions, in any order: the newest text, the first day', () => {
    const [first, second] = [read(FIRST), read(SECOND)]

    const joined = joinPapers(first, second)

    expect(joinPapers(second, first)).toEqual(joined)
    expect(joined.fields).toMatchObject({
      title: 'Owls hear better',
      version: 2,
      doi: '10.1038/s41586-026-00001-x',
      publishedAt: Date.UTC(2026, 10, 18),
      updatedAt: Date.UTC(2026, 11, 1),
      announcedDay: '2026-11-18',
    })
  })

  test('announces what is posted at a weekend on Monday', () => {
    // 21 November 2026 is a Saturday.
    expect(read({ ...FIRST, date: '2026-11-21' }).fields.announcedDay).toBe('2026-11-23')
    expect(read({ ...FIRST, date: '2026-11-22' }).fields.announcedDay).toBe('2026-11-23')
  })

  test.each([
    ['version as a number', { version: 1 }, { version: 1 }],
    ['no version', { version: undefined }, { updatedAt: Date.UTC(2026, 10, 18) }],
    ['authors of another type', { authors: 7 }, { title: 'Owls of the Strix family hear in the dark' }],
  ])('takes %s', (_name, change, fields) => {
    expect(read({ ...FIRST, ...change }).fields).toMatchObject(fields)
  })

  test.each([
    ['text', 'not a record'],
    [{ ...FIRST, doi: undefined }, 'has no DOI'],
    [{ ...FIRST, doi: 'none' }, 'none has no DOI'],
    [{ ...FIRST, title: ' ' }, '10.1101/2026.11.17.700001 has no title'],
    [{ ...FIRST, date: '18.11.2026' }, '10.1101/2026.11.17.700001 has no day'],
  ])('tells what is wrong with %j', (value, reason) => {
    const item = readPreprint(value, 'item 7', 'biorxiv')

    expect(item).toEqual({ fault: { position: 'item 7', reason: expect.stringContaining(reason) as string } })
  })
})

test.each([
  [[], true],
  [['neuroscience'], true],
  [['cell biology'], false],
])('isOfCategory of %j is %s', (categories, isOne) => {
  expect(isOfCategory(FIRST, new Set(categories))).toBe(isOne)
})
