import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wrapText } from './wrap-text.ts'

describe('wrapText', () => {
  // Expected: GNU fmt and fold, by hand for the rest.
  test.each([
    ['one two three four', 9, ['one two', 'three', 'four']],
    ['one two three', 13, ['one two three']],
    ['', 10, []],
    [' one  two ', 10, ['one two']],
    ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['see https://papers.example/a/long/path now', 10, ['see', 'https://papers.example/a/long/path', 'now']],
    ['每日论文的摘要', 8, ['每日论文', '的摘要']],
    ['读 BERT 论文', 8, ['读 BERT', '论文']],
    ['e\u0301e\u0301e\u0301', 3, ['e\u0301e\u0301e\u0301']],
    ['12\u00a0votes, no more', 9, ['12 votes,', 'no more']],
  ])('%j in %i columns', (text, columns, lines) => {
    expect(wrapText(text, columns)).toEqual(lines)
  })

  test('keeps every letter in its order, and no line is longer than asked unless it is one address', () => {
    const letter = fc.constantFrom('a', 'B', '-', 'é', 'e\u0301', 'ש', '论', '\u{1f4f0}', '\u200d', '∑', ' ')
    const odd = fc.array(letter, { maxLength: 90 }).map((letters) => letters.join(''))
    const word = fc.oneof(odd, fc.constant(`https://papers.example/${'x'.repeat(80)}`), fc.lorem({ maxCount: 3 }))
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const text = words.join(' ')

        const lines = wrapText(text, 72)

        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
        for (const line of lines) {
          if (!/^https?:\/\/\S+$/i.test(line)) expect([...line].length).toBeLessThanOrEqual(72 + countMarks(line))
          expect(line).toBe(line.trim())
        }
      }),
      { numRuns: 60 },
    )
  })
})

function countMarks(line: string): number {
  return [...line].filter((letter) => /[\p{M}\p{Cf}]/u.test(letter)).length
}
