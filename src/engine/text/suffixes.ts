/**
 * A suffix, what it becomes, and what must be true besides: what stands before it, or that it lies in the second region.
 * Longer suffixes come first.
 */
export type Suffixes = readonly (readonly [suffix: string, replacement: string, condition?: RegExp | 'second region'])[]

/**
 * Replaces the longest suffix of a list that a word ends with. Where that one lies before its region or its condition
 * fails, the word stays: shorter suffixes are not tried.
 *
 * @param region the offset at which the suffix must begin, or later
 * @param second the offset of the second region
 */
export function replaceSuffix(word: string, suffixes: Suffixes, region: number, second: number): string {
  const found = suffixes.find(([suffix]) => word.endsWith(suffix))
  if (found === undefined) return word
  const [suffix, replacement, condition] = found
  const rest = word.slice(0, -suffix.length)
  if (rest.length < (condition === 'second region' ? second : region)) return word
  return condition instanceof RegExp && !condition.test(rest) ? word : rest + replacement
}
