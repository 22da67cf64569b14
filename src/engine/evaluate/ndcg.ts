import type { Judgements } from './qrels.ts'

/**
 * Normalised discounted cumulative gain of one ranking, at a cutoff.
 *
 * Gain is the grade itself and the discount is log2(rank + 1), as in trec_eval's `ndcg_cut`, so that figures can be
 * compared with published ones. Documents that were not judged gain nothing.
 * Source: Järvelin & Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM TOIS 20(4), 2002.
 *
 * @param ranking document ids, best first, without repeats
 * @param cutoff how many ranks count, >= 1
 * @returns 0..1, or undefined where the topic has no relevant document: leave such a topic out of a mean
 */
export function ndcg(ranking: readonly string[], judgements: Judgements, cutoff: number): number | undefined {
  const ideal = [...judgements.values()].filter((grade) => grade > 0).sort((a, b) => b - a)
  if (ideal.length === 0) return undefined
  const gains = ranking.slice(0, cutoff).map((id) => Math.max(0, judgements.get(id) ?? 0))
  return discountedGain(gains) / discountedGain(ideal.slice(0, cutoff))
}

/** Σ gain / log2(rank + 1). */
function discountedGain(gains: readonly number[]): number {
  return gains.reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0)
}
