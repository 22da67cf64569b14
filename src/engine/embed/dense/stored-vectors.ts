import type { Hit } from '../../index/hit.ts'
import { selectLargest } from './best-candidates.ts'
import type { DensePart } from '../dense-part.ts'
import type { DenseQuery } from '../dense-query.ts'
import { KernelMemory } from '../kernels.ts'

type Place = Pick<Hit, 'segment' | 'document'>

/** Vectors that are compared in one call. */
const BATCH = 64

/** Reads and compares the vectors that parts store in signed bytes. */
export class StoredVectors {
  readonly #dimensions: number
  readonly #memory: KernelMemory
  readonly #rows: Uint8Array
  readonly #query: Int16Array
  readonly #products: Int32Array

  constructor(dimensions: number) {
    this.#dimensions = dimensions
    this.#memory = new KernelMemory(BATCH * (dimensions + 4) + dimensions * 2 + 64)
    this.#rows = this.#memory.bytes(BATCH * dimensions)
    this.#query = this.#memory.shorts(dimensions)
    this.#products = this.#memory.integers(BATCH)
  }

  /** The cosine of the query to each document; 0 where one of the two has no direction. */
  compare(query: DenseQuery, parts: readonly DensePart[], places: readonly Place[]): Float64Array {
    const cosines = new Float64Array(places.length)
    this.#query.set(query.shorts)
    for (let first = 0; first < places.length; first += BATCH) {
      const size = Math.min(BATCH, places.length - first)
      for (let i = 0; i < size; i++) {
        const { segment, document } = places[first + i]!
        this.#rows.set(this.#readBytes(parts[segment]!, document), i * this.#dimensions)
      }
      const [out, rows, shorts] = [this.#products.byteOffset, this.#rows.byteOffset, this.#query.byteOffset]
      this.#memory.kernels.byteProducts(out, rows, size, shorts, this.#dimensions)
      for (let i = 0; i < size; i++) {
        const { segment, document } = places[first + i]!
        cosines[first + i] = this.#products[i]! * parts[segment]!.scales[document]! * query.shortsScale
      }
    }
    return cosines
  }

  /** A document's vector, of length 1; all zeros where it has none. */
  read(part: DensePart, document: number): Float32Array {
    const bytes = this.#readBytes(part, document)
    const signed = new Int8Array(bytes.buffer, bytes.byteOffset, this.#dimensions)
    const scale = part.scales[document]!
    return Float32Array.from(signed, (byte) => byte * scale)
  }

  #readBytes(part: DensePart, document: number): Uint8Array {
    return part.readVectors(document * this.#dimensions, (document + 1) * this.#dimensions)
  }
}

/**
 * The places with the largest cosines as hits, best first; ties to the later segment and there to the later document.
 *
 * @param cosines parallel to `places`
 */
export function rankHits(cosines: Float64Array, places: readonly Place[], limit: number): Hit[] {
  // Rounded numbers keep their order, so the cut drops nothing that belongs to the first `limit`.
  const cut = cosines.length > limit ? selectLargest(Float32Array.from(cosines), limit - 1) : -Infinity
  const hits: Hit[] = []
  places.forEach(({ segment, document }, i) => {
    if (Math.fround(cosines[i]!) >= cut) hits.push({ segment, document, score: cosines[i]! })
  })
  hits.sort((a, b) => b.score - a.score || b.segment - a.segment || b.document - a.document)
  return hits.slice(0, limit)
}
