import { findTerm, toTermBytes } from './dictionary.ts'
import { FIELDS } from './document.ts'
import type { Field } from './document.ts'
import { BOUNDARY } from './forward.ts'
import { forwardBytes } from './forward-terms.ts'
import type { Segment } from './segment.ts'

/** Where one of the terms asked for stands. */
export type TermPlace = {
  /** Place of the term in the list asked for. */
  readonly term: number
  readonly field: Field
  /** Terms before it; from one field or author to the next it grows by 1,000 more, so that nothing is near across them. */
  readonly position: number
}

const GAP = 1_000

/** Terms as the forward part of one segment numbers them. */
export type ForwardTerms = {
  /** Of each term asked for; BOUNDARY, which is no term's number, where the segment does not hold it. */
  readonly numbers: readonly number[]
  /** 1 at the last eight bits of each number: most numbers of a document are known for strangers by it. */
  readonly sieve: Uint8Array
}

/** Looks terms up in a segment, to find their places in many of its documents. */
export function findForwardTerms(segment: Segment, terms: readonly string[]): ForwardTerms {
  const sieve = new Uint8Array(256)
  const numbers = terms.map((term) => {
    const found = findTerm(segment.dictionary, toTermBytes(term))
    const number = found === undefined ? BOUNDARY : segment.forward.numbers[found]!
    if (number !== BOUNDARY) sieve[number & 255] = 1
    return number
  })
  return { numbers, sieve }
}

/** Where terms stand in a document, in order. Costs a microsecond beside the reading of the document. */
export function termPlaces(segment: Segment, document: number, { numbers, sieve }: ForwardTerms): TermPlace[] {
  const places: TermPlace[] = []
  const bytes = forwardBytes(segment, document)
  let boundaries = 0
  let length = 0
  let number = 0
  let shift = 0
  // As forEachNumber, written out: a query reads a hundred documents and more, and calls for each number would be half of it.
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!
    number |= (byte & 127) << shift
    shift += 7
    if (byte > 127) continue
    if (number === BOUNDARY) {
      boundaries++
    } else {
      if (sieve[number & 255] !== 0) {
        const term = numbers.indexOf(number >>> 0)
        const position = length + boundaries * GAP
        if (term >= 0) places.push({ term, field: FIELDS[Math.min(boundaries, FIELDS.length - 1)]!, position })
      }
      length++
    }
    number = 0
    shift = 0
  }
  return places
}
