/**
 * What a model is made of. A text's vector is the sum of its terms' rows, each times its scale, made a unit vector.
 *
 * `rows` holds a row of `dimensions` for each term and then for each bucket of subwords; `scales` is parallel to the rows
 * and holds a term's weight too.
 */
export type ModelTables = {
  dimensions: number
  /** Distinct, commonest first. */
  terms: readonly string[]
  bucketCount: number
  rows: Int8Array
  scales: Float32Array
  /** Inverse document frequency of each term in the papers it was trained on, in sixteenths. */
  idf: Uint8Array
  /** Weight of a word made of subwords, as `scales` holds it for terms; 0 leaves such words out. */
  unseenWeight: number
  /** A term that stands n times in a text counts n to this power, 0..1. */
  countPower: number
  /** Papers that `idf` was counted over. */
  paperCount: number
  /** How it came to be: plan, seed, papers; for people. */
  about: Readonly<Record<string, unknown>>
}

/** The bytes are not a model that this program reads: damaged, cut off, or of another format. */
export class ModelDamaged extends Error {
  override readonly name = 'ModelDamaged'
}

/** A unit of `ModelTables.idf`. */
export const IDF_STEP = 1 / 16
