import { describe, expect, test } from 'vitest'
import { EVERY_WISH } from '../../test/support/every-wish.ts'
import { parseWish, writeWish } from './wish-text.ts'

describe('a wish in one text', () => {
  test.each(Object.values(EVERY_WISH))('$wish is "$text", and back', ({ wish, text }) => {
    expect(writeWish(wish)).toBe(text)
    expect(parseWish(text)).toEqual(wish)
  })

  test('ids may have blanks between them, as people type them', () => {
    const wish = parseWish('similar: 2605.00001, 2605.00002 2605.00003')

    expect(wish).toEqual({ kind: 'similar', papers: ['2605.00001', '2605.00002', '2605.00003'] })
  })

  test.each([
    ...['', 'search', 'search:', 'search:  ', 'everything', 'Trending', 'category', ':x', 'author', 'trending:now'],
    'constructor:x',
  ])('"%s" is none', (text) => {
    expect(() => parseWish(text)).toThrow(expect.objectContaining({ code: 'invalid' }))
  })
})
