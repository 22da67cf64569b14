/**
 * Each document's terms in order: title, 0, abstract, 0, then every author followed by 0. A term's number is 1 for the
 * commonest of the segment, 2 for the next; numbers are LEB128. Document d's bytes are offsets[d] .. offsets[d + 1] of
 * what `read` gives; they need not be in memory.
 */
export type Forward = {
  readonly offsets: Uint32Array
  /** Term of the dictionary → its number, 0 for terms that stand in no text (facets and terms of one field). */
  readonly numbers: Uint32Array
  /** Number − 1 → term of the dictionary. */
  readonly terms: Uint32Array
  readonly read: ReadBytes
}

/** Gives the bytes from start (included) to end (excluded); the caller reads them before it asks again. */
export type ReadBytes = (start: number, end: number) => Uint8Array

/** Between fields, and after each author. */
export const BOUNDARY = 0

/** Reads from bytes in memory. */
export function readFromMemory(bytes: Uint8Array): ReadBytes {
  return (start, end) => bytes.subarray(start, end)
}

/** Most bytes of a number below 2^32. */
export const MOST_NUMBER_BYTES = 5

/** Calls `visit` with every number of a document's bytes, boundaries included. */
export function forEachNumber(bytes: Uint8Array, visit: (number: number) => void): void {
  let number = 0
  let shift = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!
    number |= (byte & 127) << shift
    shift += 7
    if (byte > 127) continue
    visit(number >>> 0)
    number = 0
    shift = 0
  }
}

/** The bytes of consecutive numbers. */
export function toNumberBytes(numbers: readonly number[]): Uint8Array {
  const bytes: number[] = []
  for (const number of numbers) {
    let rest = number
    while (rest > 127) {
      bytes.push((rest & 127) | 128)
      rest >>>= 7
    }
    bytes.push(rest)
  }
  return Uint8Array.from(bytes)
}

/** Whether a document's bytes hold those of consecutive numbers, from `from` to `to`, at a number's beginning. */
export function holdsNumbers(bytes: Uint8Array, wanted: Uint8Array, from = 0, to = bytes.length): boolean {
  const first = wanted[0]!
  const last = to - wanted.length
  for (let i = from; i <= last; i++) {
    if (bytes[i] !== first || (i > 0 && bytes[i - 1]! > 127)) continue
    let k = 1
    while (k < wanted.length && bytes[i + k] === wanted[k]) k++
    if (k === wanted.length) return true
  }
  return false
}

/** Where title and abstract end: the places of the first two boundaries. No other number has a byte of 0. */
export function fieldEnds(bytes: Uint8Array): { title: number; abstract: number } {
  const title = bytes.indexOf(BOUNDARY)
  return { title, abstract: bytes.indexOf(BOUNDARY, title + 1) }
}
