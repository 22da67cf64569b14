import { describe, expect, test } from 'vitest'
import type { IndexedDocument } from './document.ts'
import { toFieldTerm } from './document.ts'
import { buildSegment } from './index-builder.ts'
import { mergeSegments } from './merge/merge-segments.ts'
import { openIndex } from './open-index.ts'
import { makeDeletes, setBit } from './segment.ts'

const aDocument = (id: string, rest: Partial<IndexedDocument> = {}): IndexedDocument => ({
  id,
  title: '',
  abstract: '',
  authors: [],
  day: 1,
  facets: [],
  votes: 0,
  ...rest,
})

describe('an open index', () => {
  test('tells what it knows of a document', () => {
    const segment = buildSegment([
      aDocument('x'),
      aDocument('y', { day: 9, votes: 4, facets: ['code:yes', 'cat:a', 'code:yes'] }),
    ])
    const searcher = openIndex([{ segment }])

    const hit = searcher.find('y')!

    expect(searcher.idOf(hit)).toBe('y')
    expect([searcher.dayOf(hit), searcher.votesOf(hit), searcher.facetsOf(hit)]).toEqual([9, 4, ['code:yes', 'cat:a']])
    expect(searcher.find('z')).toBeUndefined()
  })

  test('gives the terms of a document in order, and where some of them stand', () => {
    const document = aDocument('x', { title: 'mu nu', abstract: 'xi mu', authors: ['pi', 'rho mu'] })
    const searcher = openIndex([{ segment: buildSegment([document]) }])
    const hit = searcher.find('x')!

    const terms = searcher.forwardTerms(hit)
    const places = searcher.termPlaces(hit, ['mu', 'absent', 'rho'])

    expect(terms).toEqual([
      { field: 'title', term: 'mu' },
      { field: 'title', term: 'nu' },
      { field: 'abstract', term: 'xi' },
      { field: 'abstract', term: 'mu' },
      { field: 'authors', term: 'pi' },
      { field: 'authors', term: 'rho' },
      { field: 'authors', term: 'mu' },
    ])
    expect(places).toEqual([
      { field: 'title', term: 0, position: 0 },
      { field: 'abstract', term: 0, position: 1_003 },
      { field: 'authors', term: 2, position: 3_005 },
      { field: 'authors', term: 0, position: 3_006 },
    ])
  })

  test('expands a prefix to the commonest terms of all segments, and within a field', () => {
    const first = buildSegment([
      aDocument('a', { abstract: 'tau taurus' }),
      aDocument('b', { abstract: 'taurus theta' }),
    ])
    const second = buildSegment([
      aDocument('c', { title: 'tau', abstract: 'tau' }),
      aDocument('d', { abstract: 'tau mu' }),
    ])
    const searcher = openIndex([{ segment: first }, { segment: second }])

    const expanded = searcher.expandPrefix('ta', 5)
    const inTitles = searcher.expandPrefix(toFieldTerm('title', 't'), 5)

    expect(expanded.map(({ term, documentFrequency }) => [term, documentFrequency])).toEqual([
      ['tau', 3],
      ['taurus', 2],
    ])
    expect(inTitles).toEqual([{ term: toFieldTerm('title', 'tau'), documentFrequency: 1 }])
    expect(searcher.expandPrefix('ta', 1)).toHaveLength(1)
    expect(searcher.expandPrefix('q', 5)).toEqual([])
  })

  test('finds a document that was changed once, in its newest form', () => {
    const old = buildSegment([aDocument('x', { title: 'mu' }), aDocument('y', { title: 'mu' })])
    const deletes = makeDeletes(2)
    setBit(deletes, 0)
    const searcher = openIndex([
      { segment: old, deletes },
      { segment: buildSegment([aDocument('x', { title: 'nu' })]) },
    ])

    const ids = (term: string): string[] =>
      searcher
        .search({ terms: [{ term, weight: 1 }], minimumMatch: 1 }, { limit: 5 })
        .hits.map((hit) => searcher.idOf(hit))

    expect([ids('mu'), ids('nu'), searcher.documentCount]).toEqual([['y'], ['x'], 2])
    expect(searcher.find('x')).toMatchObject({ segment: 1, document: 0 })
  })

  test('passes no document of unknown day through a filter by day, nor one past its ends', () => {
    const days = [-400, -3, 0, 0, 5, 700]
    const searcher = openIndex([{ segment: buildSegment(days.map((day, i) => aDocument(`${i}`, { day }))) }])
    const found = (filter: object): number[] =>
      searcher.search({ terms: [], minimumMatch: 0, filter }, { limit: 9 }).hits.map((hit) => searcher.dayOf(hit))

    expect(found({ fromDay: -3, toDay: 5 })).toEqual([5, -3])
    expect(found({ toDay: 4 })).toEqual([-3, -400])
    expect(found({ fromDay: 0 })).toEqual([700, 5])
    expect(found({ fromDay: 9, toDay: 8 })).toEqual([])
    expect(found({})).toEqual([700, 5, 0, 0, -3, -400])
  })

  test('answers with nothing when there is nothing', () => {
    const searcher = openIndex([])

    const answer = searcher.search({ terms: [{ term: 'mu', weight: 1 }], minimumMatch: 1 }, { limit: 5 })

    expect(answer).toEqual({ hits: [], matched: 0, isExact: true, isPartial: false, spent: 0 })
    expect(searcher.find('x')).toBeUndefined()
    expect(searcher.documentFrequency('mu')).toBe(0)
  })
})

describe('a merge', () => {
  test('leaves out deleted documents, and terms and facets that only they held', () => {
    const segment = buildSegment([
      aDocument('x', { title: 'gone mu', facets: ['code:yes'] }),
      aDocument('y', { title: 'mu' }),
    ])
    const deletes = makeDeletes(2)
    setBit(deletes, 0)

    const searcher = openIndex([{ segment: mergeSegments([{ segment, deletes }]) }])

    expect(searcher.segmentSizes).toEqual([1])
    expect([searcher.documentFrequency('mu'), searcher.documentFrequency('gone')]).toEqual([1, 0])
    expect(searcher.expandPrefix('', 99).map(({ term }) => term)).toEqual(['mu', toFieldTerm('title', 'mu')].sort())
  })

  test('refuses segments whose impacts cannot be compared', () => {
    const field = { weight: 1, b: 0, meanLength: 1 }
    const other = buildSegment([], { k1: 2, fields: { title: field, abstract: field, authors: field } })

    expect(() => mergeSegments([{ segment: buildSegment([]) }, { segment: other }])).toThrow(RangeError)
  })
})
