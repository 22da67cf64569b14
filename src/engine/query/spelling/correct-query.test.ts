import { expect, test } from 'vitest'
import { aDictionary } from '../../../../test/support/a-dictionary.ts'
import { toFieldTerm } from '../../index/document.ts'
import { correctQuery } from './correct-query.ts'
import { parseQuery } from '../parse-query.ts'

const DICTIONARY = aDictionary({
  hard: 400,
  negat: 300,
  retriev: 300,
  [toFieldTerm('title', 'retriev')]: 100,
  [toFieldTerm('authors', 'karvonen')]: 20,
})

function correct(text: string): string | undefined {
  return correctQuery(parseQuery(text), DICTIONARY)?.text
}

test.each([
  ['words', 'hard negatives retreival cat:cs.IR', 'hard negatives retrieval cat:cs.IR'],
  ['several words', 'retreival of hard negetives', 'retrieval of hard negatives'],
  ['parts of hyphenated words', 'hard-negetives', 'hard-negatives'],
  ['required words', '+retreival -hard', '+retrieval -hard'],
  ['words of phrases', 'a "hard negetives" b', 'a "hard negatives" b'],
  ['words of a field by that field', 'title:retreival author:karvonenn', 'title:retrieval author:karvonen'],
  ['phrases of a field', 'author:"Karvonenn Li"', 'author:"karvonen Li"'],
])('a query is corrected in its %s', (_, text, corrected) => {
  expect(correct(text)).toBe(corrected)
})

test.each([
  ['right', 'hard negatives'],
  ['still being typed', 'retreiv*'],
  ['excluding a wrong word', 'hard -retreival'],
  ['a filter', 'cat:cs.IX'],
  ['pasted', 'retreival '.repeat(13)],
  ['pasted between quotation marks', `"${'retreival '.repeat(13)}"`],
  ['empty', ''],
])('a query that is %s stays', (_, text) => {
  expect(correct(text)).toBeUndefined()
})

test('what changed is told', () => {
  const correction = correctQuery(parseQuery('Retreival of hard negetives'), DICTIONARY)

  expect(correction?.changes).toEqual([
    { from: 'Retreival', to: 'retrieval' },
    { from: 'negetives', to: 'negatives' },
  ])
})
