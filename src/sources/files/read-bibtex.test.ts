import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { FileItem } from '../../domain/ports.ts'
import { readBibtex } from './read-bibtex.ts'

const FIXTURES = new URL('../../../test/fixtures/libraries/', import.meta.url)

const LIBRARY = readFileSync(new URL('library.bib', FIXTURES), 'utf8')

function summarise(items: readonly FileItem[]) {
  return items.map((item) => {
    if ('wanted' in item) return { wanted: item.wanted as string }
    return 'paper' in item ? { id: item.paper.id as string, ...item.paper.fields } : item.fault
  })
}

describe('readBibtex', () => {
  test('reads a library: accents, macros, crossref, ids of arXiv wherever they stand', () => {
    const items = summarise(readBibtex(LIBRARY))

    expect(items).toEqual([
      {
        id: 'doi:10.1000/owl.1',
        title: 'How Owls Hear: $O(n^2)$ Ears & the Über-Owl',
        authors: ['Tyto Barn', 'Émile Löránt', 'The Owl Group', 'Ann van der Lark Jr'],
        journalRef: 'Journal of Night Owls 12(3), 45–67 (2026)',
        doi: '10.1000/owl.1',
        abstract: 'They listen for 50% of the night.',
        publishedAt: Date.UTC(2026, 4, 7),
      },
      { id: '2604.00001', title: 'Larks "in" the Morning', authors: ['Ann Lark'] },
      {
        // FNV-1a of "wrensatnoon", by another program.
        id: 'title:74bd92816b517aff',
        title: 'Wrens at Noon',
        authors: ['Ann Lark'],
        journalRef: 'Proceedings of the Bird Meeting, 1–9 (2026)',
      },
      { id: 'hep-th/9901001', title: 'Larks of old', authors: ['A. Lark'] },
      {
        id: expect.stringMatching(/^title:[0-9a-f]{16}$/) as string,
        title: 'Owls on line',
        projectPage: 'https://owls.example/a_b',
        publishedAt: Date.UTC(2026, 4, 17),
      },
      { wanted: '2604.00002' },
      {
        position: 'line 28',
        reason: '10.1000/owl.9 is a DOI alone: no source fetches papers by DOI, so give it with its title',
      },
      { position: 'line 29', reason: 'nothing has no title' },
    ])
  })

  test('tells its records from 1 January of their year, so that what a file says never looks newer than it is', () => {
    const [item] = readBibtex('@misc{a, title={Owls}, year={2026}}')

    expect(item).toMatchObject({ paper: { origins: { title: { source: 'file', at: Date.UTC(2026, 0, 1) } } } })
  })

  test.each([
    ['{{Owls} and {Larks}}', 'Owls and Larks'],
    ['{Owls} and {Larks}', 'Owls and Larks'],
    ['{{{Owls}}}', 'Owls'],
    [String.raw`{\'E}t{\'e}`, 'Été'],
  ])('reads the title {%s}', (written, title) => {
    const [item] = readBibtex(`@misc{a, title = "${written}"}`)

    expect(item).toMatchObject({ paper: { fields: { title } } })
  })

  test('leaves out an entry whose braces do not close, and reads the next', () => {
    const text = '@misc{a,\n title = {Owls,\n}\n\n@misc{b, title = "Lar{k}s", year = 2026}\n@misc{c, title Owls}\n'

    const items = summarise(readBibtex(text))

    expect(items).toMatchObject([
      { title: 'Larks' },
      { position: 'line 1', reason: 'a: its braces or quotes do not close, or a field is too long' },
      { position: 'line 6', reason: 'c: its braces or quotes do not close, or a field is too long' },
    ])
  })

  test('takes a hundred thousand broken entries in time in proportion to their number', () => {
    expect(readBibtex('@a{b, c = {d\n'.repeat(100_000))).toHaveLength(100_000)
    expect(readBibtex(`@a{b, title = {${'{'.repeat(500_000)}`)).toHaveLength(1)
    expect(readBibtex(`@a{b, title = ${'{'.repeat(200_000)}x${'}'.repeat(200_000)}}`)).toHaveLength(1)
    expect(readBibtex(`@a{b, author = {${'x and '.repeat(100_000)}}, title = {y}}`)).toHaveLength(1)
  })
})
