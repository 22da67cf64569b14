import { describe, expect, test } from 'vitest'
import { anOrder } from '../../../test/support/subscribers.ts'
import type { PaperId } from '../../domain/paper.ts'
import type { Rhythm, Wish } from '../../domain/subscription.ts'
import { MOST_QUERY_LETTERS } from '../search/searching.ts'
import { checkOrder, toWishKey } from './check-order.ts'

const [a, b] = ['2611.00001', '2611.00002'] as [PaperId, PaperId]
const many = Array.from({ length: 21 }, (_, number) => `2611.${10_000 + number}` as PaperId)

describe('an order', () => {
  test('comes out with texts in order, days sorted, and nothing besides', () => {
    const rhythm: Rhythm = { span: 'day', weekdays: [5, 1, 5], hour: 7, zone: 'America/New_York' }
    const wish = { kind: 'search', query: '  sparse\n retrieval ', extra: 1 } as Wish

    expect(checkOrder(anOrder({ wish, rhythm }))).toEqual({
      ...{ wish: { kind: 'search', query: 'sparse retrieval' }, size: 10, sendsEmpty: false },
      rhythm: { ...rhythm, weekdays: [1, 5] },
    })
  })

  test.each<Wish>([
    { kind: 'search', query: ' ' },
    { kind: 'search', query: 'x'.repeat(1001) },
    { kind: 'search', query: 'a\0b' },
    { kind: 'category', code: '' },
    { kind: 'author', name: '…' },
    { kind: 'organisation', handle: '\t' },
    { kind: 'similar', papers: [] },
    { kind: 'similar', papers: many },
    { kind: 'similar', papers: ['' as PaperId] },
  ])('is refused that wishes for %j', (wish) => {
    expect(() => checkOrder(anOrder({ wish }))).toThrow(expect.objectContaining({ code: 'invalid' }))
  })

  test('can wish for whatever can be searched for', () => {
    const wish: Wish = { kind: 'search', query: 'x'.repeat(MOST_QUERY_LETTERS) }

    expect(checkOrder(anOrder({ wish })).wish).toEqual(wish)
  })

  test.each([0, 51, 1.5, Number.NaN])('is refused of %d papers', (size) => {
    expect(() => checkOrder(anOrder({ size }))).toThrow(expect.objectContaining({ code: 'invalid' }))
  })

  test.each<Partial<Rhythm>>([
    { weekdays: [] },
    { span: 'week', weekdays: [1, 2] },
    { hour: 24 },
    { hour: 6.5 },
    { zone: 'Europe/Atlantis' },
    { zone: '+02:00' },
    { zone: '' },
  ])('is refused whose rhythm has %j', (wrong) => {
    expect(() => checkOrder(anOrder({ rhythm: { ...anOrder().rhythm, ...wrong } }))).toThrow(
      expect.objectContaining({ code: 'invalid' }),
    )
  })
})

describe('two wishes', () => {
  test.each<[Wish, Wish]>([
    [
      { kind: 'author', name: 'José  García-López' },
      { kind: 'author', name: 'jose garcia lopez' },
    ],
    [
      { kind: 'category', code: 'cs.LG' },
      { kind: 'category', code: 'CS.lg' },
    ],
    [
      { kind: 'similar', papers: [a, b] },
      { kind: 'similar', papers: [b, a] },
    ],
  ])('%j and %j are one', (one, other) => {
    expect(toWishKey(one)).toBe(toWishKey(other))
  })

  test.each<[Wish, Wish]>([
    [{ kind: 'trending' }, { kind: 'edition' }],
    [
      { kind: 'search', query: 'cats OR dogs' },
      { kind: 'search', query: 'cats or dogs' },
    ],
    [
      { kind: 'category', code: 'cs.LG' },
      { kind: 'organisation', handle: 'cs.LG' },
    ],
  ])('%j and %j are two', (one, other) => {
    expect(toWishKey(one)).not.toBe(toWishKey(other))
  })
})
