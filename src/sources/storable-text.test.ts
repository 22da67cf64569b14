import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toStorableJson, toStorable } from './storable-text.ts'

const anyText = fc
  .array(fc.oneof(fc.string(), fc.constantFrom('\0', '\\', '\\u0000', '\ud83d', '\ude00', 'u0000')))
  .map((parts) => parts.join(''))

describe('toStorable', () => {
  test.each([
    ['a\0b\0', 'ab'],
    ['\ud83d\ude00', '\ud83d\ude00'],
    ['a\ud83d', 'a\ufffd'],
    ['\ude00\ud83d', '\ufffd\ufffd'],
    ['\ud83d\0\ude00', '\ufffd\ufffd'],
  ])('of %j is %j', (text, clean) => {
    expect(toStorable(text)).toBe(clean)
  })
})

describe('toStorableJson', () => {
  test('does to the parsed text what toStorable does', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        // JSON.stringify leaves NUL and lone halves as escapes only.
        expect(JSON.parse(toStorableJson(JSON.stringify({ [text]: [text] })))).toEqual({
          [toStorable(text)]: [toStorable(text)],
        })
      }),
      { numRuns: 1000, examples: [['\ud83d\0\ude00']] },
    )
  })

  test('leaves an escaped backslash before "u0000" alone', () => {
    expect(JSON.parse(toStorableJson(String.raw`"\\u0000 \\\u0000"`))).toBe(String.raw`\u0000 ${'\\'}`)
  })
})
