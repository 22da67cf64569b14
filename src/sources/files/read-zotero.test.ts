import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isZoteroJson, readZoteroJson } from './read-zotero-json.ts'
import { isZoteroRdf, readZoteroRdf } from './read-zotero-rdf.ts'

const FIXTURES = new URL('../../../test/fixtures/libraries/', import.meta.url)

const ITEM = {
  itemType: 'journalArticle',
  title: 'How owls <i>hear</i>',
  creators: [
    { creatorType: 'author', firstName: 'Tyto', lastName: 'Barn' },
    { creatorType: 'editor', firstName: 'Ed', lastName: 'Wren' },
    { creatorType: 'author', name: 'The Owl Group' },
  ],
  abstractNote: 'They listen.',
  publicationTitle: 'Journal of Night Owls',
  volume: '12',
  issue: '3',
  pages: '45-67',
  date: '7 May 2026',
  DOI: '10.1000/OWL.1',
  tags: [{ tag: 'owls' }],
}
const PREPRINT = {
  itemType: 'preprint',
  title: 'Larks',
  repository: 'arXiv',
  archiveID: 'arXiv:2604.00001',
  date: '2026-4-1',
}
const ATTACHMENT = { itemType: 'attachment', title: 'Full Text PDF', url: 'https://arxiv.org/pdf/2604.00001' }

const OWLS = {
  id: 'doi:10.1000/owl.1',
  fields: {
    title: 'How owls hear',
    authors: ['Tyto Barn', 'The Owl Group'],
    journalRef: 'Journal of Night Owls 12(3), 45–67 (2026)',
    abstract: 'They listen.',
    doi: '10.1000/owl.1',
    publishedAt: Date.UTC(2026, 4, 7),
  },
}

const RDF = readFileSync(new URL('zotero.rdf', FIXTURES), 'utf8')

describe('readZoteroJson', () => {
  test.each([
    ['a list of items', [ITEM, PREPRINT, ATTACHMENT]],
    ['items of the API', [ITEM, PREPRINT, ATTACHMENT].map((data) => ({ key: 'ABCD', version: 1, data }))],
    ['items of Better BibTeX', { config: {}, items: [ITEM, PREPRINT, ATTACHMENT] }],
  ])('reads %s', (_form, value) => {
    expect(isZoteroJson(value)).toBe(true)
    expect(readZoteroJson(value)).toMatchObject([
      { paper: OWLS },
      { paper: { id: '2604.00001', fields: { title: 'Larks' } } },
    ])
  })

  test('tells what is no item', () => {
    expect(readZoteroJson([ITEM, { title: 'Owls' }])[1]).toEqual({
      fault: { position: 'item 2', reason: 'not an item of Zotero' },
    })
  })

  test.each([[[]], [{}], [null], [[{ type: 'article', title: 'Owls' }]]])('is not %j', (value) => {
    expect(isZoteroJson(value)).toBe(false)
  })
})

describe('readZoteroRdf', () => {
  test('reads items, and the DOI that stands with their journals', () => {
    expect(isZoteroRdf(RDF)).toBe(true)
    expect(readZoteroRdf(RDF)).toMatchObject([
      { paper: OWLS },
      { paper: { id: '2604.00001', fields: { title: 'Larks' } } },
      { wanted: '2604.00002' },
    ])
  })
})
