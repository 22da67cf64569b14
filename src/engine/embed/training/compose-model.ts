import { toModelBytes } from '../model-bytes.ts'
import { IDF_STEP } from '../model-tables.ts'
import { fitSubwords } from './fit-subwords.ts'
import { roundRow } from './round-rows.ts'
import type { Vocabulary } from './vocabulary.ts'

/** How a trained model is written down. */
export type ModelForm = {
  /** Terms that keep 8 bits a dimension; the rarer ones have 4. */
  wideTerms: number
  /** Buckets of subwords, 4 bits a dimension. */
  bucketCount: number
  /** Weight of a word made of subwords, as a share of what a rare term weighs. */
  unseenShare: number
  /**
   * A term that stands n times in a text counts n to this power, 0..1. Training counts every occurrence, which makes the
   * better vectors; texts are encoded with less.
   */
  countPower: number
}

/** The form of the model that is shipped: 12 MB. */
export const DEFAULT_FORM: ModelForm = { wideTerms: 0, bucketCount: 16_384, unseenShare: 2.3, countPower: 0.6 }

/** What was learnt of a vocabulary: parallel to its terms. */
export type LearntTerms = { vectors: Float32Array; logWeights: Float32Array }

/** A vocabulary with what was learnt of it, and over how many papers its terms were counted. */
export type TrainedVocabulary = { vocabulary: Vocabulary; learnt: LearntTerms; paperCount: number }

/** Writes a trained vocabulary as a model: weights folded into rows, rows rounded, subwords fitted to the terms. */
export function composeModel(
  { vocabulary, learnt, paperCount }: TrainedVocabulary,
  form: ModelForm,
  about: Readonly<Record<string, unknown>>,
): Uint8Array {
  const { terms, documentFrequencies } = vocabulary
  const dimensions = learnt.vectors.length / terms.length
  const subwords = fitSubwords(terms, learnt.vectors, dimensions, form.bucketCount)
  const rowCount = terms.length + form.bucketCount
  const rows = new Int8Array(rowCount * dimensions)
  const scales = new Float32Array(rowCount)
  const wideRows = Math.min(form.wideTerms, terms.length)
  for (let row = 0; row < rowCount; row++) {
    const isTerm = row < terms.length
    const values = isTerm ? learnt.vectors : subwords
    const start = (isTerm ? row : row - terms.length) * dimensions
    const to = rows.subarray(row * dimensions, (row + 1) * dimensions)
    const scale = roundRow(values.subarray(start, start + dimensions), to, row < wideRows ? 127 : 7)
    scales[row] = scale * (isTerm ? Math.exp(learnt.logWeights[row]!) : 1)
  }
  const idf = Uint8Array.from(documentFrequencies, (count) =>
    Math.min(255, Math.round(Math.log((paperCount + 1) / (count + 0.5)) / IDF_STEP)),
  )
  const { countPower } = form
  const unseenWeight = form.unseenShare * weighRareTerms(learnt, dimensions)
  const tables = {
    dimensions,
    terms,
    bucketCount: form.bucketCount,
    rows,
    scales,
    idf,
    unseenWeight,
    paperCount,
    countPower,
    about,
  }
  return toModelBytes(tables, wideRows)
}

/** The median length of what the rarer half of the terms add to a text. */
function weighRareTerms({ vectors, logWeights }: LearntTerms, dimensions: number): number {
  const lengths: number[] = []
  for (let term = logWeights.length >> 1; term < logWeights.length; term++) {
    let square = 0
    for (let i = term * dimensions; i < (term + 1) * dimensions; i++) square += vectors[i]! * vectors[i]!
    lengths.push(Math.sqrt(square) * Math.exp(logWeights[term]!))
  }
  return lengths.sort((a, b) => a - b)[lengths.length >> 1] ?? 0
}
