import { prefixRange, termAt, toTermBytes } from './dictionary.ts'
import { documentFrequencyAt } from './postings.ts'
import type { OpenSegment, Segment } from './segment.ts'

/** A term of the dictionary and in how many documents it stands (deleted ones count until their segment is merged). */
export type DictionaryEntry = { readonly term: string; readonly documentFrequency: number }

// Each segment gives this many times the limit: the sum over segments decides among them.
const GENEROSITY = 3
const LEAST_GIVEN = 64

/** Terms that begin so, commonest first, equal ones in the dictionary's order. */
export function expandPrefix(
  segments: readonly OpenSegment[],
  prefix: string,
  limit: number,
  frequencyOf: (term: string) => number,
): DictionaryEntry[] {
  const bytes = toTermBytes(prefix)
  const terms = new Set<string>()
  for (const { segment } of segments) {
    for (const term of commonestIn(segment, bytes, Math.max(limit * GENEROSITY, LEAST_GIVEN))) {
      terms.add(termAt(segment.dictionary, term))
    }
  }
  return Array.from(terms, (term) => ({ term, documentFrequency: frequencyOf(term) }))
    .sort((a, b) => b.documentFrequency - a.documentFrequency || (a.term < b.term ? -1 : 1))
    .slice(0, limit)
}

/** Up to `count` terms of a segment that begin so, the commonest; in the dictionary's order. */
function commonestIn({ dictionary, postings }: Segment, prefix: Uint8Array, count: number): number[] {
  const { from, to } = prefixRange(dictionary, prefix)
  const frequencies = new Uint32Array(to - from)
  for (let term = from; term < to; term++) frequencies[term - from] = documentFrequencyAt(postings, term)
  const least = frequencies.length > count ? frequencies.toSorted()[frequencies.length - count]! : 0
  const chosen: number[] = []
  for (let i = 0; i < frequencies.length && chosen.length < count; i++)
    if (frequencies[i]! > least) chosen.push(from + i)
  for (let i = 0; i < frequencies.length && chosen.length < count; i++) {
    if (frequencies[i] === least) chosen.push(from + i)
  }
  return chosen
}
