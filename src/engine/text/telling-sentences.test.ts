import { expect, test } from 'vitest'
import { listTellingSentences } from './telling-sentences.ts'

const ABSTRACT =
  'Reading takes time. Retrieval systems forget what they rejected. We propose Marginalia, a retriever with notes on rejected ' +
  'passages. Notes are short. Our retriever with notes on rejected passages is good. The code is there.'

function list(count: number, weightOf: (term: string) => number = () => 1): string[] {
  return listTellingSentences(ABSTRACT, count, weightOf).map(({ start, end }) => ABSTRACT.slice(start, end))
}

test('the sentence with the most telling terms that authors announce as theirs says most', () => {
  expect(list(1)).toEqual(['We propose Marginalia, a retriever with notes on rejected passages.'])
})

test('a further sentence says what the first does not, and the order is that of the text', () => {
  const weightOf = (term: string) => (['take', 'time', 'short', 'good'].includes(term) ? 0.1 : 1)

  expect(list(2, weightOf)).toEqual([
    'Retrieval systems forget what they rejected.',
    'We propose Marginalia, a retriever with notes on rejected passages.',
  ])
})

test('a rare term makes its sentence telling', () => {
  expect(list(1, (term) => (term === 'code' ? 50 : 1))).toEqual(['The code is there.'])
})

test('no more sentences are given than there are', () => {
  expect(list(99)).toHaveLength(6)
  expect(listTellingSentences('', 3, () => 1)).toEqual([])
})

test('a text of signs alone is a sentence that says nothing', () => {
  expect(listTellingSentences('… — …', 1, () => 1)).toHaveLength(1)
})
