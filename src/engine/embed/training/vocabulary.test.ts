import { expect, test } from 'vitest'
import { CorpusBuilder } from './corpus.ts'

function aBuilder(): CorpusBuilder {
  const builder = new CorpusBuilder()
  builder.add('Graphs and trees', 'A graph of graphs')
  builder.add('Trees', 'The forest and a tree')
  builder.add('A lone word', 'graph')
  return builder
}

test('the vocabulary counts documents, not occurrences, commonest first and then by letters', () => {
  const { terms, documentFrequencies } = aBuilder().chooseVocabulary({ mostTerms: 3, leastDocuments: 2 })

  expect(terms).toEqual(['and', 'graph', 'tree'])
  expect([...documentFrequencies]).toEqual([2, 2, 2])
})

test('a corpus is the papers in the order asked for, as places in the vocabulary, without what is not in it', () => {
  const { terms, starts } = aBuilder().arrange(['graph', 'tree'], Uint32Array.of(2, 0))

  // "A lone word" · "graph" · "Graphs and trees" · "A graph of graphs"
  expect([...starts]).toEqual([0, 0, 1, 3, 5])
  expect([...terms]).toEqual([0, 0, 1, 0, 0])
})
