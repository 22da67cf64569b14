import { toTerm } from '../terms.ts'
import { TrainingRandom } from './random.ts'
import type { Learnt } from './state.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Vectors of words that another model made, as long as those to be learnt. Words are in lower case, of any form. */
export type Teacher = ReadonlyMap<string, Float32Array>

const SPREAD = 0.05
/** A term that stands in this share of all words gets half of the weight of a rare one. */
const HALVING_SHARE = 1e-3

/**
 * The state before the first step: vectors by chance, or along those of a teacher where it knows the term, and of the
 * same length; weights falling with how common a term is.
 */
export function beginLearning(
  learnt: Learnt,
  { terms, documentFrequencies }: Vocabulary,
  seed: number,
  teacher?: Teacher,
): void {
  const random = new TrainingRandom(seed, BEGINNING_STREAM)
  for (let i = 0; i < learnt.vectors.length; i++) learnt.vectors[i] = SPREAD * random.normal()
  if (teacher) followTeacher(learnt.vectors, terms, teacher)
  const all = documentFrequencies.reduce((sum, count) => sum + count, 0)
  for (const [term, count] of documentFrequencies.entries()) {
    learnt.logWeights[term] = Math.log(HALVING_SHARE / (HALVING_SHARE + count / all))
  }
}

const BEGINNING_STREAM = 0x5eed

function followTeacher(vectors: Float32Array, terms: readonly string[], teacher: Teacher): void {
  const places = new Map(terms.map((term, place) => [term, place]))
  for (const [word, vector] of teacher) {
    const place = places.get(word) ?? places.get(toTerm(word) ?? '')
    const square = vector.reduce((sum, value) => sum + value * value, 0)
    if (place === undefined || square === 0) continue
    const factor = (SPREAD * Math.sqrt(vector.length)) / Math.sqrt(square)
    for (const [i, value] of vector.entries()) vectors[place * vector.length + i] = value * factor
  }
}
