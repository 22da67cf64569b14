import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toPythonText } from '../../test/support/python-text.ts'
import { AppError } from '../domain/error.ts'
import { toStorable } from './storable-text.ts'
import { parsePythonLiteral } from './python-literal.ts'

describe('parsePythonLiteral', () => {
  // What Python 3's ast.literal_eval makes of these.
  test.each([
    ['None', null],
    ['True', true],
    [' False\n', false],
    ['0', 0],
    ['-12', -12],
    ['1.5', 1.5],
    ['1e-05', 0.00001],
    ['1e+16', 1e16],
    [`''`, ''],
    [`'plain'`, 'plain'],
    [`"it's"`, `it's`],
    [`'say "no"'`, 'say "no"'],
    [String.raw`'it\'s "so"'`, `it's "so"`],
    [String.raw`'a\nb\tc\rd'`, 'a\nb\tc\rd'],
    [String.raw`'C:\\new'`, 'C:\\new'],
    [String.raw`'\\u0041'`, '\\u0041'],
    [String.raw`'\x07\xe9'`, '\x07é'],
    [String.raw`'\u2028'`, '\u2028'],
    [String.raw`'\ud83c'`, '\ufffd'],
    [String.raw`'\ud83c\U0001f30d'`, '\ufffd🌍'],
    [String.raw`'A\x00B\u0000C\U00000000D'`, 'ABCD'],
    [String.raw`{'a\x00b': 1}`, { ab: 1 }],
    [String.raw`'\U0001f30a'`, '🌊'],
    ['[]', []],
    ['{}', {}],
    ['[1, [2, [None]],]', [1, [2, [null]]]],
    [`{'a': {'b': [True, "c"]}, "d": 'e'}`, { a: { b: [true, 'c'] }, d: 'e' }],
    [`{'a': 1, 'a': 2}`, { a: 2 }],
  ])('reads %s', (text, value) => {
    expect(parsePythonLiteral(text)).toEqual(value)
  })

  test.each([
    ['', 'Unexpected end at character 1'],
    [`'open`, 'Unexpected end at character 6'],
    [`'open\\`, 'Unexpected "\\\\" at character 6'],
    [`'two\nlines'`, 'Unexpected "\\n" at character 5'],
    [`{'a': 1`, 'Unexpected end at character 8'],
    [`{'a' 1}`, 'Unexpected "1" at character 6'],
    ['{1: 2}', 'Unexpected "1" at character 2'],
    ['[1 2]', 'Unexpected "2" at character 4'],
    ['[,]', 'Unexpected "," at character 2'],
    ['1 1', 'Unexpected "1" at character 3'],
    ['007', 'Unexpected "0" at character 2'],
    ['true', 'Unexpected "t" at character 1'],
    ['null', 'Unexpected "n" at character 1'],
    ['nan', 'Unexpected "n" at character 1'],
    ['(1,)', 'Unexpected "(" at character 1'],
    [`b'x'`, 'Unexpected "b" at character 1'],
    [`'a' 'b'`, `Unexpected "'" at character 5`],
    [String.raw`'\q'`, 'Unexpected "\\\\" at character 2'],
    [String.raw`'\U00110000'`, 'Unexpected "\\\\" at character 2'],
    [`__import__('os')`, 'Unexpected "_" at character 1'],
  ])('refuses %j and says where', (text, message) => {
    expect(() => parsePythonLiteral(text)).toThrow(new AppError('invalid', message))
  })

  test('a key may have any name, and none reaches the prototype', () => {
    const read = parsePythonLiteral(`{'__proto__': {'polluted': True}}`)

    expect(Object.keys(read as object)).toEqual(['__proto__'])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  test('depth beyond that of any record is refused before the stack ends', () => {
    expect(() => parsePythonLiteral('['.repeat(2_000_000))).toThrow('More than 64 levels deep at character 65')
    expect(parsePythonLiteral('['.repeat(64) + ']'.repeat(64))).toHaveLength(1)
  })

  test('long text without end is read once', () => {
    const endless = [
      "'" + '\\n'.repeat(1_000_000),
      "'" + '"'.repeat(2_000_000),
      '['.padEnd(2_000_000),
      '9'.repeat(2_000_000) + 'x',
    ]

    for (const text of endless) expect(() => parsePythonLiteral(text)).toThrow(AppError)
  })

  test('reads back whatever Python writes for a JSON value, but for what no database keeps', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary', maxDepth: 6 }), (value) => {
        expect(parsePythonLiteral(toPythonText(value))).toEqual(toCleaned(value))
      }),
    )
  })

  test('damaged text gives a value or an invalid fault, never another error', () => {
    const damage = fc.array(
      fc.tuple(fc.nat(), fc.nat(3), fc.string({ maxLength: 3, unit: fc.constantFrom(...`{}[]'",:\\xuU0 1eN\n`) })),
    )
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), damage, (value, edits) => {
        let text = toPythonText(value)
        for (const [at, removed, added] of edits) {
          const start = at % (text.length + 1)
          text = text.slice(0, start) + added + text.slice(start + removed)
        }
        expect(readOrFault(text)).toBe('settled')
      }),
      { numRuns: 2_000 },
    )
  })
})

/** A JSON value with all its texts and keys cleaned; not by JSON, which knows no -0. */
function toCleaned(value: unknown): unknown {
  if (typeof value === 'string') return toStorable(value)
  if (Array.isArray(value)) return value.map(toCleaned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [toStorable(key), toCleaned(member)]))
}

function readOrFault(text: string): unknown {
  try {
    parsePythonLiteral(text)
    return 'settled'
  } catch (thrown) {
    return thrown instanceof AppError && thrown.code === 'invalid' ? 'settled' : thrown
  }
}
