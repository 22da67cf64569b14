import { expect, test } from 'vitest'
import { aDictionary } from '../../../../test/support/a-dictionary.ts'
import { correctWord } from './correct-word.ts'

// Stems, with how many of 300,000 papers hold them.
const DICTIONARY = aDictionary(
  {
    retriev: 9_000,
    retreiv: 15,
    transform: 40_000,
    transfer: 20_000,
    attent: 30_000,
    recognit: 12_000,
    segment: 20_000,
    semant: 30_000,
    karvonen: 2,
    gram: 500,
    graph: 40_000,
    proton: 4_000,
    protom: 4,
    gran: 1,
  },
  300_000,
)

function correct(token: string, dictionary = DICTIONARY, isWord?: (token: string) => boolean): string | undefined {
  return correctWord(token, dictionary, (term) => term, isWord)
}

test.each([
  ['two letters that changed places', 'retreival', 'retrieval'],
  ['a letter that is missing', 'transfomer', 'transformer'],
  ['a letter too many', 'attenttion', 'attention'],
  ['a wrong letter', 'attantion', 'attention'],
  ['two slips in a long unknown word', 'recognizsion', 'recognition'],
  ['two slips with the ending that was typed', 'trasnfromers', 'transformers'],
])('corrects %s', (_, token, word) => {
  expect(correct(token)).toBe(word)
})

test.each([
  ['a common word', 'transformer'],
  ['another form of a common word', 'retrievals'],
  ['a rare word without likely neighbours', 'karvonen'],
  ['a short rare word', 'gran'],
  ['a short word', 'gra'],
  ['a word with two slips in a short word', 'grxxh'],
  ['a word with digits', 'transf0rmer'],
  ['a word of another script', 'трансформер'],
  ['an unknown word that is near nothing', 'marginalia'],
])('leaves %s alone', (_, token) => {
  expect(correct(token)).toBeUndefined()
})

test('a neighbour that few papers hold is not suggested in a large index, and is in a small one', () => {
  const frequencies = { marginalia: 5 }

  expect(correct('margnalia', aDictionary(frequencies, 300_000))).toBeUndefined()
  expect(correct('margnalia', aDictionary(frequencies, 500))).toBe('marginalia')
})

test('a long word that a model has met is doubted where a neighbour is hundreds of times as common', () => {
  const dictionary = aDictionary({ environ: 20_000, enviro: 30, languag: 60_000, langaug: 200 }, 700_000)
  const isWord = (token: string) => token !== 'environent'

  // 500 for each of the 31 papers that speak for it would be 15,500, for each of 201 it would be 100,500.
  expect(correct('langauge', dictionary, isWord)).toBeUndefined()
  expect(correct('enviroment', dictionary, isWord)).toBe('environment')
  expect(correct('enviros', dictionary, isWord)).toBeUndefined()
})

test('where words are known, nothing else is suggested and a word that exists stays', () => {
  const isWord = (token: string) => ['segmentation', 'protom', 'proton'].includes(token)

  // "semantation" has a commoner stem, and nobody writes it.
  expect(correct('segmantation')).toBe('semantation')
  expect(correct('segmantation', DICTIONARY, isWord)).toBe('segmentation')
  expect(correct('protom')).toBe('proton')
  expect(correct('protom', DICTIONARY, isWord)).toBeUndefined()
})
