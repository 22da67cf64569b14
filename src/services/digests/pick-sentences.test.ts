import { expect, test } from 'vitest'
import { pickSentences } from './pick-sentences.ts'

const pick = (abstract: string) => pickSentences(abstract, () => 1)

test('a sentence whose beginning was left out begins with a capital, and a name as it is written', () => {
  expect(pick('In this paper, we light lamps in caves.')).toEqual(['We light lamps in caves.'])
  expect(pick('In this paper, p-adic lamps are lit in caves.')).toEqual(['p-adic lamps are lit in caves.'])
})

test('a sentence that is far too long is cut between words, and says so', () => {
  const [sentence = '', ...others] = pick(`We show ${'that lamps burn, '.repeat(60)}and so on.`)

  expect(sentence.length).toBeLessThanOrEqual(320)
  expect(sentence).toMatch(/(?:that lamps burn, )+(?:that|that lamps|that lamps burn) …$/)
  expect(others).toEqual([])
})

test('a sentence that is far too long is rather cut before a clause', () => {
  const first = `We show that ${'lamps burn in caves of '.repeat(9)}old.`.replace('old.', 'old lamps')

  const [sentence = ''] = pick(`${first}, while ${'candles of caves burn and '.repeat(9)}end.`)

  expect(sentence).toBe(`${first} …`)
})

test('a text without spaces is cut all the same, and between no two halves of a letter', () => {
  const [sentence = ''] = pick('🦉'.repeat(500))

  expect(sentence.length).toBeLessThanOrEqual(320)
  expect(sentence.isWellFormed()).toBe(true)
})

test('an abstract that is absent has no sentences', () => {
  expect(pick('')).toEqual([])
})
