import type { Field } from '../document.ts'
import { BOUNDARY, fieldEnds, holdsNumbers, toNumberBytes } from '../forward.ts'
import type { Segment } from '../segment.ts'
import { NOWHERE } from './plan.ts'
import type { PlannedPhrase } from './plan.ts'

/** A phrase as the bytes that stand in a segment's documents. */
export type PhraseCheck = { readonly wanted: Uint8Array; readonly field: Field | undefined }

/** Undefined when a term of the phrase stands in no document of the segment, whose place among the segments is `place`. */
export function toPhraseCheck({ forward }: Segment, place: number, phrase: PlannedPhrase): PhraseCheck | undefined {
  const numbers = phrase.terms.map((term) => (term[place] === NOWHERE ? BOUNDARY : forward.numbers[term[place]!]!))
  return numbers.includes(BOUNDARY) ? undefined : { wanted: toNumberBytes(numbers), field: phrase.field }
}

/** Whether the phrase stands in a document's bytes. */
export function holdsPhrase(bytes: Uint8Array, { wanted, field }: PhraseCheck): boolean {
  if (field === undefined) return holdsNumbers(bytes, wanted)
  const { title, abstract } = fieldEnds(bytes)
  if (field === 'title') return holdsNumbers(bytes, wanted, 0, title)
  if (field === 'abstract') return holdsNumbers(bytes, wanted, title + 1, abstract)
  return holdsNumbers(bytes, wanted, abstract + 1)
}
