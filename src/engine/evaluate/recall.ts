import { countRelevant, type Judgements } from './qrels.ts'

/**
 * The share of a topic's relevant documents that stand within the cutoff. With more relevant documents than the cutoff
 * has ranks it cannot reach 1, as in trec_eval's `recall`.
 *
 * @param ranking document ids, best first, without repeats
 * @param cutoff how many ranks count, >= 1
 * @returns 0..1, or undefined where the topic has no relevant document
 */
export function recall(ranking: readonly string[], judgements: Judgements, cutoff: number): number | undefined {
  const relevant = countRelevant(judgements)
  if (relevant === 0) return undefined
  return ranking.slice(0, cutoff).filter((id) => (judgements.get(id) ?? 0) > 0).length / relevant
}
