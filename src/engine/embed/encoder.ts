import { TokenReader } from '../text/token-reader.ts'
import { TokenTable } from '../text/token-table.ts'
import { KernelMemory } from './kernels.ts'
import type { ModelTables } from './model-tables.ts'
import { listSubwords } from './subwords.ts'
import { toTerm } from './terms.ts'
import { SILENT, TokenRows, UNSEEN } from './token-rows.ts'

/** A text's place in the space of meanings. */
export type EncodedText = {
  /** Of length 1; all zeros where the text has no word. The caller's own. */
  vector: Float32Array
  /** Share of the text's idf mass that stands on terms with a vector of their own, 0..1: how far to trust the vector. */
  coverage: number
}

/** Rows that one text may sum up; words beyond add nothing. */
const MOST_ROWS = 4096
/** Tokens of texts that are read here; with more all are forgotten. */
const MOST_KEPT = 200_000
/** Powers of smaller counts are found once. */
const FEW = 64

/** Turns texts into vectors by a model's tables, one at a time. */
export class Encoder {
  readonly #tables: ModelTables
  readonly #memory: KernelMemory
  readonly #table: Uint8Array
  readonly #sum: Float32Array
  readonly #indexes: Uint32Array
  readonly #weights: Float32Array
  /** Where a term's row stands in the list of the text being read, + 1; 0 where it does not. */
  readonly #places: Uint16Array
  readonly #rowOfTerm: ReadonlyMap<string, number>
  readonly #reader = new TokenReader()
  /** Those of the table that was read from last. */
  #rows: { table: TokenTable; rows: TokenRows } | undefined
  /** Tokens of the text being read that are no terms, and how often they stand there. */
  readonly #unseen = new Map<number, number>()
  readonly #powers: Float64Array
  readonly #unseenIdf: number
  #count = 0
  // In units of IDF_STEP: whole numbers.
  #knownMass = 0
  #mass = 0

  constructor(tables: ModelTables) {
    const { dimensions, terms, rows, idf, countPower } = tables
    this.#tables = tables
    this.#memory = new KernelMemory(rows.length + dimensions * 4 + MOST_ROWS * 8 + 64)
    this.#table = this.#memory.bytes(rows.length)
    this.#table.set(new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength))
    this.#sum = this.#memory.floats(dimensions)
    this.#indexes = this.#memory.words(MOST_ROWS)
    this.#weights = this.#memory.floats(MOST_ROWS)
    this.#places = new Uint16Array(terms.length)
    this.#rowOfTerm = new Map(terms.map((term, number) => [term, number]))
    this.#powers = Float64Array.from({ length: FEW }, (_, count) => count ** countPower)
    this.#unseenIdf = idf.reduce((most, value) => Math.max(most, value), 0)
  }

  /** The vector of texts as if they were one. */
  encode(texts: readonly string[]): EncodedText {
    const reader = this.#reader
    if (reader.table.size > MOST_KEPT) reader.table = new TokenTable()
    reader.numbers.length = 0
    for (const text of texts) reader.read(text)
    return this.encodeTokens(reader.table, [reader.numbers.values.subarray(0, reader.numbers.length)])
  }

  /** The same for texts that are read already, as numbers of their tokens. */
  encodeTokens(table: TokenTable, texts: readonly Uint32Array[]): EncodedText {
    this.#count = this.#knownMass = this.#mass = 0
    if (this.#rows?.table !== table) this.#rows = { table, rows: new TokenRows(table, this.#rowOfTerm) }
    const rows = this.#rows.rows.read()
    for (const text of texts) this.#addTokens(text, rows)
    this.#weighTerms()
    for (const [token, count] of this.#unseen) this.#addUnseen(table.tokenAt(token), count)
    this.#unseen.clear()
    return { vector: this.#sumUp(), coverage: this.#mass === 0 ? 0 : this.#knownMass / this.#mass }
  }

  #addTokens(tokens: Uint32Array, rows: Int32Array): void {
    const { idf } = this.#tables
    const places = this.#places
    for (const token of tokens) {
      const row = rows[token]!
      if (row === SILENT) continue
      if (row === UNSEEN) {
        this.#mass += this.#unseenIdf
        this.#unseen.set(token, (this.#unseen.get(token) ?? 0) + 1)
        continue
      }
      this.#knownMass += idf[row]!
      this.#mass += idf[row]!
      if (places[row] !== 0) this.#weights[places[row]! - 1]!++
      else if (this.#addRow(row, 1)) places[row] = this.#count
    }
  }

  /** Until now `#weights` were counts. */
  #weighTerms(): void {
    const { scales } = this.#tables
    for (let i = 0; i < this.#count; i++) {
      const row = this.#indexes[i]!
      this.#places[row] = 0
      this.#weights[i] = this.#toPower(this.#weights[i]!) * scales[row]!
    }
  }

  #toPower(count: number): number {
    return count < FEW ? this.#powers[count]! : count ** this.#tables.countPower
  }

  #addUnseen(token: string, count: number): void {
    const { bucketCount, terms, scales, unseenWeight } = this.#tables
    if (bucketCount === 0 || this.#count === MOST_ROWS) return
    const buckets = listSubwords(toTerm(token) ?? token, bucketCount)
    const share = (unseenWeight * this.#toPower(count)) / buckets.length
    for (const bucket of buckets) this.#addRow(terms.length + bucket, scales[terms.length + bucket]! * share)
  }

  /** @returns whether there was room */
  #addRow(row: number, weight: number): boolean {
    if (this.#count === MOST_ROWS) return false
    this.#indexes[this.#count] = row
    this.#weights[this.#count++] = weight
    return true
  }

  #sumUp(): Float32Array {
    const { dimensions } = this.#tables
    this.#sum.fill(0)
    const { byteOffset: sum } = this.#sum
    this.#memory.kernels.sumByteRows(
      sum,
      this.#table.byteOffset,
      this.#indexes.byteOffset,
      this.#weights.byteOffset,
      this.#count,
      dimensions,
    )
    let square = 0
    for (let i = 0; i < dimensions; i++) square += this.#sum[i]! * this.#sum[i]!
    const factor = square === 0 ? 0 : 1 / Math.sqrt(square)
    const vector = new Float32Array(dimensions)
    for (let i = 0; i < dimensions; i++) vector[i] = this.#sum[i]! * factor
    return vector
  }
}
