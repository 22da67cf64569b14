const encoder = new TextEncoder()
const decoder = new TextDecoder()

/**
 * The terms of a segment, sorted by their UTF-8 bytes, without repeats. Term t's bytes are
 * `bytes[offsets[t]] .. bytes[offsets[t + 1]]`.
 */
export type Dictionary = { readonly bytes: Uint8Array; readonly offsets: Uint32Array }

/** A term as the dictionary holds it, for `findTerm`. */
export function toTermBytes(term: string): Uint8Array {
  return encoder.encode(term)
}

/** A term's text. */
export function termAt({ bytes, offsets }: Dictionary, term: number): string {
  return decoder.decode(bytes.subarray(offsets[term], offsets[term + 1]))
}

/** The number of a term, or undefined when it is not there. O(log terms). */
export function findTerm(dictionary: Dictionary, term: Uint8Array): number | undefined {
  const { bytes, offsets } = dictionary
  const at = lowerBound(dictionary, term)
  if (at >= offsets.length - 1) return undefined
  const from = offsets[at]!
  if (offsets[at + 1]! - from !== term.length) return undefined
  return compareBytes(bytes, from, from + term.length, term) === 0 ? at : undefined
}

/** The terms that begin so: first, and one past the last. */
export function prefixRange(dictionary: Dictionary, prefix: Uint8Array): { from: number; to: number } {
  const from = lowerBound(dictionary, prefix)
  // 0xff stands in no UTF-8 text, so it comes after every continuation of the prefix.
  const past = new Uint8Array(prefix.length + 1)
  past.set(prefix)
  past[prefix.length] = 0xff
  return { from, to: lowerBound(dictionary, past) }
}

/** Packs terms that are already in order. */
export function packTerms(sorted: readonly string[]): Dictionary {
  const offsets = new Uint32Array(sorted.length + 1)
  let at = 0
  for (let i = 0; i < sorted.length; i++) {
    at += utf8Length(sorted[i]!)
    offsets[i + 1] = at
  }
  const bytes = encoder.encode(sorted.join(''))
  // Half a character at the end of one term and half at the beginning of the next have become a whole one.
  return {
    bytes: bytes.length === at ? bytes : encoder.encode(sorted.map((term) => term.toWellFormed()).join('')),
    offsets,
  }
}

/** Less than, equal to or greater than 0, as `a[from..to]` stands before, at or after `b`. */
export function compareBytes(a: Uint8Array, from: number, to: number, b: Uint8Array): number {
  const shared = Math.min(to - from, b.length)
  for (let i = 0; i < shared; i++) {
    const difference = a[from + i]! - b[i]!
    if (difference !== 0) return difference
  }
  return to - from - b.length
}

/** The first term that is not less. */
function lowerBound({ bytes, offsets }: Dictionary, term: Uint8Array): number {
  let low = 0
  let high = offsets.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compareBytes(bytes, offsets[middle]!, offsets[middle + 1]!, term) < 0) low = middle + 1
    else high = middle
  }
  return low
}

/** Lone surrogates are written as U+FFFD, three bytes. */
function utf8Length(text: string): number {
  let length = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) length += 1
    else if (unit < 0x800) length += 2
    else if (unit >= 0xd800 && unit < 0xdc00 && isLowSurrogate(text.charCodeAt(i + 1))) {
      length += 4
      i++
    } else length += 3
  }
  return length
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000
}
