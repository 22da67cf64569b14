import { describe, expect, test } from 'vitest'
import { MOST_ZOOM, moveBy, reveal, toWindow, WHOLE, zoomAbout } from './view.ts'

const WINDOW = { width: 800, height: 600 }

test('the whole map fills the window', () => {
  const [corner, opposite] = [
    { x: 0, y: 0 },
    { x: 1, y: 1 },
  ].map((place) => toWindow(WHOLE, place, WINDOW))

  expect(corner).toEqual({ x: 0, y: 0 })
  expect(opposite).toEqual({ x: 800, y: 600 })
})

test('what lies under the pointer stays there while the map is enlarged', () => {
  const place = { x: 0.3, y: 0.6 } // at 240, 360 of the window

  const closer = zoomAbout(WHOLE, 2.5, { x: 240, y: 360 }, WINDOW)
  const closest = zoomAbout(closer, 3, { x: 240, y: 360 }, WINDOW)

  expect(closer.zoom).toBe(2.5)
  for (const view of [closer, closest]) {
    const { x, y } = toWindow(view, place, WINDOW)
    expect([x, y]).toEqual([expect.closeTo(240), expect.closeTo(360)])
  }
})

test('is never smaller than the window, nor larger than has a use', () => {
  const at = { x: 10, y: 590 }

  const [smallest, largest] = [zoomAbout(WHOLE, 0.1, at, WINDOW), zoomAbout(WHOLE, 1000, at, WINDOW)]

  expect(smallest).toEqual(WHOLE)
  expect(largest.zoom).toBe(MOST_ZOOM)
})

test('going out again from anywhere ends at the whole map', () => {
  const away = moveBy(zoomAbout(WHOLE, 5, { x: 700, y: 10 }, WINDOW), { x: -40, y: 55 }, WINDOW)

  const back = zoomAbout(away, 1 / 5, { x: 3, y: 599 }, WINDOW)

  expect(back).toEqual({ zoom: 1, x: expect.closeTo(0) as number, y: expect.closeTo(0) as number })
})

describe('the map is moved', () => {
  test('by as many pixels as the pointer', () => {
    const view = { zoom: 4, x: 0.4, y: 0.4 }
    const before = toWindow(view, { x: 0.5, y: 0.5 }, WINDOW)

    const after = toWindow(moveBy(view, { x: 30, y: -20 }, WINDOW), { x: 0.5, y: 0.5 }, WINDOW)

    expect([after.x - before.x, after.y - before.y]).toEqual([expect.closeTo(30), expect.closeTo(-20)])
  })

  test.each([
    [
      { x: 5000, y: 5000 },
      { x: 0, y: 0 },
    ],
    [
      { x: -5000, y: -5000 },
      { x: 0.75, y: 0.75 },
    ], // a quarter of it is seen
  ])('no further than its edge: %j', (by, corner) => {
    expect(moveBy({ zoom: 4, x: 0.4, y: 0.4 }, by, WINDOW)).toEqual({ zoom: 4, ...corner })
  })
})

describe('a place is brought into the window', () => {
  const view = { zoom: 4, x: 0.25, y: 0.25 } // from 0.25 to 0.5

  test('not where it is in it already', () => {
    expect(reveal(view, { x: 0.3, y: 0.4 }, 0.1)).toEqual(view)
  })

  test('as far as is needed, and away from the edge', () => {
    const { x, y } = toWindow(reveal(view, { x: 0.6, y: 0.2 }, 0.1), { x: 0.6, y: 0.2 }, WINDOW)

    expect([x, y]).toEqual([expect.closeTo(0.9 * 800), expect.closeTo(0.1 * 600)])
  })

  test('as near to the edge as it is on the map', () => {
    expect(reveal(view, { x: 0.001, y: 0.3 }, 0.1)).toEqual({ zoom: 4, x: 0, y: 0.25 })
  })
})
