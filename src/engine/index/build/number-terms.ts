const MOST = 2 ** 24 // documents of a segment
const SHIFT = 2 ** 28 // terms of a segment

/** Numbers for the forward part, and back: see `Forward`. */
export type TermNumbers = { readonly numbers: Uint32Array; readonly terms: Uint32Array }

/**
 * Numbers terms from 1, the commonest first, so that common ones take fewest bytes; of equals the lower place first.
 *
 * @param frequencies of the terms from `first` on, each >= 1
 * @param count all terms of the dictionary; those before `first` have no number
 */
export function numberByFrequency(frequencies: Uint32Array, first: number, count: number): TermNumbers {
  const numbers = new Uint32Array(count)
  const terms = new Uint32Array(frequencies.length)
  // One number each, frequency above place: sorting numbers is several times quicker than sorting by a function.
  const sorted = Float64Array.from(frequencies, (frequency, place) => (MOST - frequency) * SHIFT + place).sort()
  for (let rank = 0; rank < sorted.length; rank++) {
    const place = first + (sorted[rank]! % SHIFT)
    terms[rank] = place
    numbers[place] = rank + 1
  }
  return { numbers, terms }
}
