import { type Rotation, rotate } from './quantise.ts'

/** Largest number of a table. Eight of them added fit a byte, which is how the scan adds them. */
const TABLE_MAXIMUM = 31

/** A query as the scan and the comparison of stored vectors take it. */
export type DenseQuery = {
  /** Of length 1; all zeros where the query has no direction. */
  readonly vector: Float32Array
  /** The vector in 16-bit integers. */
  readonly shorts: Int16Array
  /** What a product with `shorts` is multiplied by to be one with a vector of length 1. */
  readonly shortsScale: number
  /**
   * For each four dimensions of the turned query the sixteen sums that four signs can make, rounded. With S the sum of
   * the numbers that a code picks, ⟨q, signs⟩ is about scale · S + shift.
   */
  readonly tables: Uint8Array
  readonly scale: number
  readonly shift: number
}

/** Prepares a query; microseconds. */
export function createDenseQuery(query: Float32Array, rotation: Rotation): DenseQuery {
  const vector = toUnit(query)
  return { vector, ...toShorts(vector), ...toTables(vector, rotation) }
}

/** A copy of length 1; all zeros for a vector without direction. */
export function toUnit(vector: Float32Array): Float32Array {
  let squares = 0
  for (const value of vector) squares += value * value
  const length = Math.sqrt(squares)
  return length > 0 && length < Infinity ? vector.map((value) => value / length) : new Float32Array(vector.length)
}

function toShorts(vector: Float32Array): Pick<DenseQuery, 'shorts' | 'shortsScale'> {
  // As large as sums of products with bytes stay within 32 bits.
  const most = Math.min(32_767, Math.floor(0x7fffffff / (127 * vector.length)))
  let largest = 0
  for (const value of vector) largest = Math.max(largest, Math.abs(value))
  const shorts = new Int16Array(vector.length)
  let squares = 0
  for (let d = 0; d < vector.length && largest > 0; d++) {
    const short = Math.round((vector[d]! / largest) * most)
    shorts[d] = short
    squares += short * short
  }
  return { shorts, shortsScale: squares > 0 ? 1 / Math.sqrt(squares) : 0 }
}

function toTables(vector: Float32Array, rotation: Rotation): Pick<DenseQuery, 'tables' | 'scale' | 'shift'> {
  const turned = vector.slice()
  rotate(rotation, turned, new Float32Array(turned.length))
  let widest = 0
  let lowest = 0
  let total = 0
  for (let i = 0; i < turned.length; i += 4) {
    let range = 0
    for (let bit = 0; bit < 4; bit++) {
      const value = turned[i + bit]!
      range += Math.abs(value)
      lowest += Math.min(value, 0)
      total += value
    }
    widest = Math.max(widest, range)
  }
  const step = widest > 0 ? widest / TABLE_MAXIMUM : 1
  const tables = new Uint8Array(turned.length * 4)
  for (let i = 0; i < tables.length; i++) {
    const first = (i >> 4) << 2
    let sum = 0
    for (let bit = 0; bit < 4; bit++) {
      const value = turned[first + bit]!
      // Less the least that the four can make, so that no number is below zero.
      if (((i >> bit) & 1) === (value > 0 ? 1 : 0)) sum += Math.abs(value)
    }
    tables[i] = Math.round(sum / step)
  }
  // A sign is +1 or −1: ⟨q, signs⟩ = 2 · (sum over the +1) − (sum over all).
  return { tables, scale: Math.fround(2 * step), shift: Math.fround(2 * lowest - total) }
}
