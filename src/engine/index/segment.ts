import type { Bm25fParameters } from '../rank/bm25f.ts'
import type { Columns } from './columns.ts'
import type { Dictionary } from './dictionary.ts'
import type { Forward } from './forward.ts'
import type { Postings } from './postings.ts'

/** An immutable part of the index: documents numbered from 0, found by their terms. */
export type Segment = {
  readonly documentCount: number
  readonly parameters: Bm25fParameters
  /** No document is older than the one before it, so that a range of days is a range of documents. */
  readonly isSortedByDay: boolean
  /** The latest day of any document; 0 in an empty segment. */
  readonly latestDay: number
  readonly dictionary: Dictionary
  readonly postings: Postings
  readonly forward: Forward
  readonly columns: Columns
}

/** A segment in use, with what was deleted from it since it was written. */
export type OpenSegment = {
  readonly segment: Segment
  /** Bit d & 31 of word d >> 5 is set when document d is deleted. Not changed while a searcher is open on it. */
  readonly deletes?: Uint32Array
}

/** No deletes yet, for so many documents. */
export function makeDeletes(documentCount: number): Uint32Array {
  return new Uint32Array((documentCount + 31) >>> 5)
}

/** Whether the bit of a document is set. */
export function hasBit(bits: Uint32Array, document: number): boolean {
  return ((bits[document >>> 5]! >>> (document & 31)) & 1) === 1
}

/** Sets the bit of a document. */
export function setBit(bits: Uint32Array, document: number): void {
  bits[document >>> 5] = bits[document >>> 5]! | (1 << (document & 31))
}

/** How many bits are set from document `from` to before `to`. */
export function countBits(bits: Uint32Array, from = 0, to = bits.length * 32): number {
  let count = 0
  for (let i = from >>> 5; i << 5 < to; i++) {
    let word = bits[i]!
    if (i << 5 < from) word &= -1 << (from & 31)
    if (to - (i << 5) < 32) word &= (1 << (to & 31)) - 1
    count += countWord(word)
  }
  return count
}

function countWord(bits: number): number {
  let word = bits - ((bits >>> 1) & 0x55555555)
  word = (word & 0x33333333) + ((word >>> 2) & 0x33333333)
  return Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** The latest of the days; 0 when there are none. */
export function latestOf(days: Int32Array): number {
  let latest = days[0] ?? 0
  for (let i = 1; i < days.length; i++) if (days[i]! > latest) latest = days[i]!
  return latest
}
