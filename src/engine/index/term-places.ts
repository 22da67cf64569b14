import { findTerm, toTermBytes } from './dictionary.ts'
import { FIELDS } from './document.ts'
import type { Field } from './document.ts'
import { BOUNDARY, forEachNumber } from './forward.ts'
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

/** Where terms stand in a document, in order. Costs a microsecond or two beside the reading of the document. */
export function termPlaces(segment: Segment, document: number, terms: readonly string[]): TermPlace[] {
  const wanted = terms.map((term) => {
    const found = findTerm(segment.dictionary, toTermBytes(term))
    return found === undefined ? BOUNDARY : segment.forward.numbers[found]!
  })
  const places: TermPlace[] = []
  let boundaries = 0
  let length = 0
  forEachNumber(forwardBytes(segment, document), (number) => {
    if (number === BOUNDARY) {
      boundaries++
      return
    }
    const term = wanted.indexOf(number)
    const position = length++ + boundaries * GAP
    if (term >= 0) places.push({ term, field: FIELDS[Math.min(boundaries, FIELDS.length - 1)]!, position })
  })
  return places
}
