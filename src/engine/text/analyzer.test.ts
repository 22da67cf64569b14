import { expect, test } from 'vitest'
import { analyse, toTerm } from './analyzer.ts'
import { isStopWord } from './stop-words.ts'

test('terms are stems of tokens with the places of their words, stop words among them', () => {
  const terms = analyse('Training the Networks')

  expect(terms).toEqual([
    { term: 'train', start: 0, end: 8 },
    { term: 'the', start: 9, end: 12 },
    { term: 'network', start: 13, end: 21 },
  ])
})

test('a term is the same when its token comes again, and after more tokens than are kept', () => {
  const first = toTerm('convolutional')

  for (let i = 0; i < 300_000; i++) toTerm(`x${i}`)

  expect([first, toTerm('convolutional'), toTerm('convolutional')]).toEqual(['convolut', 'convolut', 'convolut'])
})

test.each([
  ['the', true],
  ['of', true],
  ['attention', false],
  ['all', false],
  ['not', false],
  ['', false],
])('whether "%s" is a stop word: %s', (token, answer) => {
  expect(isStopWord(token)).toBe(answer)
})
