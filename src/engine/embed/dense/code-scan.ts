import { keepBest } from './best-candidates.ts'
import type { FilterBits } from '../../index/filter-bits.ts'
import type { DenseQuery } from '../dense-query.ts'
import { KernelMemory } from '../kernels.ts'

/** Most candidates that one search may ask for. */
export const LARGEST_CANDIDATES = 4096
/** Room for candidates is this many times what is kept, so that they are cut seldom. */
const SLACK = 4
/** Where fewer than one in so many documents pass, whole blocks are skipped; above, finding out costs more than it saves. */
const SPARSE = 40
const SMALLEST_ROOM = 1024
const LARGEST_ROOM = 2 * LARGEST_CANDIDATES

/** The coded form of one segment's vectors. */
export type Codes = {
  /** Slots' codes as `placeCode` lays them out; a whole number of blocks. */
  readonly codes: Uint8Array
  /** For each slot what its products are multiplied by; NaN where a slot is empty: no such estimate is above anything. */
  readonly factors: Float32Array
  /** The document of each slot; absent where they are the same. */
  readonly order: Uint32Array | undefined
  readonly documentCount: number
}

// Words of a job, in the order of the list in kernels/scan.as.
const ORDER_OF_FIELDS = [
  ...['codes', 'factors', 'order', 'mask', 'width', 'tables', 'scale', 'shift'],
  ...['floor', 'offset', 'from', 'to', 'slots', 'estimates', 'capacity', 'count'],
] as const
type JobField = (typeof ORDER_OF_FIELDS)[number]
const WORD = Object.fromEntries(ORDER_OF_FIELDS.map((name, word) => [name, word])) as Record<JobField, number>

/** Visits the documents of a filter's range that pass, rising. */
export function forEachPassing({ from, to, bits }: Omit<FilterBits, 'count'>, visit: (document: number) => void): void {
  for (let word = from >> 5; word < (to + 31) >> 5; word++) {
    for (let left = bits?.[word] ?? -1; left !== 0; left &= left - 1) {
      const document = word * 32 + 31 - Math.clz32(left & -left)
      if (document >= from && document < to) visit(document)
    }
  }
}

/** Scans codes for what is nearest to a query, in memory of its own. One search at a time. */
export class CodeScan {
  readonly documentCount: number
  readonly order: Uint32Array | undefined
  /** Slots and estimates of the candidates; `count` of them. */
  readonly slots: Uint32Array
  readonly estimates: Float32Array
  readonly #memory: KernelMemory
  readonly #job: Uint32Array
  readonly #jobFloats: Float32Array
  readonly #tables: Uint8Array
  readonly #mask: Uint32Array
  readonly #codes: Uint8Array
  readonly #factors: Float32Array
  readonly #slotOf: Uint32Array | undefined
  #keep = 1

  constructor({ codes, factors, order, documentCount }: Codes, dimensions: number) {
    this.documentCount = documentCount
    const words = Math.ceil(Math.max(documentCount, factors.length) / 32)
    const fixed = ORDER_OF_FIELDS.length + dimensions + words + factors.length + 2 * LARGEST_ROOM
    this.#memory = new KernelMemory((fixed + (order?.length ?? 0)) * 4 + codes.length + 256)
    this.#job = this.#memory.words(ORDER_OF_FIELDS.length)
    this.#jobFloats = new Float32Array(this.#job.buffer, this.#job.byteOffset, this.#job.length)
    this.#tables = this.#memory.bytes(4 * dimensions)
    this.#mask = this.#memory.words(words)
    this.slots = this.#memory.words(LARGEST_ROOM)
    this.estimates = this.#memory.floats(LARGEST_ROOM)
    this.#factors = this.#memory.floats(factors.length)
    this.#codes = this.#memory.bytes(codes.length)
    this.#factors.set(factors)
    this.#codes.set(codes)
    if (order !== undefined) {
      this.order = this.#memory.words(order.length)
      this.order.set(order)
      this.#slotOf = invert(order, documentCount)
    }
    this.#setWords({
      ...{ codes: this.#codes.byteOffset, factors: this.#factors.byteOffset, order: 0 },
      ...{ width: dimensions / 8, tables: this.#tables.byteOffset },
      ...{ slots: this.slots.byteOffset, estimates: this.estimates.byteOffset },
    })
  }

  /** The codes and factors as they lie in memory; not to be written to. */
  get codes(): Uint8Array {
    return this.#codes
  }

  get factors(): Float32Array {
    return this.#factors
  }

  /** Candidates so far. */
  get count(): number {
    return this.#job[WORD.count]!
  }

  /**
   * Begins a search.
   *
   * @param keep candidates wanted, 1..LARGEST_CANDIDATES
   * @param floor only estimates above it are candidates
   */
  begin(query: DenseQuery, keep: number, floor: number): void {
    this.#keep = keep
    this.#tables.set(query.tables)
    const capacity = Math.min(LARGEST_ROOM, Math.max(SMALLEST_ROOM, SLACK * keep))
    this.#setWords({ capacity, count: 0, mask: 0, order: 0 })
    this.#jobFloats[WORD.scale] = query.scale
    this.#jobFloats[WORD.shift] = query.shift
    this.#jobFloats[WORD.floor] = floor
  }

  /** Lets only documents from..to be found whose bit is set; until the next `begin`. */
  restrict({ from, to, bits, count }: FilterBits & { bits: Uint32Array }): void {
    const slotOf = count * SPARSE < to - from ? this.#slotOf : undefined
    if (slotOf === undefined) {
      const first = from >> 5
      this.#mask.set(bits.subarray(first, (to + 31) >> 5), first)
    } else {
      this.#mask.fill(0)
      forEachPassing({ from, to, bits }, (document) => {
        const slot = slotOf[document]!
        this.#mask[slot >> 5]! |= 1 << (slot & 31)
      })
    }
    const isBySlot = this.order === undefined || slotOf !== undefined
    this.#setWords({ mask: this.#mask.byteOffset, order: isBySlot ? 0 : this.order!.byteOffset })
  }

  /** Scans some slots; `offset` is added to every estimate: the query's product with the centre that codes are relative to. */
  scan(from: number, to: number, offset: number): void {
    // Called for every list: written one by one, not as an object of words.
    this.#jobFloats[WORD.offset] = offset
    this.#job[WORD.to] = to
    for (let at = from; at < to;) {
      this.#job[WORD.from] = at
      at = this.#memory.kernels.scan(this.#job.byteOffset)
      if (at < to) this.shrink()
    }
  }

  /** Drops all candidates but the best; of equal ones those scanned first are kept. */
  shrink(): void {
    if (this.count <= this.#keep) return
    this.#jobFloats[WORD.floor] = keepBest(this.count, this.#keep, this.estimates, this.slots)
    this.#job[WORD.count] = this.#keep
  }

  #setWords(fields: Partial<Record<JobField, number>>): void {
    for (const name in fields) this.#job[WORD[name as JobField]] = fields[name as JobField]!
  }
}

/** The slot of each document. */
function invert(order: Uint32Array, documentCount: number): Uint32Array {
  const slotOf = new Uint32Array(documentCount)
  order.forEach((document, slot) => {
    if (document < documentCount) slotOf[document] = slot
  })
  return slotOf
}
