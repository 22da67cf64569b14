import { describe, expect, test } from 'vitest'
import { findNear, findToward } from './near.ts'

describe('the place that is pointed at', () => {
  const places = [
    { x: 10, y: 10 },
    { x: 20, y: 10 },
    { x: 20, y: 10 },
    { x: 90, y: 90 },
  ]

  test.each([
    [{ x: 11, y: 12 }, 0],
    [{ x: 17, y: 10 }, 2], // of two on one spot the one above
    [{ x: 80, y: 97 }, -1], // 12.2 away
    [{ x: 83, y: 97 }, 3], // 9.9 away
  ])('is the nearest within reach: %j', (at, expected) => {
    expect(findNear(places, at, 10)).toBe(expected)
  })

  test('is none where there are none', () => {
    expect(findNear([], { x: 0, y: 0 }, Infinity)).toBe(-1)
  })
})

describe('the place that an arrow leads to', () => {
  //      1
  //   0     2   3
  //      4
  const places = [
    { x: 0, y: 50 },
    { x: 50, y: 0 },
    { x: 100, y: 50 },
    { x: 150, y: 50 },
    { x: 50, y: 90 },
  ]

  test.each([
    ['right', 0, { x: 1, y: 0 }, 2], // straight ahead, though 1 and 4 are nearer
    ['right', 2, { x: 1, y: 0 }, 3],
    ['left', 3, { x: -1, y: 0 }, 2],
    ['up', 4, { x: 0, y: -1 }, 1],
    ['down', 1, { x: 0, y: 1 }, 4],
    ['up', 0, { x: 0, y: -1 }, 1], // at 45 degrees
    ['right', 3, { x: 1, y: 0 }, -1],
    ['left', 0, { x: -1, y: 0 }, -1],
    ['down', 3, { x: 0, y: 1 }, -1], // 4 lies below, but more to the left
  ])('%s from %i', (_name, from, direction, expected) => {
    expect(findToward(places, from, direction)).toBe(expected)
  })

  test('is none from nowhere', () => {
    expect(findToward(places, -1, { x: 1, y: 0 })).toBe(-1)
  })
})
