import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isCslJson, readCslJson } from './read-csl-json.ts'

const FIXTURES = new URL('../../../test/fixtures/libraries/', import.meta.url)

const RECORDS = JSON.parse(readFileSync(new URL('csl.json', FIXTURES), 'utf8')) as Record<string, unknown>[]

describe('readCslJson', () => {
  test('reads records, with ids of arXiv wherever they stand', () => {
    expect(readCslJson(RECORDS)).toMatchObject([
      {
        paper: {
          id: 'doi:10.1000/owl.1',
          fields: {
            title: 'How owls hear',
            authors: ['Tyto Barn', 'Ann van der Lark Jr.', 'The Owl Group'],
            journalRef: 'Journal of Night Owls 12(3), 45–67 (2026)',
            abstract: 'They listen.',
            doi: '10.1000/owl.1',
            publishedAt: Date.UTC(2026, 4, 7),
          },
        },
      },
      { paper: { id: '2604.00001', fields: { title: 'Larks' } } },
      { wanted: '2604.00002' },
      { fault: { position: 'item 4', reason: 'not a record' } },
    ])
  })

  test.each([
    [RECORDS, true],
    [{ items: RECORDS }, true],
    [RECORDS[0], true],
    [[], false],
    [[{ id: '2604.00001', title: 'Owls', upvotes: 3, type: 'paper', author: 'x' }], false],
    [[{ paper: { id: '2604.00001' } }], false],
    [{ title: 'Owls', abstract: 'They sleep.', doi: '10.1/x' }, false],
  ])('isCslJson of %j is %s', (value, known) => {
    expect(isCslJson(value)).toBe(known)
  })
})
