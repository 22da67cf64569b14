import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { searchByForce } from '../../../test/support/brute-force-search.ts'
import type { KnownDocument } from '../../../test/support/brute-force-search.ts'
import { DEFAULT_BM25F } from '../rank/bm25f.ts'
import type { IndexedDocument } from './document.ts'
import { toFacetTerm, toFieldTerm } from './document.ts'
import { buildSegment } from './index-builder.ts'
import { FilterCache } from './filter-cache.ts'
import type { LexicalQuery } from './lexical-query.ts'
import { mergeSegments } from './merge/merge-segments.ts'
import { openIndex } from './open-index.ts'
import { Window } from './search/window.ts'
import { decodeSections, encodeSections } from './sections.ts'
import { makeDeletes, setBit } from './segment.ts'
import type { OpenSegment, Segment } from './segment.ts'
import { fromSections, toSections } from './segment-sections.ts'

// Words that the analyzer leaves as they are; few, so that scores tie, phrases recur and lists are long.
const WORDS = ['mu', 'nu', 'xi', 'pi', 'rho', 'tau', 'phi', 'chi']
const FACETS = ['cat:a', 'cat:b', 'code:yes', 'source:c']

const word = fc.constantFrom(...WORDS)
const text = (maxLength: number) => fc.array(word, { maxLength }).map((words) => words.join(' '))
const day = fc.oneof(fc.integer({ min: -2, max: 3 }), fc.constant(20_000))
const aDocument = fc.record({
  title: text(3),
  abstract: text(12),
  authors: fc.array(text(2), { maxLength: 3 }),
  day,
  facets: fc.subarray(FACETS),
  votes: fc.nat(9),
})
const aSegment = fc.array(fc.tuple(aDocument, fc.boolean()), { minLength: 1, maxLength: 25 })
const term = fc.oneof(
  { weight: 8, arbitrary: word },
  { weight: 2, arbitrary: word.map((plain) => toFieldTerm('title', plain)) },
  { weight: 2, arbitrary: word.map((plain) => toFieldTerm('authors', plain)) },
  { weight: 1, arbitrary: fc.constantFrom('absent', toFacetTerm('cat:a')) },
)
const terms = fc.array(word, { minLength: 1, maxLength: 3 })
const field = fc.constantFrom('title' as const, 'abstract' as const, 'authors' as const)
const phrase = fc.record({ terms, field }, { requiredKeys: ['terms'] })
const alone = (term: string) => ({ terms: [term] })
const filter = fc.record(
  {
    fromDay: day,
    toDay: day,
    facets: fc.array(fc.subarray(FACETS), { maxLength: 2 }),
    without: fc.subarray(FACETS, { maxLength: 1 }),
  },
  { requiredKeys: [] },
)
const aQuery: fc.Arbitrary<LexicalQuery> = fc.record(
  {
    terms: fc.array(fc.record({ term, weight: fc.constantFrom(0.05, 0.3, 1, 4) }), { maxLength: 6 }),
    minimumMatch: fc.constantFrom(0, 1, 1, 2, 3, 9),
    required: fc.array(fc.array(term, { minLength: 1, maxLength: 3 }), { maxLength: 2 }),
    phrases: fc.array(phrase, { maxLength: 1 }),
    excluded: fc.array(fc.oneof(phrase, term.map(alone)), { maxLength: 2 }),
    filter,
  },
  { requiredKeys: ['terms', 'minimumMatch'] },
)
const options = fc.record({
  limit: fc.constantFrom(1, 1, 2, 5, 12),
  countTo: fc.constantFrom(0, 0, 3, 1_000),
  window: fc.constantFrom(1, 3, 8, 64),
})
const checksum = (bytes: Uint8Array): number => crc32(bytes)

type Indexed = { open: OpenSegment[]; known: KnownDocument[] }

/** @param isSorted every segment is fed oldest first, as bulk builds are */
function index(segments: [Omit<IndexedDocument, 'id'>, boolean][][], isSorted: boolean): Indexed {
  const known: KnownDocument[] = []
  const open = segments.map((documents, place) => {
    const ordered = isSorted ? documents.toSorted(([a], [b]) => a.day - b.day) : documents
    const own = ordered.map(([document, isDeleted], i) => ({
      document: { ...document, id: `${i % 3}-${place}-${i}` },
      isDeleted,
    }))
    known.push(...own)
    const deletes = makeDeletes(own.length)
    own.forEach(({ isDeleted }, i) => isDeleted && setBit(deletes, i))
    return {
      segment: buildSegment(own.map(({ document }) => document)),
      ...(own.some((d) => d.isDeleted) && { deletes }),
    }
  })
  return { open, known }
}

function rewrite(segment: Segment): Segment {
  return fromSections(decodeSections(Buffer.concat(encodeSections(toSections(segment), checksum)), checksum))
}

function expectSame(
  open: OpenSegment[],
  known: KnownDocument[],
  query: LexicalQuery,
  limits: { limit: number; countTo: number; window: number },
) {
  const searcher = openIndex(open, new FilterCache(), new Window(limits.window))
  const expected = searchByForce(known, query, DEFAULT_BM25F)

  const answer = searcher.search(query, limits)

  const found = answer.hits.map((hit) => ({ id: searcher.idOf(hit), score: hit.score }))
  expect(found).toEqual(expected.slice(0, limits.limit))
  expect(answer.isPartial).toBe(false)
  if (answer.isExact || answer.matched < limits.countTo) expect(answer.matched).toBe(expected.length)
  else expect(answer.matched).toBeLessThanOrEqual(expected.length)
}

describe('a search', () => {
  test('finds what looking at every document finds, in the same order and with the same scores', () => {
    fc.assert(
      fc.property(
        fc.array(aSegment, { maxLength: 4 }),
        fc.boolean(),
        aQuery,
        options,
        (segments, isSorted, query, limits) => {
          const { open, known } = index(segments, isSorted)

          expectSame(open, known, query, limits)
        },
      ),
      { numRuns: 1_000 },
    )
  })

  test('finds the same after segments were written, read and merged', () => {
    fc.assert(
      fc.property(fc.array(aSegment, { minLength: 2, maxLength: 4 }), aQuery, options, (segments, query, limits) => {
        const { open, known } = index(segments, true)
        const merged = rewrite(mergeSegments(open.map((old) => ({ ...old, segment: rewrite(old.segment) }))))

        expectSame(
          [{ segment: merged }],
          known.filter(({ isDeleted }) => !isDeleted),
          query,
          limits,
        )
      }),
      { numRuns: 300 },
    )
  })

  test('gives each hit the score that it is asked for, and none to what does not match', () => {
    fc.assert(
      fc.property(fc.array(aSegment, { minLength: 1, maxLength: 3 }), aQuery, (segments, query) => {
        const { open, known } = index(segments, false)
        const searcher = openIndex(open)
        const expected = new Map(searchByForce(known, query, DEFAULT_BM25F).map(({ id, score }) => [id, score]))

        const scores = known.flatMap(({ document, isDeleted }) => {
          const hit = searcher.find(document.id)
          expect(hit === undefined).toBe(isDeleted)
          const score = hit && searcher.scoreOf(query, hit)
          return score === undefined ? [] : [[document.id, score] as const]
        })

        expect(new Map(scores)).toEqual(expected)
      }),
      { numRuns: 150 },
    )
  })
})
