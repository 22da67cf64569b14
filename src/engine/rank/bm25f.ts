import type { Field } from '../index/document.ts'

/** How one field counts. */
type FieldParameters = {
  /** What an occurrence in this field is worth, > 0. */
  readonly weight: number
  /** Length normalisation, 0 (none) to 1 (full). */
  readonly b: number
  /** Terms of a usual document's field. Fixed, so that the impact of a posting never depends on other documents. */
  readonly meanLength: number
}

/** Parameters of BM25F. An index is built with one set and keeps it: segments of different sets cannot be merged. */
export type Bm25fParameters = {
  /** Saturation, > 0: the smaller, the sooner a further occurrence adds nothing. */
  readonly k1: number
  readonly fields: Readonly<Record<Field, FieldParameters>>
}

/** Mean lengths are those of arXiv's papers, stop words counted. */
export const DEFAULT_BM25F: Bm25fParameters = {
  k1: 1.2,
  fields: {
    title: { weight: 2, b: 0.75, meanLength: 10 },
    abstract: { weight: 1, b: 0.75, meanLength: 160 },
    authors: { weight: 1, b: 0.75, meanLength: 12 },
  },
}

/** Impacts are 1..255. */
const MOST_IMPACT = 255

// Below 2^31 / 255, so that a document's whole score stays within 31 bits.
const MOST_WEIGHT_SUM = 8_000_000
const MOST_WEIGHT = 32_767

/**
 * What one occurrence is worth in a field of that length: weight_f / (1 − b_f + b_f · length_f / meanLength_f).
 *
 * @param length terms in the field, >= 1
 */
export function fieldNorm({ weight, b, meanLength }: FieldParameters, length: number): number {
  return weight / (1 - b + (b * length) / meanLength)
}

/**
 * The saturated weight of a term in a document, in 255ths: round(255 · tfw / (k1 + tfw)), at least 1.
 * With tfw = Σ_f weight_f · tf_f / (1 − b_f + b_f · length_f / meanLength_f).
 *
 * Source: Robertson, Zaragoza & Taylor, "Simple BM25 extension to multiple weighted fields", CIKM 2004. Departure: rounded
 * to a byte, and without the constant factor k1 + 1.
 *
 * @param tfw > 0
 * @returns 1..255
 */
export function toImpact(tfw: number, k1: number): number {
  return Math.max(1, Math.round((MOST_IMPACT * tfw) / (k1 + tfw)))
}

/** ln(1 + (N − df + ½)/(df + ½)): > 0 for every df in 0..N. */
export function inverseDocumentFrequency(documentCount: number, documentFrequency: number): number {
  return Math.log(1 + (documentCount - documentFrequency + 0.5) / (documentFrequency + 0.5))
}

/** Whole weights of a query's terms, in the order given, and what one of their points is worth in BM25F points. */
type WholeWeights = { readonly weights: Int32Array; readonly pointValue: number }

/**
 * Makes weights whole, the largest 32,767 (less when there are hundreds), the smallest at least 1, so that sums of
 * weight · impact are exact whatever the order in which they are added.
 *
 * @param weights each > 0
 */
export function toWholeWeights(weights: readonly number[]): WholeWeights {
  const largest = weights.reduce((most, weight) => Math.max(most, weight), 0)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const scale = largest > 0 ? Math.min(MOST_WEIGHT / largest, (MOST_WEIGHT_SUM - weights.length) / sum) : 1
  return {
    weights: Int32Array.from(weights, (weight) => Math.max(1, Math.round(weight * scale))),
    pointValue: 1 / (scale * MOST_IMPACT),
  }
}
