import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sortTokens } from './sort-tokens.ts'
import { TokenTable } from './token-table.ts'

// Few letters, so that tokens come again and begin alike; some of two, three and four bytes.
const letter = fc.constantFrom('a', 'b', 'z', 'é', 'ﬀ', '漢', '\u{10400}')
const tokens = fc.array(fc.string({ unit: letter, maxLength: 9 }), { maxLength: 300 })

test('a token has one number, by first use, and a number its token', () => {
  fc.assert(
    fc.property(tokens, (list) => {
      const table = new TokenTable()

      const numbers = list.map((token) => table.numberOf(token))

      const distinct = [...new Set(list)]
      expect(numbers).toEqual(list.map((token) => distinct.indexOf(token)))
      expect(distinct.map((_, number) => table.tokenAt(number))).toEqual(distinct)
      expect(table.size).toBe(distinct.length)
    }),
  )
})

test('many thousand tokens keep their numbers while the table grows', () => {
  const table = new TokenTable()
  const list = Array.from({ length: 70_000 }, (_, i) => `${(i * 7919) % 70_001}x`)

  for (const token of list) table.numberOf(token)

  expect(list.findIndex((token, i) => table.numberOf(token) !== i)).toBe(-1)
  expect(list.findIndex((token, i) => table.tokenAt(i) !== token)).toBe(-1)
})

test('a token longer than all before is found again', () => {
  const table = new TokenTable()
  const long = 'é'.repeat(5000)

  expect([table.numberOf('a'), table.numberOf(long), table.numberOf(`${long}a`), table.numberOf(long)]).toEqual([
    0, 1, 2, 1,
  ])
})

test('numbers are sorted as the UTF-8 bytes of their tokens stand', () => {
  fc.assert(
    fc.property(tokens, (list) => {
      const table = new TokenTable()
      for (const token of list) table.numberOf(token)
      const numbers = Uint32Array.from({ length: table.size }, (_, number) => number)

      sortTokens(numbers, table)

      const expected = [...new Set(list)].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      expect(Array.from(numbers, (number) => table.tokenAt(number))).toEqual(expected)
    }),
  )
})
