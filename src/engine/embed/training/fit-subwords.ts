import { KernelMemory } from '../kernels.ts'
import { listSubwords } from '../subwords.ts'

const ROUNDS = 6
const RATE = 0.5
const MOST_SUBWORDS = 128

/**
 * Vectors of subwords such that the mean over a term's subwords comes near the term's direction: so a word that was never
 * seen stands near words that look like it.
 *
 * Least squares by going through the terms again and again, each time taking off half of what is wrong (Kaczmarz).
 * Source: Zhao, Mudgal & Liang, "Generalizing Word Embeddings using Bag of Subwords", EMNLP 2018.
 *
 * @returns a row of `dimensions` for each bucket
 */
export function fitSubwords(
  terms: readonly string[],
  vectors: Float32Array,
  dimensions: number,
  bucketCount: number,
): Float32Array {
  if (bucketCount === 0) return new Float32Array(0)
  const memory = new KernelMemory((bucketCount + 1) * dimensions * 4 + MOST_SUBWORDS * 8 + 64)
  const { sumRows, addToRows } = memory.kernels
  const rows = memory.floats(bucketCount * dimensions)
  const missing = memory.floats(dimensions)
  const indexes = memory.words(MOST_SUBWORDS)
  const weights = memory.floats(MOST_SUBWORDS)
  const places = [rows.byteOffset, indexes.byteOffset, weights.byteOffset] as const
  const subwords = terms.map((word) => Uint32Array.from(listSubwords(word, bucketCount)))
  for (let round = 0; round < ROUNDS; round++) {
    for (const [term, buckets] of subwords.entries()) {
      indexes.set(buckets)
      weights.fill(-1 / buckets.length, 0, buckets.length)
      toDirection(vectors.subarray(term * dimensions, (term + 1) * dimensions), missing)
      sumRows(missing.byteOffset, ...places, buckets.length, dimensions)
      weights.fill(RATE, 0, buckets.length)
      addToRows(...places, buckets.length, missing.byteOffset, dimensions)
    }
  }
  return rows.slice()
}

function toDirection(vector: Float32Array, direction: Float32Array): void {
  let square = 1e-20
  for (const value of vector) square += value * value
  const factor = 1 / Math.sqrt(square)
  for (let i = 0; i < vector.length; i++) direction[i] = vector[i]! * factor
}
