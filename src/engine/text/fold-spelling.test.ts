import { describe, expect, test } from 'vitest'
import { toTerm } from './analyzer.ts'
import { foldSpelling } from './fold-spelling.ts'

describe('words that mean the same are one term', () => {
  test.each([
    'optimise optimised optimising optimisation optimize optimization optimizer optimiser',
    'reorganisation reorganization',
    'unauthorised unauthorized',
    'behaviour behaviours behavior behavioral behavioural',
    'neighbour neighbouring neighbor',
    'centre centres centred center centered',
    'analyse analysed analysing analyses analysis analyze analyzed analyzer',
    'catalyse catalyzed',
    'dialogue dialogues dialog',
    'modelling modeling modelled',
    'labelled labeled',
    'tumour tumors',
    'ischaemic ischemic',
    'discs disk',
    'sulphur sulfur',
    'kilometre kilometers',
  ])('%s', (words) => {
    expect(new Set(words.split(' ').map(toTerm)).size).toBe(1)
  })
})

test.each([
  'promise',
  'supervised',
  'noise',
  'denoising',
  'ising',
  'raised',
  'otherwise',
  'four',
  'hours',
  'metric',
  'acre',
])('"%s" is no other spelling of another word', (word) => {
  expect(foldSpelling(word)).toBe(word)
})

test('words of one spelling stay', () => {
  const words = ['transformer', 'gpt', '3.1', 'c++', '深度', '']

  expect(words.map(foldSpelling)).toEqual(words)
})
