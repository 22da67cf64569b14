import { countRelevant, type Judgements } from './qrels.ts'

/**
 * One divided by the rank of the first relevant document: 1 where it leads, 0 where none stands within the cutoff.
 *
 * @param ranking document ids, best first, without repeats
 * @param cutoff how many ranks count, >= 1
 * @returns 0..1, or undefined where the topic has no relevant document
 */
export function reciprocalRank(ranking: readonly string[], judgements: Judgements, cutoff: number): number | undefined {
  if (countRelevant(judgements) === 0) return undefined
  const index = ranking.slice(0, cutoff).findIndex((id) => (judgements.get(id) ?? 0) > 0)
  return index < 0 ? 0 : 1 / (index + 1)
}
