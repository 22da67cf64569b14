import type { Candidate } from './candidates.ts'

/** One part of a score, in the score's own unit: what gave it, and how much. All parts sum to the score. */
export type ScorePart = {
  readonly name: 'words' | 'nearness' | 'complete' | 'meaning'
  readonly value: number
  readonly detail: string
}

/** What words and meaning count for one query. */
export type Weights = {
  /** Σ idf of the query's terms: what a document would score that holds each in full. */
  readonly mass: number
  /** What holding every term at all is worth beside the whole mass. */
  readonly complete: number
  /** What a cosine of 1 is worth beside the whole mass; 0 leaves meaning out. */
  readonly meaning: number
}

/**
 * The score of a candidate: (words + nearness) / mass + weight · complete + weight · meaning. All summands are shares that
 * mean the same in every query, so that nothing hangs on which other documents were found.
 */
export function scoreOf({ words, nearness, complete, meaning }: Candidate, weights: Weights): number {
  return (words + nearness) / weights.mass + weights.complete * complete + weights.meaning * meaning
}

/** The same score, in its parts; those that are 0 are left out. */
export function toParts({ words, nearness, complete, meaning }: Candidate, weights: Weights): ScorePart[] {
  const parts: ScorePart[] = [
    { name: 'words', value: words / weights.mass, detail: `BM25F ${words.toFixed(2)} of ${weights.mass.toFixed(2)}` },
    { name: 'nearness', value: nearness / weights.mass, detail: `words that stand together, ${nearness.toFixed(2)}` },
    { name: 'complete', value: weights.complete * complete, detail: `${(complete * 100).toFixed(0)} % of the words` },
    {
      name: 'meaning',
      value: weights.meaning * meaning,
      detail: `cosine ${meaning.toFixed(3)} × ${weights.meaning.toFixed(2)}`,
    },
  ]
  return parts.filter(({ value }) => value !== 0)
}
