import type { Hit } from '../index/hit.ts'
import type { WeightedTerm } from '../index/lexical-query.ts'
import type { Searcher } from '../index/searcher.ts'
import type { TermPlace } from '../index/term-places.ts'

/** How much it counts that a query's terms stand near each other. */
export type ProximityParameters = {
  /** Most points that a term may get by it, as a share of its idf · weight; >= 0. */
  readonly share: number
  /** Nearness at which half of that is reached, > 0. Two terms side by side once are a nearness of 1. */
  readonly half: number
  /** How many of the first hits are looked at. */
  readonly depth: number
}

/** A first guess; what is best is for an evaluation to say. */
export const DEFAULT_PROXIMITY: ProximityParameters = { share: 0.3, half: 1, depth: 100 }

/**
 * Puts hits in order anew, with points for query terms that stand near each other:
 *
 *   score' = score + share · Σ_t idf_t · weight_t · near_t / (near_t + half),  near_t = Σ 1 / distance²
 *
 * the inner sum being over every occurrence of t and the next occurrence of another query term, before or after it.
 *
 * Source: Büttcher, Clarke & Lushman, "Term proximity scoring for ad-hoc retrieval on very large text collections",
 * SIGIR 2006. Departure: a neighbour counts the same whatever its idf, and documents' lengths do not matter.
 *
 * @param hits best first; those below `depth` keep their scores and stand where these leave them
 * @returns best first; of equal scores, in the order given
 */
export function rescoreByProximity(
  searcher: Pick<Searcher, 'idf' | 'termPlaces'>,
  terms: readonly WeightedTerm[],
  hits: readonly Hit[],
  { share, half, depth }: ProximityParameters = DEFAULT_PROXIMITY,
): Hit[] {
  if (terms.length < 2 || share === 0) return [...hits]
  const texts = terms.map(({ term }) => term)
  const most = terms.map(({ term, weight }) => share * weight * searcher.idf(term))
  const rescored = hits.map((hit, rank) => {
    if (rank >= depth) return hit
    const near = nearnessOf(searcher.termPlaces(hit, texts), terms.length)
    const bonus = near.reduce((sum, nearness, term) => sum + (most[term]! * nearness) / (nearness + half), 0)
    return { ...hit, score: hit.score + bonus }
  })
  return rescored.sort((a, b) => b.score - a.score)
}

/** Of each term, how near others stand to it: Σ 1 / distance² over neighbouring occurrences of two terms. */
export function nearnessOf(places: readonly TermPlace[], terms: number): Float64Array {
  const near = new Float64Array(terms)
  for (let i = 1; i < places.length; i++) {
    const [before, after] = [places[i - 1]!, places[i]!]
    if (before.term === after.term) continue
    const nearness = 1 / (after.position - before.position) ** 2
    near[before.term]! += nearness
    near[after.term]! += nearness
  }
  return near
}
