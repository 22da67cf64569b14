/** Steps of the search for a row's width: each halves what is left of a range that no two papers differ beyond. */
const STEPS = 40

/**
 * How much each vector has to do with each other one: symmetric, of sum 1, `count` rows of `count`.
 *
 * p(j|i) = exp(−‖xi−xj‖²/2σi²)/Σ, with σi so that row i has the given perplexity, and pij = (p(j|i) + p(i|j))/2n.
 * Source: van der Maaten and Hinton 2008, https://jmlr.org/papers/v9/vandermaaten08a.html, sections 2 and 3.1
 *
 * @param vectors of length 1, one after the other
 * @param perplexity about how many neighbours count, below their number
 */
export function weighNeighbours(vectors: Float32Array, dimensions: number, perplexity: number): Float64Array {
  const count = vectors.length / dimensions
  const distances = measureDistances(vectors, dimensions, count)
  const weights = new Float64Array(count * count)
  for (let i = 0; i < count; i++) fillRow(distances, weights, { i, count, entropy: Math.log(perplexity) })
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      const shared = (weights[i * count + j]! + weights[j * count + i]!) / (2 * count)
      weights[i * count + j] = shared
      weights[j * count + i] = shared
    }
  }
  return weights
}

/** Squared distances of unit vectors. */
function measureDistances(vectors: Float32Array, dimensions: number, count: number): Float64Array {
  const distances = new Float64Array(count * count)
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      let product = 0
      for (let d = 0; d < dimensions; d++) product += vectors[i * dimensions + d]! * vectors[j * dimensions + d]!
      distances[i * count + j] = Math.max(0, 2 - 2 * product)
      distances[j * count + i] = distances[i * count + j]!
    }
  }
  return distances
}

type Row = { i: number; count: number; entropy: number }

/** Writes p(j|i) of one row, with the precision 1/2σ² that gives the entropy, by bisection of its logarithm. */
function fillRow(distances: Float64Array, weights: Float64Array, row: Row): void {
  let [low, high] = [-10, 20]
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2
    if (writeRow(distances, weights, row, Math.exp(middle)) > row.entropy) low = middle
    else high = middle
  }
}

/** @returns the entropy of the row, in nats */
function writeRow(distances: Float64Array, weights: Float64Array, { i, count }: Row, precision: number): number {
  const start = i * count
  let nearest = Infinity
  for (let j = 0; j < count; j++) if (j !== i) nearest = Math.min(nearest, distances[start + j]!)
  let sum = 0
  let moment = 0
  for (let j = 0; j < count; j++) {
    if (j === i) continue
    const further = distances[start + j]! - nearest // so that the nearest never vanishes
    const weight = Math.exp(-precision * further)
    weights[start + j] = weight
    sum += weight
    moment += weight * further
  }
  for (let j = 0; j < count; j++) weights[start + j]! /= sum
  return Math.log(sum) + (precision * moment) / sum
}
