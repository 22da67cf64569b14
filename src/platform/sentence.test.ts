import { expect, test } from 'vitest'
import { endSentence, toSentence } from './sentence.ts'

test.each([
  ['it failed', 'it failed.', 'It failed.'],
  ['It failed.', 'It failed.', 'It failed.'],
  ['did it?', 'did it?', 'Did it?'],
  ['être', 'être.', 'Être.'],
  ['', '', ''],
])('"%s" ends as "%s", and is the sentence "%s"', (text, ended, sentence) => {
  expect(endSentence(text)).toBe(ended)
  expect(toSentence(text)).toBe(sentence)
})
