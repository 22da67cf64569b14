import { expect, test } from 'vitest'
import { placeLabels } from './map-labels.ts'

test('names of regions whose middles are close stand above each other', () => {
  const regions = [
    { name: 'Barn owls, herons', x: 500, y: 300 },
    { name: 'Tides, looms', x: 510, y: 302 },
    { name: 'Bells', x: 490, y: 299 },
  ]

  const labels = placeLabels(regions)

  const heights = labels.map(({ y }) => y).sort((a, b) => a - b)
  expect(heights[1]! - heights[0]!).toBeGreaterThanOrEqual(27)
  expect(heights[2]! - heights[1]!).toBeGreaterThanOrEqual(27)
})

test('a name at the edge is moved in, its number stays', () => {
  const [label] = placeLabels([{ name: 'Intelligent tutoring, education', x: 1000, y: 300 }])

  expect(label!.x).toBeLessThan(880)
  expect(label!.key.x).toBe(1000)
})

test('a region without a name is called Various', () => {
  const [label] = placeLabels([{ name: '', x: 500, y: 300 }])

  expect(label!.text).toBe('Various')
})
