import { TrainingRandom } from './random.ts'
import type { Learnt } from './state.ts'

const SPREAD = 0.05
/** A term that stands in this share of all words gets half of the weight of a rare one. */
const HALVING_SHARE = 1e-3

/** The state before the first step: vectors by chance, weights falling with how common a term is. */
export function beginLearning(learnt: Learnt, documentFrequencies: Uint32Array, seed: number): void {
  const random = new TrainingRandom(seed, BEGINNING_STREAM)
  for (let i = 0; i < learnt.vectors.length; i++) learnt.vectors[i] = SPREAD * random.normal()
  const all = documentFrequencies.reduce((sum, count) => sum + count, 0)
  for (const [term, count] of documentFrequencies.entries()) {
    learnt.logWeights[term] = Math.log(HALVING_SHARE / (HALVING_SHARE + count / all))
  }
}

const BEGINNING_STREAM = 0x5eed
