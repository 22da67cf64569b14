import { toTerm } from '../text/analyzer.ts'
import { isStopWord } from '../text/stop-words.ts'
import type { TermWeight } from '../text/excerpt.ts'
import { forEachToken } from '../text/tokenise.ts'

/** The terms that tell what a document is about, with their weights; as a vector it has length 1 (or none, of nothing). */
export type TermProfile = ReadonlyMap<string, number>

/** The heaviest terms carry nearly all of the length; the rest only costs memory. */
const MOST_TERMS = 48
/** What authors put into a title is what the document is about. */
const TITLE_COUNT = 3

/**
 * The profile of a document: weight(term) · (1 + ln tf), of its 48 heaviest terms, made of length 1. A term of the title
 * counts as if it were said three times.
 */
export function toTermProfile(title: string, abstract: string, weightOf: TermWeight): TermProfile {
  const counts = new Map<string, number>()
  const count = (text: string, times: number): void => {
    forEachToken(text, (token) => {
      if (isStopWord(token)) return
      const term = toTerm(token)
      counts.set(term, (counts.get(term) ?? 0) + times)
    })
  }
  count(title, TITLE_COUNT)
  count(abstract, 1)
  const weighted = [...counts].map(([term, times]) => [term, weightOf(term) * (1 + Math.log(times))] as const)
  const heaviest = weighted.sort((a, b) => b[1] - a[1]).slice(0, MOST_TERMS)
  const length = Math.sqrt(heaviest.reduce((sum, [, weight]) => sum + weight * weight, 0))
  return new Map(length === 0 ? [] : heaviest.map(([term, weight]) => [term, weight / length]))
}

/** How much two documents are about the same: the cosine of their profiles, 0 to 1. */
export function compareProfiles(a: TermProfile, b: TermProfile): number {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a]
  let sum = 0
  for (const [term, weight] of few) sum += weight * (many.get(term) ?? 0)
  return Math.min(1, sum)
}
