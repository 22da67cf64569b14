import { expect, test } from 'vitest'
import { fromBase32, toBase32 } from './base32.ts'

// RFC 4648, section 10, without padding and in small letters.
test.each([
  ['', ''],
  ['f', 'my'],
  ['fo', 'mzxq'],
  ['foo', 'mzxw6'],
  ['foob', 'mzxw6yq'],
  ['fooba', 'mzxw6ytb'],
  ['foobar', 'mzxw6ytboi'],
])('%j is written %j, and read back in capitals too', (text, written) => {
  expect(toBase32(Buffer.from(text))).toBe(written)
  expect(Buffer.from(fromBase32(written.toUpperCase()) ?? []).toString()).toBe(text)
})

test('what is none is not read', () => {
  expect(fromBase32('mzx0')).toBeUndefined()
})
