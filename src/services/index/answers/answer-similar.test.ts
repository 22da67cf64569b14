import { expect, test } from 'vitest'
import type { DenseSearcher } from '../../../engine/embed/dense-searcher.ts'
import { buildSegment } from '../../../engine/index/index-builder.ts'
import { openIndex } from '../../../engine/index/open-index.ts'
import type { PaperId } from '../../../domain/paper.ts'
import { answerSimilar } from './answer-similar.ts'
import type { Engine } from './index-in-use.ts'

/** Papers of which the first two are near each other, among so many others that no word of theirs is common. */
function open(...texts: readonly (readonly [title: string, abstract: string])[]): Engine {
  const others = Array.from({ length: 98 }, (_, number) => [`Tides ${number}`, 'We wait.'] as const)
  const documents = [...texts, ...others].map(([title, abstract], number) => {
    return { id: `p${number}`, title, abstract, authors: ['Ada Kestrel'], day: 1, facets: [], votes: 0 }
  })
  const near = [1, 0].map((document) => ({ segment: 0, document, score: 0.5 }))
  const dense = { vectorOf: () => new Float32Array(1), search: () => near } as unknown as DenseSearcher
  const model = { dimensions: 1, encode: () => ({ vector: new Float32Array(1), coverage: 1 }) }
  return { searcher: openIndex([{ segment: buildSegment(documents) }]), meaning: { dense, model, server: undefined } }
}

function listShared(engine: Engine): readonly string[] | undefined {
  return answerSimilar(engine, { kind: 'similar', id: 'p0' as PaperId, size: 5 })?.[0]?.shared
}

test('what both speak of are words that one of them has in its title, or says more than once', () => {
  const one = ['Owls at night', 'Lanterns were made. Glaciers are latent; glaciers melt. Meadows sleep.'] as const
  const other = ['Harbours', 'An owl by lanterns, made for glaciers. Meadows are latent.'] as const

  expect(listShared(open(one, other))?.toSorted()).toEqual(['glacier', 'owl'])
})

test('words of any paper are none, however often both say them, nor are numbers and single letters', () => {
  const text = ['Remarkable, thereby made of x 7', 'Remarkable, thereby made of x 7.'] as const

  expect(listShared(open(text, text))).toEqual([])
})

test('of several forms of one word, and of a word and its parts, the first stands for all', () => {
  const one = ['Stimuli and a stimulus of deepsea and deepsea-corals', ''] as const

  expect(listShared(open(one, one))).toEqual(['stimuli', 'deepsea', 'coral'])
})

test('a paper that the index does not hold, and an index of words alone, have none', () => {
  const engine = open(['Owls', ''], ['Owls', ''])

  expect(answerSimilar(engine, { kind: 'similar', id: 'q' as PaperId, size: 5 })).toBeUndefined()
  expect(listShared({ ...engine, meaning: undefined })).toBeUndefined()
})
