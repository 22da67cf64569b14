import { compareBytes } from './dictionary.ts'

/** What is known of each document besides its terms; parallel arrays, one place a document. */
export type Columns = {
  readonly days: Int32Array
  readonly votes: Uint32Array
  /** Document d's id, in UTF-8: `idBytes[idOffsets[d]] .. idBytes[idOffsets[d + 1]]`. */
  readonly idBytes: Uint8Array
  readonly idOffsets: Uint32Array
  /** Open addressing by `hashBytes` of the id: document + 1, or 0 for none. Its length is a power of two. */
  readonly idSlots: Uint32Array
  /** Document d's facets, as terms of the dictionary: `facets[facetOffsets[d]] .. facets[facetOffsets[d + 1]]`. */
  readonly facetOffsets: Uint32Array
  readonly facets: Uint32Array
}

const decoder = new TextDecoder()

/** A document's id. */
export function idAt({ idBytes, idOffsets }: Columns, document: number): string {
  return decoder.decode(idBytes.subarray(idOffsets[document], idOffsets[document + 1]))
}

/** All documents of that id, newest number first: at most one of them is not deleted. */
export function findDocuments(columns: Columns, id: Uint8Array): number[] {
  const { idBytes, idOffsets, idSlots } = columns
  const found: number[] = []
  const mask = idSlots.length - 1
  for (let slot = hashBytes(id, 0, id.length) & mask; idSlots[slot] !== 0; slot = (slot + 1) & mask) {
    const document = idSlots[slot]! - 1
    if (compareBytes(idBytes, idOffsets[document]!, idOffsets[document + 1]!, id) === 0) found.push(document)
  }
  return found.sort((a, b) => b - a)
}

/** Compares the ids of two documents as their bytes stand. */
export function compareIds(a: Columns, left: number, b: Columns, right: number): number {
  const other = b.idBytes.subarray(b.idOffsets[right], b.idOffsets[right + 1])
  return compareBytes(a.idBytes, a.idOffsets[left]!, a.idOffsets[left + 1]!, other)
}

/** The slots by which `findDocuments` finds ids; at most two thirds are taken. */
export function makeIdSlots(idBytes: Uint8Array, idOffsets: Uint32Array): Uint32Array {
  const count = idOffsets.length - 1
  let size = 4
  while (size * 2 < count * 3) size *= 2
  const slots = new Uint32Array(size)
  for (let document = 0; document < count; document++) {
    let slot = hashBytes(idBytes, idOffsets[document]!, idOffsets[document + 1]!) & (size - 1)
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1)
    slots[slot] = document + 1
  }
  return slots
}

/** Whether no document is older than the one before it. */
export function areSorted(days: Int32Array): boolean {
  for (let i = 1; i < days.length; i++) if (days[i]! < days[i - 1]!) return false
  return true
}

/** FNV-1a, with its high bits mixed down. */
function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193)
  return hash ^ (hash >>> 15)
}
