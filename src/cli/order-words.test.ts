import { describe, expect, test } from 'vitest'
import { parseRhythm, parseWhat } from './order-words.ts'

describe('what is wished for', () => {
  test.each([
    ['trending', { kind: 'trending' }],
    ['edition', { kind: 'edition' }],
    ['search: sparse retrieval: a survey ', { kind: 'search', query: 'sparse retrieval: a survey' }],
    ['category:cs.CL', { kind: 'category', code: 'cs.CL' }],
    ['author:Ann Field', { kind: 'author', name: 'Ann Field' }],
    ['organisation:uio', { kind: 'organisation', handle: 'uio' }],
    ['similar:2604.00001, 2604.00002', { kind: 'similar', papers: ['2604.00001', '2604.00002'] }],
  ])('"%s" is %o', (text, wish) => {
    expect(parseWhat(text)).toEqual(wish)
  })

  test.each(['', 'papers', 'trending:now', 'search', 'search: ', 'similar:'])('"%s" is nothing', (text) => {
    expect(() => parseWhat(text)).toThrow(/names no papers\. It is trending/)
  })
})

describe('when digests go out', () => {
  const words = { days: 'weekdays', weekly: false, hour: '7', zone: 'Europe/Oslo' }

  test.each([
    ['weekdays', [1, 2, 3, 4, 5]],
    ['daily', [1, 2, 3, 4, 5, 6, 0]],
    ['mon,Thu', [1, 4]],
    ['Wednesday saturday', [3, 6]],
    ['tues', [2]],
  ])('"%s" are the days %o', (days, weekdays) => {
    expect(parseRhythm({ ...words, days })).toEqual({ span: 'day', weekdays, hour: 7, zone: 'Europe/Oslo' })
  })

  test('a week goes out on one day', () => {
    expect(parseRhythm({ ...words, days: 'mon', weekly: true })).toMatchObject({ span: 'week', weekdays: [1] })
  })

  test.each([
    [{ days: 'mo' }, /--days/],
    [{ days: 'mon,,thu,' }, /--days/],
    [{ days: 'monkey' }, /--days/],
    [{ hour: '7:30' }, /--hour/],
    [{ weekly: true }, /--days=mon/],
  ])('%o is refused', (wrong, says) => {
    expect(() => parseRhythm({ ...words, ...wrong })).toThrow(says)
  })
})
