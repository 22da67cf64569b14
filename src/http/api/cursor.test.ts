import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PaperId } from '../../domain/paper.ts'
import { parseCursor, toCursorText } from './cursor.ts'

describe('a cursor', () => {
  test('comes back as it was given', () => {
    const id = fc.string({ minLength: 1, unit: fc.constantFrom('2', '.', '/', ':', ' ', '论', 'é') })
    const publishedAt = fc.integer({ min: -8.64e15, max: 8.64e15 })

    fc.assert(
      fc.property(publishedAt, id, (time, name) => {
        const cursor = { publishedAt: time, id: name as PaperId }

        expect(parseCursor(toCursorText(cursor))).toEqual(cursor)
      }),
    )
  })

  const base64 = (text: string) => Buffer.from(text).toString('base64url')
  test.each([
    ['', 'nothing'],
    ['1', 'a page number'],
    [base64('1775000000000'), 'no id'],
    [base64('1775000000000 '), 'an empty id'],
    [base64('99999999999999999 2604.00001'), 'a time that no clock shows'],
    [base64('1775000000000.5 2604.00001'), 'a part of a millisecond'],
    [base64('1775000000000 2604.00001\u0000'), 'a control character'],
    [`${base64('1775000000000 2604.00001')}=`, 'padding'],
    [`${base64('1775000000000 2604.00001')}!`, 'a letter too many'],
  ])('is refused where it is %j: %s', (text) => {
    expect(() => parseCursor(text)).toThrow('not a cursor that this server gave')
  })
})
