import { describe, expect, test } from 'vitest'
import { NearestCentre, trainClusters } from './clusters.ts'
import { scatter } from './quantise.ts'

const DIMENSIONS = 64

function someVectors(count: number, seed: number): Float32Array {
  return Float32Array.from({ length: count * DIMENSIONS }, (_, i) => scatter(scatter(seed) + i) / 2 ** 31 - 1)
}

function distanceSquared(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, d) => sum + (value - b[d]!) ** 2, 0)
}

function rowOf(vectors: Float32Array, row: number): Float32Array {
  return vectors.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS)
}

describe('NearestCentre', () => {
  test('finds the centre at the least distance, for more vectors than fit one call', () => {
    const centres = someVectors(37, 1)
    const vectors = someVectors(300, 2)
    const nearest = new Uint32Array(300)

    new NearestCentre(centres, DIMENSIONS).assign(vectors, nearest)

    const expected = Array.from({ length: 300 }, (_, i) => {
      const distances = Array.from({ length: 37 }, (_, list) =>
        distanceSquared(rowOf(vectors, i), rowOf(centres, list)),
      )
      return distances.indexOf(Math.min(...distances))
    })
    expect([...nearest]).toEqual(expected)
  })

  test('multiplies a vector with every centre', () => {
    const centres = someVectors(5, 1)
    const vector = someVectors(1, 2)

    const products = new NearestCentre(centres, DIMENSIONS).multiply(vector)

    const expected = [0, 1, 2, 3, 4].map((list) =>
      rowOf(centres, list).reduce((sum, value, d) => sum + value * vector[d]!, 0),
    )
    expected.forEach((product, list) => expect(products[list]).toBeCloseTo(product, 4))
  })
})

describe('trainClusters', () => {
  const vectors = someVectors(500, 3)
  const options = { lists: 20, rounds: 5, seed: 7 }

  test('gives the same centres for the same seed, others for another', () => {
    const centres = trainClusters(vectors, DIMENSIONS, options)

    expect(trainClusters(vectors, DIMENSIONS, options)).toEqual(centres)
    expect(trainClusters(vectors, DIMENSIONS, { ...options, seed: 8 })).not.toEqual(centres)
  })

  test('brings vectors nearer to their centres with every round', () => {
    const distances = [1, 3, 9].map((rounds) => {
      const centres = trainClusters(vectors, DIMENSIONS, { ...options, rounds })
      const nearest = new Uint32Array(500)
      new NearestCentre(centres, DIMENSIONS).assign(vectors, nearest)
      return nearest.reduce((sum, list, i) => sum + distanceSquared(rowOf(vectors, i), rowOf(centres, list)), 0)
    })

    expect(distances).toEqual(distances.toSorted((a, b) => b - a))
    expect(new Set(distances).size).toBe(3)
  })

  test('finds the places where vectors really are', () => {
    const places = someVectors(4, 9)
    const around = someVectors(400, 10).map((value, i) => places[i % (4 * DIMENSIONS)]! + value / 50)

    const centres = trainClusters(around, DIMENSIONS, { lists: 4, rounds: 10, seed: 1 })

    const nearestPlace = [0, 1, 2, 3].map((list) => {
      const distances = [0, 1, 2, 3].map((place) => distanceSquared(rowOf(centres, list), rowOf(places, place)))
      return distances.indexOf(Math.min(...distances))
    })
    expect(nearestPlace.toSorted()).toEqual([0, 1, 2, 3])
  })

  test('leaves no list empty, unless there are fewer vectors or they are the same', () => {
    const fewPlaces = Float32Array.from({ length: 100 * DIMENSIONS }, (_, i) =>
      Math.floor(i / DIMENSIONS) % 10 < 9 ? 1 : i % 7,
    )
    const [far] = [trainClusters(fewPlaces, DIMENSIONS, { lists: 2, rounds: 6, seed: 3 })]

    expect(trainClusters(someVectors(3, 1), DIMENSIONS, options)).toHaveLength(3 * DIMENSIONS)
    expect(rowOf(far!, 0)).not.toEqual(rowOf(far!, 1))
  })
})
