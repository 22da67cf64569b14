import { MOST_NUMBER_BYTES, readFromMemory } from '../forward.ts'
import type { Forward } from '../forward.ts'
import { growingBytes, growingWords } from '../growing-array.ts'
import type { GrowingArray } from '../growing-array.ts'
import { GONE } from './merge-postings.ts'
import type { TermNumbers } from '../build/number-terms.ts'

/** One segment's part in a merge. */
type ForwardInput = {
  readonly forward: Forward
  /** Term → merged term. */
  readonly places: Uint32Array
  readonly documents: Uint32Array | undefined
}

const DOCUMENTS_READ = 1_024

/** Writes each remaining document's terms under their merged numbers. */
export function mergeForward(inputs: readonly ForwardInput[], { numbers, terms }: TermNumbers): Forward {
  const total = inputs.reduce((sum, { forward }) => sum + forward.offsets[forward.offsets.length - 1]!, 0)
  const bytes = growingBytes(total + (total >>> 4))
  const offsets = growingWords(inputs.reduce((sum, { forward }) => sum + forward.offsets.length, 1))
  offsets.push(0)
  for (const { forward, places, documents } of inputs) {
    const renumbered = new Uint32Array(forward.terms.length + 1)
    forward.terms.forEach((term, i) => (renumbered[i + 1] = places[term] === GONE ? 0 : numbers[places[term]!]!))
    const count = forward.offsets.length - 1
    for (let first = 0; first < count; first += DOCUMENTS_READ) {
      const last = Math.min(first + DOCUMENTS_READ, count)
      const start = forward.offsets[first]!
      const stretch = forward.read(start, forward.offsets[last]!)
      for (let document = first; document < last; document++) {
        if (documents?.[document] === GONE) continue
        const [from, to] = [forward.offsets[document]! - start, forward.offsets[document + 1]! - start]
        renumber(stretch, { from, to }, renumbered, bytes)
        offsets.push(bytes.length)
      }
    }
  }
  return { offsets: offsets.take(), numbers, terms, read: readFromMemory(bytes.take()) }
}

type Range = { readonly from: number; readonly to: number }

function renumber(bytes: Uint8Array, { from, to }: Range, numbers: Uint32Array, into: GrowingArray<Uint8Array>): void {
  into.reserve((to - from) * MOST_NUMBER_BYTES)
  const out = into.values
  let at = into.length
  for (let i = from; i < to;) {
    let byte = bytes[i++]!
    let number = byte & 127
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[i++]!
      number |= (byte & 127) << shift
    }
    let rest = numbers[number]!
    while (rest > 127) {
      out[at++] = (rest & 127) | 128
      rest >>>= 7
    }
    out[at++] = rest
  }
  into.length = at
}
