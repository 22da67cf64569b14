import { expect, test } from 'vitest'
import { type Loop, traceContours } from './contours.ts'
import type { Density } from './density.ts'

const SIZE = 41

/** A density on a square of 40 by 40, from what it is at a distance of the middle. */
function aDensity(valueAt: (distance: number) => number): Density {
  const values = Float64Array.from({ length: SIZE * SIZE }, (_, at) =>
    valueAt(Math.hypot((at % SIZE) - 20, Math.floor(at / SIZE) - 20)),
  )
  return { values, columns: SIZE, rows: SIZE, cell: 1 }
}

/** By the shoelace formula: positive where the inside is on the right hand, with y growing downwards. */
function areaOf(loop: Loop): number {
  const count = loop.length / 2
  let sum = 0
  for (let at = 0; at < count; at++) {
    const next = (at + 1) % count
    sum += loop[2 * at]! * loop[2 * next + 1]! - loop[2 * next]! * loop[2 * at + 1]!
  }
  return sum / 2
}

test('a cone is cut in a circle', () => {
  const cone = aDensity((distance) => 20 - distance)

  const loops = traceContours(cone, 10)

  expect(loops).toHaveLength(1)
  expect(Math.abs(areaOf(loops[0]!))).toBeCloseTo(Math.PI * 100, -1)
})

test('a crater has a line without and one within, which run against each other', () => {
  const crater = aDensity((distance) => 5 - Math.abs(distance - 12))

  const loops = traceContours(crater, 1)

  const areas = loops.map(areaOf).sort((a, b) => a - b)
  expect(areas).toHaveLength(2)
  expect(areas[0]! / -(Math.PI * 64)).toBeCloseTo(1, 1)
  expect(areas[1]! / (Math.PI * 256)).toBeCloseTo(1, 1)
})

test('a plain below the level has no lines', () => {
  const plain = aDensity(() => 0)

  const loops = traceContours(plain, 1)

  expect(loops).toEqual([])
})

test('hills that touch at a corner alone are joined', () => {
  const values = Float64Array.of(...[0, 0, 0, 0], ...[0, 1, 0, 0], ...[0, 0, 1, 0], ...[0, 0, 0, 0])

  const loops = traceContours({ values, columns: 4, rows: 4, cell: 1 }, 0.5)

  expect(loops).toHaveLength(1)
})
