import { KernelMemory } from './kernels.ts'
import { fromModelBytes } from './model-bytes.ts'
import { IDF_STEP, type ModelTables } from './model-tables.ts'
import { listSubwords } from './subwords.ts'
import { toTerm } from './terms.ts'
import { forEachToken } from '../text/tokenise.ts'

/** What is encoded: a plain text such as a query, or a document's parts. */
export type ModelText = string | { title?: string; abstract?: string }

/** A text's place in the space of meanings. */
export type EncodedText = {
  /** Of length 1; all zeros where the text has no word. The caller's own. */
  vector: Float32Array
  /** Share of the text's idf mass that stands on terms with a vector of their own, 0..1: how far to trust the vector. */
  coverage: number
}

/** A static embedding: texts to vectors, the same on every machine. */
export type Model = {
  readonly dimensions: number
  /** Changes with everything that changes vectors: those of two names must never meet. */
  readonly name: string
  /** How many terms have a vector of their own. */
  readonly termCount: number
  /** How it came to be. */
  readonly about: Readonly<Record<string, unknown>>
  /** Time in proportion to the text; some 30 microseconds for an abstract. */
  encode(text: ModelText): EncodedText
}

/** Rows that one text may sum up; words beyond add nothing. */
const MOST_ROWS = 4096
const MOST_REMEMBERED = 200_000
/** Instead of a term's number. */
const UNSEEN = -1
const SILENT = -2

/**
 * Opens a model's bytes. Takes a few dozen milliseconds and a byte of memory for each number in it.
 *
 * @throws ModelDamaged where the bytes are not whole or of another form
 */
export function openModel(bytes: Uint8Array): Model {
  const tables = fromModelBytes(bytes)
  const encoder = new Encoder(tables)
  return {
    dimensions: tables.dimensions,
    name: tables.name,
    termCount: tables.terms.length,
    about: tables.about,
    encode: (text) => encoder.encode(text),
  }
}

class Encoder {
  readonly #tables: ModelTables
  readonly #memory: KernelMemory
  readonly #table: Uint8Array
  readonly #sum: Float32Array
  readonly #indexes: Uint32Array
  readonly #weights: Float32Array
  /** Where a row stands in the list of the text being read; valid where `#stamps` says so. */
  readonly #places: Uint16Array
  readonly #stamps: Uint32Array
  readonly #numbers: Map<string, number>
  readonly #remembered = new Map<string, number>()
  /** Words of the text being read that are no terms, and how often they stand there. */
  readonly #unseen = new Map<string, number>()
  readonly #unseenIdf: number
  #stamp = 0
  #count = 0
  #knownMass = 0
  #mass = 0

  constructor(tables: ModelTables) {
    const { dimensions, terms, rows, idf } = tables
    this.#tables = tables
    this.#memory = new KernelMemory(rows.length + dimensions * 4 + MOST_ROWS * 8 + 64)
    this.#table = this.#memory.bytes(rows.length)
    this.#table.set(new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength))
    this.#sum = this.#memory.floats(dimensions)
    this.#indexes = this.#memory.words(MOST_ROWS)
    this.#weights = this.#memory.floats(MOST_ROWS)
    this.#places = new Uint16Array(tables.scales.length)
    this.#stamps = new Uint32Array(tables.scales.length)
    this.#numbers = new Map(terms.map((term, number) => [term, number]))
    this.#unseenIdf = idf.reduce((most, value) => Math.max(most, value), 0) * IDF_STEP
  }

  encode(text: ModelText): EncodedText {
    this.#stamp++
    this.#count = 0
    this.#knownMass = 0
    this.#mass = 0
    if (typeof text === 'string') this.#addText(text)
    else {
      this.#addText(text.title ?? '')
      this.#addText(text.abstract ?? '')
    }
    this.#weighTerms()
    for (const [token, count] of this.#unseen) this.#addUnseen(token, count)
    this.#unseen.clear()
    return { vector: this.#sumUp(), coverage: this.#mass === 0 ? 0 : this.#knownMass / this.#mass }
  }

  #addText(text: string): void {
    forEachToken(text, (token) => this.#addToken(token))
  }

  #addToken(token: string): void {
    const number = this.#remembered.get(token) ?? this.#find(token)
    if (number === SILENT) return
    if (number === UNSEEN) {
      this.#mass += this.#unseenIdf
      this.#unseen.set(token, (this.#unseen.get(token) ?? 0) + 1)
      return
    }
    const mass = this.#tables.idf[number]! * IDF_STEP
    this.#knownMass += mass
    this.#mass += mass
    if (this.#stamps[number] === this.#stamp) this.#weights[this.#places[number]!]!++
    else this.#addRow(number, 1)
  }

  #find(token: string): number {
    const term = toTerm(token)
    const number = term === undefined ? SILENT : (this.#numbers.get(term) ?? UNSEEN)
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear()
    this.#remembered.set(token, number)
    return number
  }

  /** Until now `#weights` were counts. */
  #weighTerms(): void {
    const { scales, countPower } = this.#tables
    for (let i = 0; i < this.#count; i++) {
      const count = this.#weights[i]!
      const weight = count === 1 || countPower === 1 ? count : count ** countPower
      this.#weights[i] = weight * scales[this.#indexes[i]!]!
    }
  }

  #addUnseen(token: string, count: number): void {
    const { bucketCount, terms, scales, unseenWeight, countPower } = this.#tables
    if (bucketCount === 0 || this.#count === MOST_ROWS) return
    const buckets = listSubwords(toTerm(token) ?? token, bucketCount)
    const share = (unseenWeight * count ** countPower) / buckets.length
    for (const bucket of buckets) this.#addRow(terms.length + bucket, scales[terms.length + bucket]! * share)
  }

  #addRow(row: number, weight: number): void {
    if (this.#count === MOST_ROWS) return
    this.#stamps[row] = this.#stamp
    this.#places[row] = this.#count
    this.#indexes[this.#count] = row
    this.#weights[this.#count++] = weight
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
    return this.#sum.map((value) => value * factor)
  }
}
