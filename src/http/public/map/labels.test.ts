import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Box, listHeights, placeLabels, type Wish } from './labels.ts'

const WINDOW = { width: 400, height: 300 }
const UPON = [{ x: 0, y: 0 }]

/** A label of one form, 100 by 20, that may stand upon its place alone. */
function aWish(x: number, y: number, rest: Partial<Wish['forms'][number]> = {}): Wish {
  return { x, y, forms: [{ width: 100, height: 20, offsets: UPON, ...rest }] }
}

const overlap = (a: Box, b: Box): boolean =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2

test('no label stands upon another or leaves the window, whatever is wished for', () => {
  const size = fc.integer({ min: 5, max: 250 })
  const form = fc.record({ width: size, height: size, offsets: fc.constant(listHeights(10, 9)) })
  const place = fc.integer({ min: -100, max: 500 })
  const wish = fc.record({ x: place, y: place, forms: fc.array(form, { maxLength: 3 }) })

  fc.assert(
    fc.property(fc.array(wish, { maxLength: 30 }), (wishes) => {
      const placed = placeLabels(wishes, WINDOW)
      for (const [index, box] of placed.entries()) {
        expect(placed.slice(index + 1).filter((other) => overlap(box, other))).toEqual([])
        expect(box.x - box.width / 2).toBeGreaterThanOrEqual(0)
        expect(box.x + box.width / 2).toBeLessThanOrEqual(WINDOW.width)
        expect(box.y - box.height / 2).toBeGreaterThanOrEqual(0)
        expect(box.y + box.height / 2).toBeLessThanOrEqual(WINDOW.height)
      }
    }),
  )
})

test('the first has its place, and the next stands above or below it, or not at all', () => {
  const wishes = [aWish(200, 100), aWish(200, 105, { offsets: listHeights(10, 9) }), aWish(200, 95)]

  const placed = placeLabels(wishes, WINDOW)

  // 105 + 20 is the first height at which 24 pixels lie between the middles.
  expect(placed.map(({ wish, x, y }) => [wish, x, y])).toEqual([
    [0, 200, 100],
    [1, 200, 125],
  ])
})

test('where a name has no room its shorter form may have', () => {
  const long: Wish = {
    ...{ x: 250, y: 100 },
    forms: [
      { width: 100, height: 20, offsets: UPON },
      { width: 20, height: 20, offsets: UPON },
    ],
  }

  const [, second] = placeLabels([aWish(160, 100), long], WINDOW)

  expect(second).toMatchObject({ form: 1, x: 250, width: 20 })
})

describe('at the edge', () => {
  test('a label is pushed into the window', () => {
    expect(placeLabels([aWish(2, 299)], WINDOW)).toMatchObject([{ x: 56, y: 284 }])
  })

  test('what is beyond it has none', () => {
    expect(placeLabels([aWish(-1, 100), aWish(100, 301)], WINDOW)).toEqual([])
  })
})

test('what is taken stays free', () => {
  const dot = { x: 200, y: 100, width: 8, height: 8 }

  expect(placeLabels([aWish(200, 100)], WINDOW, [dot])).toEqual([])
})

test('heights go up and down in turn', () => {
  expect(listHeights(10, 5).map(({ y }) => y)).toEqual([expect.closeTo(0), 10, -10, 20, -20])
})
