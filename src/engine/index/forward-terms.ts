import { termAt } from './dictionary.ts'
import { FIELDS } from './document.ts'
import type { Field } from './document.ts'
import { BOUNDARY, forEachNumber } from './forward.ts'
import type { Segment } from './segment.ts'

/** What stands at one place of a document. */
export type PlacedTerm = { readonly field: Field; readonly term: string }

/** A document's bytes in the forward part. */
export function forwardBytes({ forward: { offsets, read } }: Segment, document: number): Uint8Array {
  return read(offsets[document]!, offsets[document + 1]!)
}

/** A document's terms in order: title, abstract, authors. */
export function forwardTerms(segment: Segment, document: number): PlacedTerm[] {
  const placed: PlacedTerm[] = []
  const texts = new Map<number, string>()
  let boundaries = 0
  forEachNumber(forwardBytes(segment, document), (number) => {
    if (number === BOUNDARY) {
      boundaries++
      return
    }
    let term = texts.get(number)
    if (term === undefined) {
      term = termAt(segment.dictionary, segment.forward.terms[number - 1]!)
      texts.set(number, term)
    }
    placed.push({ field: FIELDS[Math.min(boundaries, FIELDS.length - 1)]!, term })
  })
  return placed
}
