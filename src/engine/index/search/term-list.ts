import type { Postings } from '../postings.ts'

/** A term's posting list while a segment is gone through from its last documents to its first, window by window. */
export class TermList {
  readonly postings: Postings
  /** Points for each of the impact's 255; 0 for a list that only restricts. */
  readonly weight: number
  /** Blocks that may have documents of the window: low .. end − 1; none when low === end. */
  low: number
  end: number
  /** Most points that a document of the window may get, and at most so many postings in it. */
  bound = 0
  size = 0
  readonly #first: number

  /** @param to one past the last document that will be asked for */
  constructor(postings: Postings, term: number, weight: number, to: number) {
    this.postings = postings
    this.weight = weight
    this.#first = postings.blockOffsets[term]!
    this.end = this.low = endBefore(postings.bases, this.#first, postings.blockOffsets[term + 1]!, to)
  }

  /** Moves to the documents lo .. hi − 1; windows come in descending order. */
  enter(lo: number, hi: number): void {
    const { bases, starts, maxima, documents } = this.postings
    let end = this.low < this.end && bases[this.low]! < hi ? this.low + 1 : this.low
    while (end > this.#first && bases[end - 1]! >= hi) end--
    let low = end
    let most = 0
    while (low > this.#first) {
      low--
      const base = bases[low]!
      if (base < lo && base + documents[starts[low + 1]! - 1]! < lo) {
        low++
        break
      }
      if (maxima[low]! > most) most = maxima[low]!
      if (base <= lo) break
    }
    this.low = low
    this.end = end
    this.bound = this.weight * most
    this.size = starts[end]! - starts[low]!
  }

  /** The posting of a document of the window, or -1. */
  find(document: number): number {
    const { bases, starts, documents } = this.postings
    const block = endBefore(bases, this.low, this.end, document + 1) - 1
    if (block < this.low) return -1
    const wanted = document - bases[block]!
    const end = starts[block + 1]!
    const at = firstFrom(documents, starts[block]!, end, wanted)
    return at < end && documents[at] === wanted ? at : -1
  }

  /** Where the window's postings of a block begin and end. */
  startIn(block: number, lo: number): number {
    const { bases, starts, documents } = this.postings
    const base = bases[block]!
    return base >= lo ? starts[block]! : firstFrom(documents, starts[block]!, starts[block + 1]!, lo - base)
  }

  endIn(block: number, hi: number): number {
    const { bases, starts, documents } = this.postings
    const end = starts[block + 1]!
    const base = bases[block]!
    return base + documents[end - 1]! < hi ? end : firstFrom(documents, starts[block]!, end, hi - base)
  }
}

/** One past the last block of first .. end − 1 whose base is below `document`. */
function endBefore(bases: Uint32Array, first: number, end: number, document: number): number {
  let low = first
  let high = end
  while (low < high) {
    const middle = (low + high) >>> 1
    if (bases[middle]! < document) low = middle + 1
    else high = middle
  }
  return low
}

/** The first posting of from .. to − 1 that is not below `wanted`, else `to`. */
function firstFrom(documents: Uint16Array, from: number, to: number, wanted: number): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if (documents[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return low
}
