import { describe, expect, test } from 'vitest'
import type { Wish } from '../../domain/subscription.ts'
import { readWish, writeWish } from './wish-text.ts'

describe('a wish as a form holds it', () => {
  test.each([
    [{ kind: 'trending' }, 'trending'],
    [{ kind: 'edition' }, 'edition'],
    [{ kind: 'search', query: 'cat:cs.IR "sparse: retrieval"' }, 'search:cat:cs.IR "sparse: retrieval"'],
    [{ kind: 'category', code: 'cs.LG' }, 'category:cs.LG'],
    [{ kind: 'author', name: 'Ada Kestrel' }, 'author:Ada Kestrel'],
    [{ kind: 'organisation', handle: 'osier-valley' }, 'organisation:osier-valley'],
    [{ kind: 'similar', papers: ['2605.00001', 'doi:10.1/a,b'] }, 'similar:2605.00001,doi:10.1/a%2Cb'],
  ] as [Wish, string][])('%j is "%s", and back', (wish, text) => {
    expect(writeWish(wish)).toBe(text)
    expect(readWish(text)).toEqual(wish)
  })

  test.each(['', 'search', 'search:', 'search:  ', 'everything', 'Trending', 'category', ':x', 'author'])(
    '"%s" is none',
    (text) => {
      expect(() => readWish(text)).toThrow(expect.objectContaining({ code: 'invalid' }))
    },
  )
})
