import { expect, test } from 'vitest'
import { toTerm } from '../../engine/text/analyzer.ts'
import { toWords } from './to-words.ts'

test('terms are told as the text writes them first, in the order of the terms', () => {
  const text = 'Retrieval with BERT: retrievers and hard negatives, pre-training and négatives'
  const terms = ['negatives', 'retrieval', 'bert'].map(toTerm)

  expect(terms).toContain('negat')
  expect(toWords(terms, text)).toEqual(['negatives', 'retrieval', 'BERT'])
})

test('a word at the beginning of a title loses its capital, a name keeps its own', () => {
  expect(toWords(['owl', 'lora'].map(toTerm), 'Owls and LoRA')).toEqual(['owls', 'LoRA'])
})

test('a term that the text does not have stays as it is', () => {
  expect(toWords(['quark'], 'Nothing of the kind')).toEqual(['quark'])
})

test('what is a command of TeX is told as the word that it is', () => {
  expect(toWords(['log'], 'We plot $\\log N$ and logs.')).toEqual(['log'])
})
