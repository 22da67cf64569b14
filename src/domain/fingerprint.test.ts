import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toFingerprint } from './fingerprint.ts'

/** The definition, octet by octet, in whole numbers of any size. */
function slowly(text: string): string {
  const hash = [...Buffer.from(text)].reduce(
    (h, octet) => ((h ^ BigInt(octet)) * 0x100000001b3n) & 0xffffffffffffffffn,
    0xcbf29ce484222325n,
  )
  return hash.toString(16).padStart(16, '0')
}

describe('toFingerprint', () => {
  // The first three are test vectors of the draft's source code.
  test.each([
    ['', 'cbf29ce484222325'],
    ['a', 'af63dc4c8601ec8c'],
    ['foobar', '85944171f73967e8'],
    ['é', '0ac21707b7181e01'],
  ])('of "%s" is %s', (text, fingerprint) => {
    expect(toFingerprint(text)).toBe(fingerprint)
  })

  test('agrees with the definition for any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => toFingerprint(text) === slowly(text)))
  })
})
