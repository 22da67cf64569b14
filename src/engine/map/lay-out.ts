import { weighNeighbours } from './neighbourhoods.ts'

/** About how many neighbours a paper is drawn to; fewer where there are few papers. */
const PERPLEXITY = 20
const ROUNDS = 500
/** While neighbours attract so many times as much they find each other; then they settle. */
const EARLY = { rounds: 100, attraction: 2, momentum: 0.5 }
const LATE_MOMENTUM = 0.8
/** Of the order of the map that comes of it. A start in one spot, as is usual, makes maps that a paper more turns over. */
const START_SPREAD = 4
const LEAST_RATE = 20
const POINTS_A_RATE = 8
/** A step moves a point no further: what leaps does not come to the same place again. */
const LONGEST_STEP = 2

/**
 * Places vectors on a plane so that near ones stand near: t-SNE in its exact form, from given positions, without any
 * chance. The map is turned back to where its start pointed. A vector more or less moves the others little.
 *
 * Takes count² · 500 steps: some 0.5 s for 500. Source: van der Maaten and Hinton 2008,
 * https://jmlr.org/papers/v9/vandermaaten08a.html; the start from fixed axes as Kobak and Berens 2019,
 * https://doi.org/10.1038/s41467-019-13056-x. Departures: the start is as wide as the map, exaggeration is small, and
 * single coordinates have no gains. All that costs no neighbours, and a paper more moves the others by 1 % of the width
 * instead of 20 %.
 *
 * @param vectors of length 1, one after the other
 * @param axes two directions of the vectors' space, which say where right and down are
 * @returns x and y of each, about 0, of no particular size
 */
export function layOut(vectors: Float32Array, dimensions: number, axes: Float32Array): Float64Array {
  const count = vectors.length / dimensions
  const start = project(vectors, dimensions, axes)
  if (count < 4) return start
  const weights = weighNeighbours(vectors, dimensions, Math.min(PERPLEXITY, (count - 1) / 3))
  const points = start.map((value) => value * START_SPREAD)
  const speeds = new Float64Array(points.length)
  const rate = Math.max(LEAST_RATE, count / POINTS_A_RATE)
  const slopes = new Float64Array(points.length)
  for (let round = 0; round < ROUNDS; round++) {
    const isEarly = round < EARLY.rounds
    findSlopes(points, weights, isEarly ? EARLY.attraction : 1, slopes)
    const momentum = isEarly ? EARLY.momentum : LATE_MOMENTUM
    for (let at = 0; at < points.length; at++) {
      const speed = momentum * speeds[at]! - rate * slopes[at]!
      speeds[at] = Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, speed))
      points[at]! += speeds[at]!
    }
  }
  return turnTowards(toCentred(points), start)
}

/** Where vectors stand along two axes, about 0, of spread 1. */
function project(vectors: Float32Array, dimensions: number, axes: Float32Array): Float64Array {
  const count = vectors.length / dimensions
  const points = new Float64Array(count * 2)
  for (let at = 0; at < points.length; at++) {
    const [vector, axis] = [(at >> 1) * dimensions, (at & 1) * dimensions]
    for (let d = 0; d < dimensions; d++) points[at]! += vectors[vector + d]! * axes[axis + d]!
  }
  const centred = toCentred(points)
  const spread = Math.sqrt(centred.reduce((sum, value) => sum + value * value, 0) / centred.length) || 1
  return centred.map((value) => value / spread)
}

function toCentred(points: Float64Array): Float64Array {
  const mean = [0, 0]
  points.forEach((value, at) => (mean[at & 1]! += (value * 2) / points.length))
  return points.map((value, at) => value - mean[at & 1]!)
}

/**
 * ∂C/∂yi = 4 Σj (a·pij − qij)(yi − yj)/(1 + ‖yi − yj‖²), where qij = 1/(1 + ‖yi − yj‖²)/Z and a is the attraction. Every
 * pair is looked at twice: to go along rows and write one sum is quicker than to halve the work.
 */
function findSlopes(points: Float64Array, weights: Float64Array, attraction: number, slopes: Float64Array): void {
  const count = points.length / 2
  const push = new Float64Array(points.length)
  let mass = 0
  for (let i = 0; i < count; i++) {
    const [xi, yi] = [points[2 * i]!, points[2 * i + 1]!]
    let [pullX, pullY, pushX, pushY] = [0, 0, 0, 0]
    for (let j = 0; j < count; j++) {
      const x = xi - points[2 * j]!
      const y = yi - points[2 * j + 1]!
      const nearness = 1 / (1 + x * x + y * y)
      const pulled = weights[i * count + j]! * nearness
      const pushed = nearness * nearness
      mass += nearness
      pullX += pulled * x
      pullY += pulled * y
      pushX += pushed * x
      pushY += pushed * y
    }
    mass-- // itself
    slopes[2 * i] = pullX
    slopes[2 * i + 1] = pullY
    push[2 * i] = pushX
    push[2 * i + 1] = pushY
  }
  for (let at = 0; at < slopes.length; at++) slopes[at] = 4 * (attraction * slopes[at]! - push[at]! / mass)
}

/** Turns a map about 0, and mirrors it where that is nearer, so that it lies best upon another (Procrustes). */
function turnTowards(points: Float64Array, other: Float64Array): Float64Array {
  const sums = [0, 0, 0, 0] // of x·x′, x·y′, y·x′, y·y′
  for (let at = 0; at < points.length; at += 2) {
    sums[0]! += points[at]! * other[at]!
    sums[1]! += points[at]! * other[at + 1]!
    sums[2]! += points[at + 1]! * other[at]!
    sums[3]! += points[at + 1]! * other[at + 1]!
  }
  const [xx, xy, yx, yy] = sums as [number, number, number, number]
  const turned = Math.hypot(xx + yy, xy - yx)
  const mirrored = Math.hypot(xx - yy, xy + yx)
  const sign = turned >= mirrored ? 1 : -1
  const angle = turned >= mirrored ? Math.atan2(xy - yx, xx + yy) : Math.atan2(xy + yx, xx - yy)
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return points.map((_, at) => {
    const [x, y] = [points[at & ~1]!, points[at | 1]!]
    return (at & 1) === 0 ? cos * x - sign * sin * y : sin * x + sign * cos * y
  })
}
