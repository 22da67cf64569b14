import { describe, expect, test } from 'vitest'
import { EVERY_WISH } from '../../../../test/support/every-wish.ts'
import { changeBody } from './subscription-schemas.ts'

describe('a wish that a program sends', () => {
  test.each(Object.values(EVERY_WISH))('is taken as it is: $wish', ({ wish }) => {
    const read = changeBody.parse({ wish: JSON.parse(JSON.stringify(wish)) as unknown })

    expect(read.wish).toEqual(wish)
  })

  test.each([
    { kind: 'search' },
    { kind: 'search', query: '' },
    { kind: 'search', query: 'owls', code: 'cs.LG' },
    { kind: 'category', code: 7 },
    { kind: 'trending', query: 'owls' },
    { kind: 'similar', papers: [] },
    { kind: 'similar', papers: '2605.00001' },
    { kind: 'constructor' },
    {},
  ])('is refused: %j', (wish) => {
    expect(changeBody.safeParse({ wish }).success).toBe(false)
  })
})
