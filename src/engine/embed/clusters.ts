import { KernelMemory } from './kernels.ts'
import { scatter } from './quantise.ts'

/** Vectors compared with all centres in one call. */
const BATCH = 128

/** How the centres of lists are found. */
export type ClusterOptions = {
  /** Lists wanted, >= 1; no more than there are vectors. */
  lists: number
  /** Rounds of k-means. */
  rounds: number
  /** The same seed and vectors give the same centres on every machine. */
  seed: number
}

/** Finds the centre that is nearest to a vector, for many vectors at a time. Centres never change. */
export class NearestCentre {
  readonly lists: number
  readonly #dimensions: number
  readonly #memory: KernelMemory
  readonly #centres: Float32Array
  readonly #batch: Float32Array
  readonly #products: Float32Array
  readonly #halfSquares: Float64Array

  /** @param centres one after the other, each `dimensions` floats */
  constructor(centres: Float32Array, dimensions: number) {
    this.lists = centres.length / dimensions
    this.#dimensions = dimensions
    this.#memory = new KernelMemory((centres.length + BATCH * (dimensions + this.lists)) * 4 + 64)
    this.#centres = this.#memory.floats(centres.length)
    this.#batch = this.#memory.floats(BATCH * dimensions)
    this.#products = this.#memory.floats(BATCH * this.lists)
    this.#centres.set(centres)
    this.#halfSquares = Float64Array.from({ length: this.lists }, (_, list) => {
      const centre = centres.subarray(list * dimensions, (list + 1) * dimensions)
      return centre.reduce((sum, value) => sum + value * value, 0) / 2
    })
  }

  /** The product of one vector with every centre; good until the next call. */
  multiply(vector: Float32Array): Float32Array {
    this.#batch.set(vector)
    this.#product(1)
    return this.#products.subarray(0, this.lists)
  }

  /**
   * Writes the nearest centre of every vector to `nearest`; of two as near, the first.
   *
   * @param closeness where given, gets ⟨vector, centre⟩ − ‖centre‖²/2: the larger, the nearer
   */
  assign(vectors: Float32Array, nearest: Uint32Array, closeness?: Float32Array): void {
    const count = vectors.length / this.#dimensions
    for (let first = 0; first < count; first += BATCH) {
      const size = Math.min(BATCH, count - first)
      this.#batch.set(vectors.subarray(first * this.#dimensions, (first + size) * this.#dimensions))
      this.#product(size)
      for (let i = 0; i < size; i++) {
        const list = this.#findLargest(i * this.lists)
        nearest[first + i] = list
        if (closeness) closeness[first + i] = this.#products[i * this.lists + list]! - this.#halfSquares[list]!
      }
    }
  }

  #product(size: number): void {
    const [out, batch, centres] = [this.#products.byteOffset, this.#batch.byteOffset, this.#centres.byteOffset]
    this.#memory.kernels.product(out, batch, centres, size, this.lists, this.#dimensions)
  }

  #findLargest(start: number): number {
    let best = 0
    let most = -Infinity
    for (let list = 0; list < this.lists; list++) {
      const closeness = this.#products[start + list]! - this.#halfSquares[list]!
      if (closeness > most) {
        most = closeness
        best = list
      }
    }
    return best
  }
}

/**
 * Centres of lists by k-means (Lloyd's rounds from vectors drawn by the seed). A list that comes out empty starts anew at
 * the vector that its own centre serves worst.
 *
 * @param vectors the sample, one after the other; fifty for each list are enough
 * @returns the centres, means that are shorter than 1; as many as asked for, or as there are vectors
 */
export function trainClusters(vectors: Float32Array, dimensions: number, options: ClusterOptions): Float32Array {
  const count = vectors.length / dimensions
  let centres = drawCentres(vectors, dimensions, options)
  const nearest = new Uint32Array(count)
  const closeness = new Float32Array(count)
  for (let round = 0; round < options.rounds; round++) {
    new NearestCentre(centres, dimensions).assign(vectors, nearest, closeness)
    centres = toMeans(vectors, dimensions, { nearest, closeness, lists: centres.length / dimensions })
  }
  return centres
}

function drawCentres(vectors: Float32Array, dimensions: number, { lists, seed }: ClusterOptions): Float32Array {
  const count = vectors.length / dimensions
  const order = Array.from({ length: count }, (_, i) => ({ i, key: scatter(scatter(seed) + i) }))
  order.sort((a, b) => a.key - b.key || a.i - b.i)
  const drawn = order.slice(0, lists)
  const centres = new Float32Array(drawn.length * dimensions)
  drawn.forEach(({ i }, list) => centres.set(vectors.subarray(i * dimensions, (i + 1) * dimensions), list * dimensions))
  return centres
}

type Assignment = { nearest: Uint32Array; closeness: Float32Array; lists: number }

function toMeans(vectors: Float32Array, dimensions: number, { nearest, closeness, lists }: Assignment): Float32Array {
  const sums = new Float64Array(lists * dimensions)
  const sizes = new Uint32Array(lists)
  nearest.forEach((list, i) => {
    sizes[list]!++
    for (let d = 0; d < dimensions; d++) sums[list * dimensions + d]! += vectors[i * dimensions + d]!
  })
  const means = Float32Array.from(sums, (sum, at) => sum / Math.max(1, sizes[Math.floor(at / dimensions)]!))
  const empty = [...sizes.keys()].filter((list) => sizes[list] === 0)
  const worst = empty.length === 0 ? [] : [...closeness.keys()].sort((a, b) => closeness[a]! - closeness[b]! || a - b)
  empty.forEach((list, place) => {
    const vector = worst[place]! * dimensions
    means.set(vectors.subarray(vector, vector + dimensions), list * dimensions)
  })
  return means
}
