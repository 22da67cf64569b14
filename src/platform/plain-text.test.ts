import { expect, test } from 'vitest'
import { cleanText } from './plain-text.ts'

test.each([
  ['a\r\n b\t\u2028c ', 'a b c'],
  // U+202E turns what follows it; U+2066 to U+2069 set a part apart.
  ['Owls \u202eslwo\u202c and \u2067owls\u2069', 'Owls slwo and owls'],
  ['\u0000a\u0007\ud83d', 'a\ufffd'],
  // The mark by which one letter keeps its side turns nothing else.
  ['كيف\u200f!', 'كيف\u200f!'],
])('%j is shown as %j', (text, shown) => {
  expect(cleanText(text)).toBe(shown)
})
