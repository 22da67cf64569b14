import { toTermAnew } from '../text/analyzer.ts'
import type { Dictionary } from './dictionary.ts'

// Endings that stems lose: the dictionary holds "general", not "generalisation".
const ENDINGS =
  `s es ed ing ings er ers ly ally e ate ated ation ations ize ized izes izing ization ise ised ising isation
  ity ities ive ical ional able ible ance ence ment ments ness ous ism ist al`.split(/\s+/)

/**
 * The terms that a word which is still being typed may become, the word's own first: those of the dictionary that begin
 * so, and the stems of what it becomes with an English ending ("optimiz" with "-ing" is "optim").
 *
 * @param token lower case, at least one letter
 * @param toIndexed makes the indexed form of a term or a beginning: the term itself, or that of one field
 * @param limit most terms that are given besides the word's own
 */
export function completeWord(
  token: string,
  dictionary: Dictionary,
  toIndexed: (term: string) => string,
  limit: number,
): string[] {
  const own = toIndexed(toTermAnew(token))
  const found = new Map<string, number>()
  for (const entry of dictionary.expandPrefix(toIndexed(token), limit)) found.set(entry.term, entry.documentFrequency)
  for (const term of listStems(token)) {
    const indexed = toIndexed(term)
    if (!found.has(indexed)) found.set(indexed, dictionary.documentFrequency(indexed))
  }
  found.delete(own)
  const held = [...found].filter(([, documentFrequency]) => documentFrequency > 0)
  held.sort(([a, aFrequency], [b, bFrequency]) => bFrequency - aFrequency || (a < b ? -1 : 1))
  return [own, ...held.slice(0, limit).map(([term]) => term)]
}

/** An ending may be typed in part: "learni" goes on with "ng". */
function listStems(token: string): Set<string> {
  const stems = new Set<string>()
  for (const ending of ENDINGS) {
    for (let typed = 0; typed < ending.length; typed++) {
      if (token.endsWith(ending.slice(0, typed))) stems.add(toTermAnew(token + ending.slice(typed)))
    }
  }
  return stems
}
