import { expect, test } from 'vitest'
import { completeWord } from './complete-word.ts'
import { aDictionary } from '../../../test/support/a-dictionary.ts'

const DICTIONARY = aDictionary({
  transform: 90,
  transfer: 50,
  translat: 70,
  general: 400,
  learn: 900,
  learner: 5,
  optim: 80,
})

test.each([
  ['terms that begin so, commonest first, after the word itself', 'trans', 9, 'tran transform translat transfer'],
  ['no more than asked for', 'trans', 2, 'tran transform translat'],
  ['terms whose ending is being typed', 'learni', 9, 'learni learn'],
  ['terms that lose an ending which is complete so far', 'generaliz', 9, 'generaliz general'],
  ['terms that lose two endings', 'optimizat', 9, 'optimizat optim'],
  ['the word alone where nothing begins so', 'zebra', 9, 'zebra'],
])('a word being typed becomes %s', (_, token, limit, terms) => {
  expect(completeWord(token, DICTIONARY, (term) => term, limit).join(' ')).toBe(terms)
})

test('in a field it becomes terms of that field', () => {
  const dictionary = aDictionary({ 'title/transform': 9, transfer: 50 })

  expect(completeWord('transf', dictionary, (term) => `title/${term}`, 9)).toEqual(['title/transf', 'title/transform'])
})
