import { NearestCentre } from '../clusters.ts'
import type { DensePlan } from '../dense-plan.ts'
import { KernelMemory } from '../kernels.ts'

/** Vectors that are encoded in one go. */
export const ENCODER_BATCH = 128

/** The encoded form of some vectors, one after the other; good until the next batch. */
export type EncodedBatch = {
  /** Signed bytes. */
  readonly vectors: Uint8Array
  /** What the bytes are multiplied by to have length 1; 0 for a vector without direction. */
  readonly scales: Float32Array
  /** One bit a dimension. */
  readonly codes: Uint8Array
  /**
   * ‖r‖²/‖r‖₁ of the turned rest r (the vector less the centre that its code is relative to): times ⟨q, signs⟩ it is an
   * estimate of ⟨q, r⟩ without bias; NaN for a vector without direction.
   * Source: Gao & Long, "RaBitQ", SIGMOD 2024.
   */
  readonly factors: Float32Array
  /** The list of each; all 0 without lists. */
  readonly lists: Uint32Array
}

/** Encodes vectors by a plan. */
export class DenseEncoder {
  /** Lists that vectors are put into; 0 where codes are relative to the mean. */
  readonly listCount: number
  readonly #plan: DensePlan
  readonly #finder: NearestCentre | undefined
  readonly #memory: KernelMemory
  readonly #rows: Float32Array
  readonly #vectors: Uint8Array
  readonly #squares: Int32Array
  readonly #codes: Uint8Array
  readonly #sums: Float32Array
  readonly #signs: Float32Array
  readonly #spare: Float32Array
  readonly #scales = new Float32Array(ENCODER_BATCH)
  readonly #factors = new Float32Array(ENCODER_BATCH)
  readonly #lists = new Uint32Array(ENCODER_BATCH)

  constructor(plan: DensePlan, withLists: boolean) {
    const { dimensions, centres } = plan
    const hasLists = withLists && centres.length > 0
    this.#plan = plan
    this.#finder = hasLists ? new NearestCentre(centres, dimensions) : undefined
    this.listCount = this.#finder?.lists ?? 0
    this.#memory = new KernelMemory(ENCODER_BATCH * (dimensions * 6 + 12) + dimensions * 12 + 256)
    this.#rows = this.#memory.floats(ENCODER_BATCH * dimensions)
    this.#vectors = this.#memory.bytes(ENCODER_BATCH * dimensions)
    this.#squares = this.#memory.integers(ENCODER_BATCH)
    this.#codes = this.#memory.bytes((ENCODER_BATCH * dimensions) / 8)
    this.#sums = this.#memory.floats(ENCODER_BATCH * 2)
    this.#signs = this.#memory.floats(2 * dimensions)
    this.#spare = this.#memory.floats(dimensions)
    this.#signs.set(plan.rotation.signs)
  }

  /** Sets one vector of the batch, of any length. */
  set(i: number, vector: Float32Array | Int8Array): void {
    this.#rows.set(vector, i * this.#plan.dimensions)
  }

  /** Encodes the first `count` vectors of the batch, which are lost. */
  encode(count: number): EncodedBatch {
    const { dimensions } = this.#plan
    this.#round(count)
    this.#finder?.assign(this.#rows.subarray(0, count * dimensions), this.#lists)
    this.#subtractCentres(count)
    this.#pack(count)
    return {
      vectors: this.#vectors.subarray(0, count * dimensions),
      scales: this.#scales.subarray(0, count),
      codes: this.#codes.subarray(0, (count * dimensions) / 8),
      factors: this.#factors.subarray(0, count),
      lists: this.#lists.subarray(0, count),
    }
  }

  /**
   * Rounds, and goes on with what was stored: a part that is merged from others, whose vectors are all there is, has then
   * the codes of one that was built.
   */
  #round(count: number): void {
    const { dimensions } = this.#plan
    const [bytes, squares, rows] = [this.#vectors.byteOffset, this.#squares.byteOffset, this.#rows.byteOffset]
    this.#memory.kernels.roundRows(bytes, squares, rows, count, dimensions)
    const signed = new Int8Array(this.#vectors.buffer, bytes, count * dimensions)
    for (let i = 0, at = 0; i < count; i++) {
      const scale = this.#squares[i] === 0 ? 0 : Math.fround(1 / Math.sqrt(this.#squares[i]!))
      this.#scales[i] = scale
      for (const end = at + dimensions; at < end; at++) this.#rows[at] = signed[at]! * scale
    }
  }

  #subtractCentres(count: number): void {
    const { dimensions, mean, centres } = this.#plan
    const from = this.#finder ? centres : mean
    for (let i = 0, at = 0; i < count; i++) {
      const start = this.#lists[i]! * dimensions
      for (let d = 0; d < dimensions; d++, at++) this.#rows[at]! -= from[start + d]!
    }
  }

  #pack(count: number): void {
    const { dimensions, rotation } = this.#plan
    const { kernels } = this.#memory
    const [rows, sums, codes] = [this.#rows.byteOffset, this.#sums.byteOffset, this.#codes.byteOffset]
    kernels.turnRows(rows, count, dimensions, rotation.span, this.#signs.byteOffset, this.#spare.byteOffset)
    kernels.packRows(codes, sums, rows, count, dimensions)
    for (let i = 0; i < count; i++) {
      const sum = this.#sums[2 * i + 1]!
      const factor = sum > 0 ? this.#sums[2 * i]! / sum : 0
      this.#factors[i] = this.#scales[i] === 0 ? Number.NaN : factor
    }
  }
}
