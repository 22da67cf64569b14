import { DenseEncoder, ENCODER_BATCH } from './dense/dense-encoder.ts'
import { DENSE_FORMAT, DENSE_SECTIONS, type DensePart, NO_DOCUMENT } from './dense-part.ts'
import type { DensePlan } from './dense-plan.ts'
import { BLOCK_SLOTS, placeCode } from './quantise.ts'

/** Below this, lists are so short that filling up their blocks costs more than skipping them saves. */
const FEWEST_FOR_LISTS = 65_536

/** How a part is built. */
export type DenseBuildOptions = {
  /** Documents that will come, about. Lists are made from 65,536 where the plan has them. */
  readonly expected: number
}

/** Makes the dense part of one segment; memory grows by dimensions · 1.125 + 12 bytes a document, twice the codes at the end. */
export class DenseBuilder {
  readonly #plan: DensePlan
  readonly #encoder: DenseEncoder
  #count = 0
  #waiting = 0
  // In document order.
  #vectors: Uint8Array<ArrayBuffer>
  #scales: Float32Array<ArrayBuffer>
  #codes: Uint8Array<ArrayBuffer>
  #factors: Float32Array<ArrayBuffer>
  #lists: Uint32Array<ArrayBuffer>

  constructor(plan: DensePlan, { expected }: DenseBuildOptions) {
    const capacity = Math.max(ENCODER_BATCH, expected)
    this.#plan = plan
    this.#encoder = new DenseEncoder(plan, expected >= FEWEST_FOR_LISTS)
    this.#vectors = new Uint8Array(capacity * plan.dimensions)
    this.#scales = new Float32Array(capacity)
    this.#codes = new Uint8Array((capacity * plan.dimensions) / 8)
    this.#factors = new Float32Array(capacity)
    this.#lists = new Uint32Array(capacity)
  }

  /** Adds the next document's vector, of any length; one without direction (all zeros) is never found. */
  add(vector: Float32Array | Int8Array): void {
    this.#encoder.set(this.#waiting++, vector)
    if (this.#waiting === ENCODER_BATCH) this.#encodeWaiting()
  }

  /** The part's sections. The builder is then spent. */
  finish(): Map<string, Uint8Array> {
    this.#encodeWaiting()
    const { listCount } = this.#encoder
    const { order, lists } = listCount === 0 ? toDocumentOrder() : this.#toListOrder(listCount)
    const slotCount = lists.at(-1) ?? toBlocks(this.#count)
    const factors = new Float32Array(slotCount).fill(Number.NaN)
    const codes = new Uint8Array((slotCount * this.#plan.dimensions) / 8)
    for (let slot = 0; slot < slotCount; slot++) {
      const document = listCount === 0 ? slot : order[slot]!
      if (document >= this.#count) continue
      factors[slot] = this.#factors[document]!
      placeCode(codes, slot, this.#codeOf(document))
    }
    return this.#toSections({ codes, factors, order, lists })
  }

  #toSections({ codes, factors, order, lists }: Placed): Map<string, Uint8Array> {
    const { dimensions, number } = this.#plan
    const settings = [DENSE_FORMAT, number, dimensions, this.#count, factors.length, this.#encoder.listCount]
    return new Map<string, Uint8Array>([
      [DENSE_SECTIONS.settings, viewBytes(Uint32Array.from(settings))],
      [DENSE_SECTIONS.codes, codes],
      [DENSE_SECTIONS.factors, viewBytes(factors)],
      [DENSE_SECTIONS.order, viewBytes(order)],
      [DENSE_SECTIONS.lists, viewBytes(lists)],
      [DENSE_SECTIONS.scales, viewBytes(this.#scales.slice(0, this.#count))],
      [DENSE_SECTIONS.vectors, this.#vectors.subarray(0, this.#count * dimensions)],
    ])
  }

  #codeOf(document: number): Uint8Array {
    const width = this.#plan.dimensions / 8
    return this.#codes.subarray(document * width, (document + 1) * width)
  }

  #encodeWaiting(): void {
    this.#reserve()
    const { dimensions } = this.#plan
    const { vectors, scales, codes, factors, lists } = this.#encoder.encode(this.#waiting)
    this.#vectors.set(vectors, this.#count * dimensions)
    this.#scales.set(scales, this.#count)
    this.#codes.set(codes, (this.#count * dimensions) / 8)
    this.#factors.set(factors, this.#count)
    this.#lists.set(lists, this.#count)
    this.#count += this.#waiting
    this.#waiting = 0
  }

  #toListOrder(listCount: number): Pick<Placed, 'order' | 'lists'> {
    const sizes = new Uint32Array(listCount)
    for (let document = 0; document < this.#count; document++) sizes[this.#lists[document]!]!++
    const lists = new Uint32Array(listCount + 1)
    sizes.forEach((size, list) => void (lists[list + 1] = lists[list]! + toBlocks(size)))
    const order = new Uint32Array(lists[listCount]!).fill(NO_DOCUMENT)
    const next = lists.slice()
    for (let document = 0; document < this.#count; document++) order[next[this.#lists[document]!]!++] = document
    return { order, lists }
  }

  #reserve(): void {
    const needed = this.#count + this.#waiting
    if (needed <= this.#scales.length) return
    const capacity = Math.max(needed, Math.ceil(this.#scales.length * 1.5))
    this.#vectors = grow(this.#vectors, new Uint8Array(capacity * this.#plan.dimensions))
    this.#scales = grow(this.#scales, new Float32Array(capacity))
    this.#codes = grow(this.#codes, new Uint8Array((capacity * this.#plan.dimensions) / 8))
    this.#factors = grow(this.#factors, new Float32Array(capacity))
    this.#lists = grow(this.#lists, new Uint32Array(capacity))
  }
}

type Placed = { codes: Uint8Array; factors: Float32Array; order: Uint32Array; lists: Uint32Array }

/**
 * The part of a segment that takes the place of others: their documents one after the other, without those dropped.
 *
 * @param parts opened parts of the same plan; `keeps` says whether a document stays
 */
export function mergeDenseParts(
  plan: DensePlan,
  parts: readonly { part: DensePart; keeps: (document: number) => boolean }[],
  options?: DenseBuildOptions,
): Map<string, Uint8Array> {
  const { dimensions } = plan
  const expected = parts.reduce((sum, { part }) => sum + part.documentCount, 0)
  const builder = new DenseBuilder(plan, options ?? { expected })
  for (const { part, keeps } of parts) {
    for (let document = 0; document < part.documentCount; document++) {
      if (!keeps(document)) continue
      const bytes = part.readVectors(document * dimensions, (document + 1) * dimensions)
      // Rounded again, bytes of which the largest is 127 stay what they are.
      builder.add(new Int8Array(bytes.buffer, bytes.byteOffset, dimensions))
    }
  }
  return builder.finish()
}

function toDocumentOrder(): Pick<Placed, 'order' | 'lists'> {
  return { order: new Uint32Array(0), lists: new Uint32Array(0) }
}

function toBlocks(count: number): number {
  return Math.ceil(count / BLOCK_SLOTS) * BLOCK_SLOTS
}

function grow<T extends Uint8Array | Float32Array | Uint32Array>(from: T, to: T): T {
  to.set(from)
  return to
}

function viewBytes(numbers: Float32Array | Uint32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
}
