import { describe, expect, test } from 'vitest'
import type { DenseSearcher } from '../embed/dense-searcher.ts'
import type { Model } from '../embed/model.ts'
import { buildSegment } from '../index/index-builder.ts'
import { openIndex } from '../index/open-index.ts'
import type { Searcher } from '../index/searcher.ts'
import { parseQuery } from '../query/parse-query.ts'
import { RANK_MODES, type RankedIndex, searchHybrid } from './hybrid.ts'

type Text = { id: string; title: string; abstract?: string; facets?: string[]; vector?: readonly [number, number] }

function open(texts: readonly Text[]): Searcher {
  const documents = texts.map(({ id, title, abstract = '', facets = [] }, day) => {
    return { id, title, abstract, authors: [], day: day + 1, facets, votes: 0 }
  })
  return openIndex([{ segment: buildSegment(documents) }])
}

/** Vectors of two dimensions, compared one by one. */
function openPlane(texts: readonly Text[]): DenseSearcher {
  const vectors = texts.map(({ vector = [0, 0] }) => Float32Array.from(vector))
  const dot = (a: Float32Array, b: Float32Array): number => a[0]! * b[0]! + a[1]! * b[1]!
  return {
    search: (query, { limit, filterBits }) => {
      const { from, to, bits } = filterBits!(0)
      const passes = (document: number): boolean => !bits || ((bits[document >>> 5]! >>> (document & 31)) & 1) === 1
      return vectors
        .map((vector, document) => ({ segment: 0, document, score: dot(query, vector) }))
        .filter(({ document }) => document >= from && document < to && passes(document))
        .toSorted((a, b) => b.score - a.score)
        .slice(0, limit)
    },
    similarity: (query, places) => Float32Array.from(places, ({ document }) => dot(query, vectors[document]!)),
    vectorOf: ({ document }) => vectors[document]!,
  }
}

/** A model that reads the same direction in every text. */
function readAs(vector: readonly [number, number], coverage = 1): Model {
  const encode = () => ({ vector: Float32Array.from(vector), coverage })
  return { dimensions: 2, name: 'plane', termCount: 1, about: {}, encode, encodeTokens: encode } as Model
}

function rank(index: RankedIndex, text: string, options: Partial<Parameters<typeof searchHybrid>[2]> = {}): string[] {
  const { hits } = searchHybrid(index, parseQuery(text), { mode: 'hybrid', limit: 10, ...options })
  return hits.map(({ hit }) => index.searcher.idOf(hit))
}

const TEXTS: Text[] = [
  { id: 'far', title: 'Growing tomatoes', vector: [0, 1] },
  { id: 'synonym', title: 'Felines asleep', vector: [1, 0] },
  {
    id: 'apart',
    title: 'Cats',
    abstract: 'Of play in the many hours of the night, and of sleeping',
    vector: [0.8, 0.6],
  },
  {
    id: 'together',
    title: 'Sleeping cats',
    abstract: 'Of rest, and of play in the many hours of the night',
    vector: [0.8, 0.6],
  },
]

describe('searchHybrid', () => {
  test('puts first what holds the words together, then the words, and last what only means the same', () => {
    const index = { searcher: open(TEXTS), meaning: { dense: openPlane(TEXTS), model: readAs([1, 0]) } }

    expect(rank(index, 'sleeping cats')).toEqual(['together', 'apart', 'synonym', 'far'])
    expect(rank(index, 'sleeping cats', { mode: 'lexical' })).toEqual(['together', 'apart'])
    expect(rank(index, 'sleeping cats', { mode: 'dense' }).slice(0, 1)).toEqual(['synonym'])
  })

  test('tells what it found by meaning alone, which is none of those that match', () => {
    const index = { searcher: open(TEXTS), meaning: { dense: openPlane(TEXTS), model: readAs([1, 0]) } }

    const { hits, matched } = searchHybrid(index, parseQuery('sleeping cats'), { mode: 'hybrid', limit: 10 })

    expect(matched).toBe(2)
    expect(hits.map(({ isNear }) => isNear ?? false)).toEqual([false, false, true, true])
  })

  test('is the lexical ranking where the model knows too few of the words, or where there is no model', () => {
    const searcher = open(TEXTS)
    const foreign = { searcher, meaning: { dense: openPlane(TEXTS), model: readAs([0, 1], 0.2) } }

    expect(rank(foreign, 'sleeping cats')).toEqual(['together', 'apart'])
    for (const mode of RANK_MODES) expect(rank({ searcher }, 'sleeping cats', { mode })).toEqual(['together', 'apart'])
  })

  test('finds nothing by meaning that the query shuts out', () => {
    const texts = TEXTS.map((text) => ({ ...text, facets: [text.id === 'synonym' ? 'cat:cs.lg' : 'cat:cs.cv'] }))
    const index = { searcher: open(texts), meaning: { dense: openPlane(texts), model: readAs([1, 0]) } }

    expect(rank(index, 'cats -felines')).not.toContain('synonym')
    expect(rank(index, 'cats -felines', { mode: 'dense' })).not.toContain('synonym')
    expect(rank(index, '"sleeping cats"')).toEqual(['together'])
    expect(rank(index, 'cats cat:cs.CV')).not.toContain('synonym')
    expect(rank(index, 'cats cat:cs.LG')).toEqual(['synonym'])
  })

  test('finds by meaning the one that passes a filter, however many that do not are nearer', () => {
    const texts = Array.from({ length: 400 }, (_, number): Text => {
      const vector = [Math.cos(number / 400), Math.sin(number / 400)] as const
      return { id: `${number}`, title: 'dogs', facets: number === 399 ? ['code:yes'] : [], vector }
    })
    const index = { searcher: open(texts), meaning: { dense: openPlane(texts), model: readAs([1, 0]) } }

    expect(rank(index, 'cats code:yes')).toEqual(['399'])
  })

  test('puts a document that holds every word before one that repeats some of them, when the query is a name', () => {
    const filler = 'and so on and so on and so on and so on and so on'
    const once = ['wolf', 'goat', 'cabbage', 'boat', 'and', 'so'].join(` ${filler} `)
    const often = ['wolf', 'goat', 'boat', 'wolf', 'goat', 'boat', 'wolf', 'goat', 'boat'].join(` ${filler} `)
    const texts = [
      { id: 'all', title: 'One', abstract: once },
      { id: 'some', title: 'Wolf and goat and so on and so on boat', abstract: often },
      ...['wolf', 'goat', 'cabbage', 'boat', 'cabbage'].map((title, number) => ({ id: `${title} ${number}`, title })),
    ]

    expect(rank({ searcher: open(texts) }, 'wolf goat cabbage boat')[0]).toBe('all')
  })

  test('does not look for the words of a request', () => {
    const texts = [
      { id: 'asked', title: 'Tides', abstract: 'The moon.' },
      { id: 'asking', title: 'What papers I am looking for', abstract: 'On looking for papers.' },
    ]

    expect(rank({ searcher: open(texts) }, 'I am looking for papers about tides')).toEqual(['asked'])
  })

  test('tells parts that sum to the score', () => {
    const index = { searcher: open(TEXTS), meaning: { dense: openPlane(TEXTS), model: readAs([1, 0]) } }

    const { hits } = searchHybrid(index, parseQuery('sleeping cats'), { mode: 'hybrid', limit: 10 })

    expect(hits[0]!.parts.map(({ name }) => name)).toEqual(['words', 'nearness', 'complete', 'meaning'])
    for (const { score, parts } of hits) expect(parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(score, 10)
  })

  test.each(RANK_MODES)(
    'gives in mode %s with a smaller limit the beginning of what it gives with a larger one',
    (mode) => {
      const texts = Array.from({ length: 300 }, (_, number): Text => {
        const angle = (number * 2.4) % 6.28
        const title = number % 3 === 0 ? (number < 250 ? 'cats asleep' : 'asleep cats') : `cats and ${number % 7} dogs`
        return { id: String(number), title, vector: [Math.cos(angle), Math.sin(angle)] }
      })
      const index = { searcher: open(texts), meaning: { dense: openPlane(texts), model: readAs([1, 0]) } }

      const all = rank(index, 'cats asleep', { mode, limit: 300 })
      const beginnings = [1, 10, 99, 150, 250].map((limit) => rank(index, 'cats asleep', { mode, limit }))

      expect(new Set(all).size).toBe(300)
      for (const beginning of beginnings) expect(beginning).toEqual(all.slice(0, beginning.length))
    },
  )

  test('answers a query of filters alone with the newest, and one of nothing with everything', () => {
    const texts = TEXTS.map((text) => ({ ...text, facets: [text.id === 'far' ? 'code:yes' : 'code:no'] }))
    const index = { searcher: open(texts), meaning: { dense: openPlane(texts), model: readAs([0, 0], 0) } }

    expect(rank(index, 'code:yes')).toEqual(['far'])
    expect(rank(index, '')).toEqual(['together', 'apart', 'synonym', 'far'])
  })

  test('goes by given examples, whatever the text says of itself', () => {
    const index = { searcher: open(TEXTS), meaning: { dense: openPlane(TEXTS), model: readAs([1, 0]) } }

    expect(rank(index, '', { mode: 'dense', vector: Float32Array.of(0, 2) })[0]).toBe('far')
  })
})
