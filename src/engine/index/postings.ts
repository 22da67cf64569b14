import { growingBytes, growingShorts, growingWords } from './growing-array.ts'

/** Most postings of a block. */
export const BLOCK_POSTINGS = 128
const MOST_SPAN = 65_535

/**
 * Posting lists of a segment, read in place. Term t's blocks are `blockOffsets[t] .. blockOffsets[t + 1]`. Block k's
 * postings are `starts[k] .. starts[k + 1]`, at most 128, ascending; posting p is document `bases[k] + documents[p]`,
 * with the weight `impacts[p]`, 1..255, none above `maxima[k]`. `bases[k]` is the block's first document.
 */
export type Postings = {
  readonly blockOffsets: Uint32Array
  readonly bases: Uint32Array
  readonly starts: Uint32Array
  readonly maxima: Uint8Array
  readonly documents: Uint16Array
  readonly impacts: Uint8Array
}

/** In how many documents a term stands, deleted ones included. */
export function documentFrequencyAt({ blockOffsets, starts }: Postings, term: number): number {
  return starts[blockOffsets[term + 1]!]! - starts[blockOffsets[term]!]!
}

/** Calls `visit` with every document of a term, ascending. */
export function forEachPosting(postings: Postings, term: number, visit: (document: number) => void): void {
  const { blockOffsets, bases, starts, documents } = postings
  for (let block = blockOffsets[term]!; block < blockOffsets[term + 1]!; block++) {
    const base = bases[block]!
    for (let p = starts[block]!; p < starts[block + 1]!; p++) visit(base + documents[p]!)
  }
}

/** Writes posting lists, term after term in the dictionary's order. */
export class PostingsWriter {
  readonly #blockOffsets
  readonly #bases
  readonly #starts
  readonly #maxima
  readonly #documents
  readonly #impacts
  /** Document of the open block's first posting; -1 when no block is open. */
  #base = -1

  /** Both are estimates: the writer grows. */
  constructor(terms: number, postings: number) {
    this.#blockOffsets = growingWords(terms + 1)
    this.#bases = growingWords(terms + postings / BLOCK_POSTINGS)
    this.#starts = growingWords(terms + postings / BLOCK_POSTINGS)
    this.#maxima = growingBytes(terms + postings / BLOCK_POSTINGS)
    this.#documents = growingShorts(postings)
    this.#impacts = growingBytes(postings)
    this.#blockOffsets.push(0)
  }

  /** Appends a posting of the current term; documents ascend. */
  add(document: number, impact: number): void {
    const at = this.#documents.length
    const isFull = this.#base >= 0 && at - this.#starts.values[this.#starts.length - 1]! === BLOCK_POSTINGS
    if (this.#base < 0 || isFull || document - this.#base > MOST_SPAN) this.#openBlock(document)
    const block = this.#maxima.length - 1
    if (impact > this.#maxima.values[block]!) this.#maxima.values[block] = impact
    this.#documents.push(document - this.#base)
    this.#impacts.push(impact)
  }

  /** Appends a whole block of another list as it is, its documents moved up by `shift`. */
  addBlock(from: Postings, block: number, shift: number): void {
    const start = from.starts[block]!
    const end = from.starts[block + 1]!
    const at = this.#documents.length
    this.#openBlock(from.bases[block]! + shift)
    this.#maxima.values[this.#maxima.length - 1] = from.maxima[block]!
    this.#documents.reserve(end - start)
    this.#impacts.reserve(end - start)
    copyShort(from.documents, start, end, this.#documents.values, at)
    copyShort(from.impacts, start, end, this.#impacts.values, at)
    this.#documents.length = at + end - start
    this.#impacts.length = at + end - start
  }

  /** Ends the current term's list. @returns how many documents it has */
  endTerm(): number {
    const first = this.#blockOffsets.values[this.#blockOffsets.length - 1]!
    const start = first < this.#starts.length ? this.#starts.values[first]! : this.#documents.length
    this.#blockOffsets.push(this.#bases.length)
    this.#base = -1
    return this.#documents.length - start
  }

  /** All lists written. The writer is of no further use. */
  finish(): Postings {
    this.#starts.push(this.#documents.length)
    return {
      blockOffsets: this.#blockOffsets.take(),
      bases: this.#bases.take(),
      starts: this.#starts.take(),
      maxima: this.#maxima.take(),
      documents: this.#documents.take(),
      impacts: this.#impacts.take(),
    }
  }

  #openBlock(document: number): void {
    this.#base = document
    this.#bases.push(document)
    this.#starts.push(this.#documents.length)
    this.#maxima.push(0)
  }
}

/** A loop is quicker than `set` of a view for as few as a block holds. */
function copyShort<T extends Uint8Array | Uint16Array>(from: T, start: number, end: number, to: T, at: number): void {
  for (let p = start; p < end; p++) to[at++] = from[p]!
}
