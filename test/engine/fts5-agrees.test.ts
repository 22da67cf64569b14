import SqliteDatabase from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Day } from '../../src/domain/time.ts'
import { toFieldTerm } from '../../src/engine/index/document.ts'
import { IndexBuilder } from '../../src/engine/index/index-builder.ts'
import type { LexicalQuery } from '../../src/engine/index/lexical-query.ts'
import { openIndex } from '../../src/engine/index/open-index.ts'
import type { Searcher } from '../../src/engine/index/searcher.ts'
import { analyse } from '../../src/engine/text/analyzer.ts'
import { SeededRandom } from '../../src/services/sample/random.ts'
import { samplePapers } from '../../src/services/sample/sample-papers.ts'

const PAPERS = 3_000
const PER_SEGMENT = 1_100
const QUERIES = 60
// Stands between authors, so that FTS5 finds no phrase across two of them either.
const BETWEEN = 'zzzz'

const db = new SqliteDatabase(':memory:')
const random = new SeededRandom()
random.restart(5, 0)
const abstracts: string[][] = []
let searcher: Searcher

// FTS5 is given terms, not texts: whether two analyzers agree is another question.
const toTerms = (text: string): string[] => analyse(text).map(({ term }) => term)

beforeAll(() => {
  db.exec(`create virtual table paper using fts5(title, abstract, authors, tokenize = 'unicode61')`)
  const insert = db.prepare('insert into paper (rowid, title, abstract, authors) values (?, ?, ?, ?)')
  const builder = new IndexBuilder({ documentsPerRun: PER_SEGMENT, documentsPerSegment: PER_SEGMENT })
  const segments = []
  let number = 0
  for (const { fields } of samplePapers({ count: PAPERS, seed: 3, days: 20, lastDay: '2026-05-29' as Day })) {
    const { title, abstract = '', authors = [] } = fields
    abstracts.push(toTerms(abstract))
    insert.run(
      ++number,
      toTerms(title).join(' '),
      toTerms(abstract).join(' '),
      authors.map((a) => toTerms(a).join(' ')).join(` ${BETWEEN} `),
    )
    const full = builder.add({ id: `${number}`, title, abstract, authors, day: number, facets: [], votes: 0 })
    if (full !== undefined) segments.push({ segment: full })
  }
  searcher = openIndex([...segments, { segment: builder.finish()! }])
})
afterAll(() => db.close())

function search(query: Omit<LexicalQuery, 'terms' | 'minimumMatch'>): number[] {
  const { hits } = searcher.search({ terms: [], minimumMatch: 0, ...query }, { limit: PAPERS, countTo: PAPERS })
  return hits.map((hit) => Number(searcher.idOf(hit))).sort((a, b) => a - b)
}

function searchByTerms(terms: readonly string[], minimumMatch: number): number[] {
  const query = { terms: terms.map((term) => ({ term, weight: 1 })), minimumMatch }
  const { hits } = searcher.search(query, { limit: PAPERS, countTo: PAPERS })
  return hits.map((hit) => Number(searcher.idOf(hit))).sort((a, b) => a - b)
}

function searchFts5(expression: string): number[] {
  return db.prepare('select rowid from paper where paper match ? order by rowid').pluck().all(expression) as number[]
}

/** Two to four neighbouring terms of some abstract. */
function draw(): string[] {
  for (;;) {
    const from = abstracts[random.below(abstracts.length)]!
    const start = random.below(from.length)
    const terms = from.slice(start, start + 2 + random.below(3))
    if (terms.length > 1 && terms.every((term) => /^[a-z]+$/.test(term))) return terms
  }
}

const quote = (terms: readonly string[]): string[] => terms.map((term) => `"${term}"`)

describe('the same papers as FTS5', () => {
  test('hold any, or all, of some terms', () => {
    for (let i = 0; i < QUERIES; i++) {
      const terms = draw()

      expect(searchByTerms(terms, 1)).toEqual(searchFts5(quote(terms).join(' OR ')))
      expect(searchByTerms(terms, terms.length)).toEqual(searchFts5(quote(terms).join(' AND ')))
    }
  })

  test('hold a phrase, in any field or in one', () => {
    let found = 0
    for (let i = 0; i < QUERIES; i++) {
      const terms = draw()

      const papers = search({ phrases: [{ terms }] })

      expect(papers).toEqual(searchFts5(`"${terms.join(' ')}"`))
      for (const field of ['title', 'abstract', 'authors'] as const) {
        expect(search({ phrases: [{ terms, field }] })).toEqual(searchFts5(`${field} : "${terms.join(' ')}"`))
      }
      found += papers.length
    }
    expect(found).toBeGreaterThan(QUERIES)
  })

  test('hold a term in one field', () => {
    for (let i = 0; i < QUERIES; i++) {
      const [term = ''] = draw()

      expect(search({ required: [[toFieldTerm('title', term)]] })).toEqual(searchFts5(`title : "${term}"`))
      expect(search({ required: [[toFieldTerm('authors', term)]] })).toEqual(searchFts5(`authors : "${term}"`))
    }
  })

  test('hold some terms and not another, nor a phrase', () => {
    for (let i = 0; i < QUERIES; i++) {
      const [first = '', second = ''] = draw()
      const [other = ''] = draw()
      const phrase = draw().slice(0, 2)

      expect(search({ required: [[first, second]], excluded: [{ terms: [other] }, { terms: phrase }] })).toEqual(
        searchFts5(`("${first}" OR "${second}") NOT "${other}" NOT "${phrase.join(' ')}"`),
      )
      for (const field of ['title', 'abstract', 'authors'] as const) {
        expect(search({ required: [[first, second]], excluded: [{ terms: phrase, field }] })).toEqual(
          searchFts5(`("${first}" OR "${second}") NOT (${field} : "${phrase.join(' ')}")`),
        )
      }
    }
  })

  test('hold a term that begins so', () => {
    for (let i = 0; i < QUERIES; i++) {
      const prefix = draw()[0]!.slice(0, 2 + (i % 3))
      const terms = searcher.expandPrefix(prefix, 100_000).map(({ term }) => term)

      expect(search({ required: [terms] })).toEqual(searchFts5(`"${prefix}" *`))
    }
  })
})
