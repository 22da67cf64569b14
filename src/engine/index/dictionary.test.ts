import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findTerm, packTerms, prefixRange, termAt, toTermBytes } from './dictionary.ts'

// Letters whose UTF-16 and UTF-8 orders differ (U+FF21 stands before U+1D400 in UTF-8, after it in UTF-16), and prefixes.
const letters = fc.constantFrom('a', 'b', '\u00e9', '\u4e2d', '\uff21', '\u{1d400}', '\u0001')
const term = fc.array(letters, { minLength: 1, maxLength: 4 }).map((chosen) => chosen.join(''))
const dictionaries = fc.uniqueArray(term, { maxLength: 30 }).map((terms) => {
  const sorted = terms.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  return { sorted, dictionary: packTerms(sorted) }
})

describe('a dictionary', () => {
  test('finds each of its terms and no other', () => {
    fc.assert(
      fc.property(dictionaries, term, ({ sorted, dictionary }, other) => {
        for (const [place, text] of sorted.entries()) {
          expect(findTerm(dictionary, toTermBytes(text))).toBe(place)
          expect(termAt(dictionary, place)).toBe(text)
        }
        expect(findTerm(dictionary, toTermBytes(other))).toBe(
          sorted.includes(other) ? sorted.indexOf(other) : undefined,
        )
      }),
    )
  })

  test('has the terms of a prefix side by side', () => {
    fc.assert(
      fc.property(dictionaries, term, ({ sorted, dictionary }, prefix) => {
        const { from, to } = prefixRange(dictionary, toTermBytes(prefix))

        expect(sorted.slice(from, to)).toEqual(sorted.filter((text) => text.startsWith(prefix)))
      }),
    )
  })

  test('holds half of a character as the sign for what is not one', () => {
    const dictionary = packTerms(['x\ud835', '\udc00y', 'z'])

    expect([0, 1, 2].map((place) => termAt(dictionary, place))).toEqual(['x\ufffd', '\ufffdy', 'z'])
  })
})
