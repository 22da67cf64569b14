import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isRis, readRis } from './read-ris.ts'

const FIXTURES = new URL('../../../test/fixtures/libraries/', import.meta.url)

const FILE = readFileSync(new URL('library.ris', FIXTURES), 'utf8')

describe('readRis', () => {
  test.each([
    ['\n', FILE],
    ['\r\n', FILE.replaceAll('\n', '\r\n')],
    ['\r', FILE.replaceAll('\n', '\r')],
  ])('reads records whose lines end with %j', (_end, text) => {
    expect(readRis(text)).toMatchObject([
      {
        paper: {
          id: 'doi:10.1000/owl.1',
          fields: {
            title: 'How owls hear in the dark',
            authors: ['Tyto A. Barn', 'Ann Lark Jr.', 'The Owl Group'],
            journalRef: 'Journal of Night Owls 12(3), 45–67 (2026)',
            abstract: 'They listen.',
            publishedAt: Date.UTC(2026, 4, 7),
          },
        },
      },
      { paper: { id: 'hep-th/9901001', fields: { title: 'Larks of old', authors: ['A. Lark'], version: 2 } } },
      { wanted: '2604.00002' },
      { fault: { position: 'line 28', reason: 'a record without end (ER)' } },
      { paper: { fields: { title: 'Wrens at noon' } } },
    ])
  })

  test.each([
    ['TY  - JOUR\n', true],
    ['\n\nTY  - JOUR', true],
    ['TYPE - of owl', false],
    ['Dear TY  - JOUR', false],
  ])('isRis(%j) is %s', (text, known) => {
    expect(isRis(text)).toBe(known)
  })
})
