/** Rounds of the power iteration: the second axis of word-like vectors stands still after some dozens. */
const ROUNDS = 60

/**
 * The two directions in which vectors differ most (principal components of the covariance), one after the other, each of
 * length 1. Found by power iteration from a fixed start, and turned so that the largest number of each is positive: the
 * same vectors give the same axes everywhere.
 *
 * @param vectors one after the other, two or more
 */
export function findPrincipalAxes(vectors: Float32Array, dimensions: number): Float32Array {
  const centred = centre(vectors, dimensions)
  const axes = new Float32Array(2 * dimensions)
  const first = findAxis(centred, dimensions, undefined)
  axes.set(first)
  axes.set(findAxis(centred, dimensions, first), dimensions)
  return axes
}

function centre(vectors: Float32Array, dimensions: number): Float64Array {
  const count = vectors.length / dimensions
  const mean = new Float64Array(dimensions)
  vectors.forEach((value, at) => (mean[at % dimensions]! += value / count))
  return Float64Array.from(vectors, (value, at) => value - mean[at % dimensions]!)
}

/** The strongest axis at right angles to `other`. */
function findAxis(vectors: Float64Array, dimensions: number, other: Float64Array | undefined): Float64Array {
  let axis = Float64Array.from({ length: dimensions }, (_, place) => Math.cos(place * place)) // along nothing in particular
  for (let round = 0; round < ROUNDS; round++) {
    if (other) takeAway(axis, other)
    const next = new Float64Array(dimensions)
    for (let start = 0; start < vectors.length; start += dimensions) {
      let product = 0
      for (let d = 0; d < dimensions; d++) product += vectors[start + d]! * axis[d]!
      for (let d = 0; d < dimensions; d++) next[d]! += product * vectors[start + d]!
    }
    const length = Math.hypot(...next)
    if (length === 0) break // all vectors are one
    axis = next.map((value) => value / length)
  }
  if (other) takeAway(axis, other)
  const largest = axis.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0)
  const length = Math.hypot(...axis) * (largest < 0 ? -1 : 1) || 1
  return axis.map((value) => value / length)
}

function takeAway(axis: Float64Array, other: Float64Array): void {
  const share = axis.reduce((sum, value, place) => sum + value * other[place]!, 0)
  for (let d = 0; d < axis.length; d++) axis[d]! -= share * other[d]!
}
