import { expect, test } from 'vitest'
import { measureDensity } from './density.ts'
import { divide } from './regions.ts'

const FRAME = { width: 1000, height: 500 }

/** Twelve points on a small circle. */
const aPile = (x: number, y: number): number[] =>
  Array.from({ length: 12 }, (_, place) => [x + 20 * Math.cos(place), y + 20 * Math.sin(place)]).flat()

function divideIt(points: Float64Array, options = { most: 9, fewest: 3 }): number[] {
  return [...divide(points, measureDensity(points, FRAME), options)]
}

test('piles that stand apart are regions of their own', () => {
  const points = Float64Array.from([120, 380, 640, 900, 510].flatMap((x, place) => aPile(x, place === 4 ? 450 : 90)))

  const regions = divideIt(points)

  const ofPiles = [0, 1, 2, 3, 4].map((pile) => new Set(regions.slice(pile * 12, pile * 12 + 12)))
  expect(ofPiles.map((numbers) => numbers.size)).toEqual([1, 1, 1, 1, 1])
  expect(new Set(regions).size).toBe(5)
})

test('a point by itself belongs to the region that is nearest', () => {
  const piles = [120, 380, 640, 900, 510].flatMap((x, place) => aPile(x, place === 4 ? 450 : 90))

  const regions = divideIt(Float64Array.from([...piles, 120, 350]))

  expect(regions.at(-1)).toBe(regions[0])
})

test('one pile is cut, so that no region holds most of what there is', () => {
  const points = Float64Array.from(Array.from({ length: 100 }, (_, place) => [300 + place * 4, 250]).flat())

  const regions = divideIt(points)

  const sizes = [...new Set(regions)].map((region) => regions.filter((other) => other === region).length)
  expect(Math.max(...sizes)).toBeLessThanOrEqual(25)
})

test('there are never more regions than asked for', () => {
  const points = Float64Array.from([120, 380, 640, 900, 510].flatMap((x, place) => aPile(x, place === 4 ? 450 : 90)))

  const regions = divideIt(points, { most: 2, fewest: 3 })

  expect(new Set(regions).size).toBe(2)
})

test('points on one spot are one region', () => {
  const points = Float64Array.from(Array.from({ length: 40 }, () => [500, 250]).flat())

  const regions = divideIt(points)

  expect(new Set(regions)).toEqual(new Set([0]))
})
