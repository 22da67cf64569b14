import { expect, it } from 'vitest'
import { quoteWords } from './quote-words.ts'

it.each([
  [['owls'], '“owls”'],
  [['owls', '"a phrase"'], '“owls” or "a phrase"'],
  [['owls', 'title:"a b"', 'zyx*'], '“owls”, “title:"a b"” or “zyx*”'],
])('names %j as %s', (words, text) => {
  expect(quoteWords(words)).toBe(text)
})
