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
  const most = frequencies.reduce((most, frequency) => Math.max(most, frequency), 0)
  // Counting sort: where the terms of each frequency begin.
  const next = new Uint32Array(most + 2)
  for (let i = 0; i < frequencies.length; i++) next[most - frequencies[i]! + 1]!++
  for (let i = 1; i < next.length; i++) next[i]! += next[i - 1]!
  for (let i = 0; i < frequencies.length; i++) {
    const rank = next[most - frequencies[i]!]!++
    terms[rank] = first + i
    numbers[first + i] = rank + 1
  }
  return { numbers, terms }
}
