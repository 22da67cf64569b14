import { IDF_STEP, type ModelTables } from '../model-tables.ts'
import { listSubwords } from '../subwords.ts'
import type { Learnt } from './state.ts'
import type { Vocabulary } from './vocabulary.ts'

/** The terms of a model with the document frequencies that its idf tells. */
export function readVocabulary({ terms, idf, paperCount }: ModelTables): Vocabulary {
  const documentFrequencies = Uint32Array.from(idf, (steps) =>
    Math.max(1, Math.round((paperCount + 1) / Math.exp(steps * IDF_STEP) - 0.5)),
  )
  return { terms, documentFrequencies }
}

/** Both vocabularies as one, commonest first; where it grows too large, the rarest terms go. */
export function mergeVocabularies(known: Vocabulary, added: Vocabulary, mostTerms: number): Vocabulary {
  const counts = new Map<string, number>()
  for (const { terms, documentFrequencies } of [known, added]) {
    for (const [i, term] of terms.entries()) counts.set(term, (counts.get(term) ?? 0) + documentFrequencies[i]!)
  }
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, mostTerms)
  return { terms: sorted.map(([term]) => term), documentFrequencies: Uint32Array.from(sorted, ([, count]) => count) }
}

/** Length of a vector at the beginning of a training: what the weights are measured by. */
const USUAL_LENGTH = 1
/** Squared gradients that a term has seen for each paper that it stood in, and at most, as measured after a training. */
const SQUARES_A_PAPER = { vector: 8e-9, weight: 3e-8 }
const MOST_SQUARES = { vector: 4e-5, weight: 1e-4 }

/**
 * The state of a training that goes on from a model: each row's length becomes its term's weight. A new term begins
 * where its subwords are. What Adagrad had seen is not in the model and is put back as it usually is, so that a term of
 * many papers hardly moves for a few new ones: this is what keeps the model from forgetting.
 */
export function goOnFrom(tables: ModelTables, { terms, documentFrequencies }: Vocabulary, learnt: Learnt): void {
  const { dimensions, scales } = tables
  const places = new Map(tables.terms.map((term, place) => [term, place]))
  const sum = new Float32Array(dimensions)
  for (const [term, word] of terms.entries()) {
    const place = places.get(word)
    sum.fill(0)
    if (place !== undefined) addRow(sum, tables, place, scales[place]!)
    else addSubwords(sum, tables, word)
    const length = Math.sqrt(sum.reduce((square, value) => square + value * value, 1e-20))
    const factor = USUAL_LENGTH / length
    for (let i = 0; i < dimensions; i++) learnt.vectors[term * dimensions + i] = sum[i]! * factor
    learnt.logWeights[term] = Math.log(length / USUAL_LENGTH)
    const papers = place === undefined ? 0 : documentFrequencies[term]!
    learnt.vectorSquares[term] = Math.min(SQUARES_A_PAPER.vector * papers, MOST_SQUARES.vector)
    learnt.weightSquares[term] = Math.min(SQUARES_A_PAPER.weight * papers, MOST_SQUARES.weight)
  }
}

function addSubwords(sum: Float32Array, tables: ModelTables, word: string): void {
  const { terms, bucketCount, scales, unseenWeight } = tables
  if (bucketCount === 0) return
  const buckets = listSubwords(word, bucketCount)
  for (const bucket of buckets) {
    const row = terms.length + bucket
    addRow(sum, tables, row, (scales[row]! * unseenWeight) / buckets.length)
  }
}

function addRow(sum: Float32Array, { rows, dimensions }: ModelTables, row: number, weight: number): void {
  for (let i = 0; i < dimensions; i++) sum[i]! += weight * rows[row * dimensions + i]!
}
