import fc from 'fast-check'
import { expect, test } from 'vitest'
import { forEachIndexToken } from './compounds.ts'
import { readWord } from './read-word.ts'
import { TokenReader } from './token-reader.ts'
import { LONGEST_TOKEN, forEachToken } from './tokenise.ts'

// What words are made of and end with, so that every way of reading one meets every other.
const piece = fc.constantFrom(
  ...['owl', 'Tides', 'X', '3', '14', 's', 'é', 'İ', 'ß', '漢', '字', '\u{20000}', '\ud83d', '\u00ad', '\u0301'],
  ...[
    '.',
    ',',
    ' ',
    '-',
    "'",
    '’',
    '$',
    '_',
    '^',
    '{',
    '}',
    '\\',
    '\\alpha',
    "\\'e",
    '+',
    '#',
    '&',
    '(',
    '\n',
    'a'.repeat(70),
  ],
)
const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))

test('what is read are the numbers of the tokens that are told, and of their compounds', () => {
  const reader = new TokenReader()
  fc.assert(
    fc.property(text, (read) => {
      reader.numbers.length = 0
      const told: string[] = []
      const compounds: string[] = []

      const tokensEnd = reader.readWithCompounds(read)
      const numbers = Array.from(reader.numbers.values.subarray(0, reader.numbers.length))

      forEachIndexToken(
        read,
        (token) => told.push(token),
        (compound) => compounds.push(compound),
      )
      const tokens = numbers.map((number) => reader.table.tokenAt(number))
      expect([tokens.slice(0, tokensEnd), tokens.slice(tokensEnd)]).toEqual([told, compounds])
    }),
    { numRuns: 2000 },
  )
})

test('a text is read as its tokens alone where compounds are not wanted, after what was read before', () => {
  const reader = new TokenReader()

  reader.read('Pre-training owls')
  reader.read('owls')

  const tokens = Array.from(reader.numbers.values.subarray(0, reader.numbers.length), (n) => reader.table.tokenAt(n))
  expect(tokens).toEqual(['pre', 'training', 'owls', 'owls'])
})

test('plain words are what the reading of all kinds of words makes of them', () => {
  fc.assert(
    fc.property(text, (read) => {
      const lower = read.replaceAll('İ', 'i').toLowerCase()
      const seen: [string, number, number][] = []

      forEachToken(read, (token, start, end) => seen.push([token, start, end]))

      for (const [token, start, end] of seen) {
        if (!/^[a-z0-9]/.test(lower.slice(start, start + 1))) continue
        expect(readWord(lower, start, LONGEST_TOKEN)).toMatchObject({ token, end })
      }
    }),
    { numRuns: 2000 },
  )
})
