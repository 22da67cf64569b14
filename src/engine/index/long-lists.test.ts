import { beforeAll, describe, expect, test } from 'vitest'
import { searchByForce } from '../../../test/support/brute-force-search.ts'
import type { KnownDocument } from '../../../test/support/brute-force-search.ts'
import { DEFAULT_BM25F } from '../rank/bm25f.ts'
import { IndexBuilder } from './index-builder.ts'
import type { LexicalQuery } from './lexical-query.ts'
import { openIndex } from './open-index.ts'
import type { Searcher } from './searcher.ts'
import { makeDeletes, setBit } from './segment.ts'
import type { OpenSegment } from './segment.ts'

// More documents than a block's span, a run and several windows hold.
const DOCUMENTS = 72_000
const PER_SEGMENT = 69_000
const PER_RUN = 23_000
// Word i stands in about one document of 2^i: lists of every length, and spans above 65,535.
const WORDS = [
  'mu',
  'nu',
  'xi',
  'pi',
  'rho',
  'tau',
  'phi',
  'chi',
  'psi',
  'eta',
  'iota',
  'zeta',
  'beta',
  'beth',
  'gimel',
]

/** Numbers 0 .. 2^32 − 1 that look like chance (Numerical Recipes' generator). */
function numbers(seed: number): () => number {
  let state = seed
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0)
}

let searcher: Searcher
const known: KnownDocument[] = []

beforeAll(() => {
  const next = numbers(7)
  const builder = new IndexBuilder({ documentsPerRun: PER_RUN, documentsPerSegment: PER_SEGMENT })
  const open: OpenSegment[] = []
  for (let i = 0; i < DOCUMENTS; i++) {
    const words = WORDS.filter((_, rank) => next() >>> 8 < 2 ** (24 - rank))
    const spread = words.flatMap((word) => (next() % 4 === 0 ? [word, word] : [word]))
    const document = {
      id: `d${i}`,
      title: spread.slice(0, next() % 2).join(' '),
      abstract: spread.join(' '),
      authors: [],
      day: 1 + (i >>> 10),
      facets: next() % 50 === 0 ? ['code:yes'] : [],
      votes: 0,
    }
    known.push({ document, isDeleted: next() % 9 === 0 })
    const segment = builder.add(document)
    if (segment !== undefined) open.push({ segment })
  }
  open.push({ segment: builder.finish()! })
  searcher = openIndex(
    open.map((old, place) => ({ ...old, deletes: deletesOf(place * PER_SEGMENT, old.segment.documentCount) })),
  )
})

function deletesOf(first: number, count: number): Uint32Array {
  const deletes = makeDeletes(count)
  for (let i = 0; i < count; i++) if (known[first + i]!.isDeleted) setBit(deletes, i)
  return deletes
}

const QUERIES: [string, string[], Omit<LexicalQuery, 'terms'>][] = [
  ['any of five', ['nu', 'rho', 'chi', 'iota', 'beth'], { minimumMatch: 1 }],
  ['any of five rare ones', ['phi', 'psi', 'iota', 'beta', 'gimel'], { minimumMatch: 1 }],
  ['two of three, without a common word', ['xi', 'tau', 'chi'], { minimumMatch: 2, excluded: [{ terms: ['nu'] }] }],
  ['all of three, of which one is a facet', ['nu', 'pi'], { minimumMatch: 2, filter: { facets: [['code:yes']] } }],
  ['a phrase in a range of days', [], { minimumMatch: 0, phrases: [{ terms: ['nu', 'pi'] }], filter: { fromDay: 30 } }],
]

describe('a search of lists of many blocks', () => {
  test.each(QUERIES)('finds what looking at every document finds: %s', (_, words, rest) => {
    const query = { terms: words.map((term) => ({ term, weight: 1 })), ...rest }
    const expected = searchByForce(known, query, DEFAULT_BM25F)

    for (const countTo of [0, 1_000, Infinity]) {
      const { hits, matched, isExact } = searcher.search(query, { limit: 10, countTo })

      expect(hits.map((hit) => ({ id: searcher.idOf(hit), score: hit.score }))).toEqual(expected.slice(0, 10))
      if (isExact) expect(matched).toBe(expected.length)
      else expect(matched).toBeGreaterThanOrEqual(Math.min(countTo, expected.length))
    }
  })

  test('ends when its budget is spent, with what it has', () => {
    const query = { terms: WORDS.map((term) => ({ term, weight: 1 })), minimumMatch: 1 }

    const { hits, isPartial, isExact } = searcher.search(query, { limit: 10, budget: 10_000 })

    expect({ isPartial, isExact, count: hits.length }).toEqual({ isPartial: true, isExact: false, count: 10 })
  })

  const terms = WORDS.map((term) => ({ term, weight: 1 }))
  const all = WORDS.map((word) => ({ terms: [word] }))
  test.each<[string, LexicalQuery]>([
    ['words', { terms, minimumMatch: 1 }],
    ['words that must stand', { terms, minimumMatch: 2, required: [WORDS, WORDS.slice(4), WORDS.slice(2)] }],
    ['words excluded', { terms: terms.slice(0, 3), minimumMatch: 1, excluded: all.slice(4) }],
    ['words excluded from everything', { terms: [], minimumMatch: 0, excluded: all.slice(3) }],
    ['phrases', { terms: [], minimumMatch: 0, phrases: [{ terms: ['mu', 'nu'] }, { terms: ['nu', 'xi'] }] }],
    [
      'excluded phrases',
      {
        terms: [],
        minimumMatch: 0,
        excluded: [{ terms: ['mu', 'nu'] }, { terms: ['nu', 'mu'] }, { terms: ['xi', 'pi'], field: 'abstract' }],
      },
    ],
  ])('keeps near its budget and tells nothing wrong: %s', (_, query) => {
    const expected = new Map(searchByForce(known, query, DEFAULT_BM25F).map(({ id, score }) => [id, score]))
    const whole = searcher.search(query, { limit: 50, countTo: Infinity, budget: Infinity })

    for (const budget of [0, whole.spent / 20, whole.spent / 3]) {
      const { hits, spent, isPartial, isExact, matched } = searcher.search(query, {
        limit: 50,
        countTo: Infinity,
        budget,
      })

      // No step is larger than going through the longest list for every document of a window.
      expect(spent).toBeLessThan(budget + 150_000)
      expect([isPartial, isExact]).toEqual([true, false])
      expect(matched).toBeLessThan(expected.size)
      for (const hit of hits) expect(hit.score).toBe(expected.get(searcher.idOf(hit)))
    }
  })

  test('takes from its budget for terms looked up and lists moved where it looks at hardly any posting', () => {
    const day = 40
    const isThere = (i: number): boolean => known[i]!.document.abstract.includes('gimel')
    expect(known.some(({ document }, i) => document.day === day && isThere(i))).toBe(false)

    const query = { terms: [], minimumMatch: 0, required: [['gimel']], excluded: all.slice(0, 14) }
    const { spent } = searcher.search({ ...query, filter: { fromDay: day, toDay: day } }, { limit: 10 })

    // 15 terms in two segments at 100 each, and 15 lists in the one window of that day at 40 each.
    expect(spent).toBeGreaterThanOrEqual(15 * 2 * 100 + 15 * 40)
    expect(spent).toBeLessThan(15 * 2 * 100 + 16 * 40)
  })

  test('takes more from its budget the more lists and phrases there are', () => {
    const spend = (query: Partial<LexicalQuery>): number =>
      searcher.search({ terms: [], minimumMatch: 0, ...query }, { limit: 10, countTo: Infinity, budget: Infinity })
        .spent
    const unknown = Array.from({ length: 100 }, (_, number) => ({ terms: [`unknown${number}`] }))

    expect(spend({ excluded: unknown })).toBeGreaterThanOrEqual(spend({}) + 100 * 2 * 100)
    const [one, two] = [{ terms: ['mu', 'nu'] }, { terms: ['xi', 'nu'] }]
    expect(spend({ excluded: [one, two] })).toBeGreaterThan(spend({ excluded: [one] }) + 5e6)
  })
})
