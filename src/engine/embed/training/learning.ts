import type { Kernels } from '../kernels.ts'
import { type TrainingPlan, VIEW_TERMS } from './plan.ts'
import type { TrainingState } from './state.ts'

/**
 * Brings the gradients of a batch's texts to the terms of one thread (even terms to thread 0, odd ones to thread 1) and
 * takes a step. Each term is written by one thread in the order of texts, so the sum is the same however threads run.
 *
 * Vectors by Adagrad with one divisor a row, weights by Adagrad. Source: Duchi et al., JMLR 12, 2011.
 */
export class TermLearner {
  readonly #state: TrainingState
  readonly #kernels: Kernels
  readonly #plan: TrainingPlan
  readonly #thread: number
  readonly #stamps: Uint32Array
  #stamp = 0
  #count = 0

  constructor(state: TrainingState, kernels: Kernels, plan: TrainingPlan, thread: number) {
    this.#state = state
    this.#kernels = kernels
    this.#plan = plan
    this.#thread = thread
    this.#stamps = new Uint32Array(state.logWeights.length)
  }

  /** @param remaining share of the training that is still to come, 0..1: rates fall with it */
  learn(remaining: number): void {
    this.#stamp++
    this.#count = 0
    const { bagEvens, bagCounts } = this.#state
    for (let text = 0; text < bagCounts.length; text++) {
      const start = text * VIEW_TERMS
      const evens = bagEvens[text]!
      const [from, to] = this.#thread === 0 ? [start, start + evens] : [start + evens, start + bagCounts[text]!]
      if (to > from) this.#gather(text, from, to)
    }
    for (let i = 0; i < this.#count; i++) this.#step(i, remaining)
  }

  #gather(text: number, from: number, to: number): void {
    const { bagTerms, bagWeights, places, touched, gradients, gradientRows, textGradients } = this.#state
    const { dimensions } = this.#plan
    const first = this.#thread * gradientRows
    for (let at = from; at < to; at++) {
      const term = bagTerms[at]!
      if (this.#stamps[term] !== this.#stamp) {
        this.#stamps[term] = this.#stamp
        places[term] = this.#count
        touched[first + this.#count] = term
        const row = (first + this.#count++) * dimensions
        gradients.fill(0, row, row + dimensions)
      }
      bagTerms[at] = places[term]! // its work as a term is done in this step
    }
    this.#kernels.addToRows(
      gradients.byteOffset + first * dimensions * 4,
      bagTerms.byteOffset + from * 4,
      bagWeights.byteOffset + from * 4,
      to - from,
      textGradients.byteOffset + text * dimensions * 4,
      dimensions,
    )
  }

  #step(place: number, remaining: number): void {
    const { touched, gradients, gradientRows, vectors, vectorSquares, logWeights, weightSquares } = this.#state
    const { dimensions, vectorRate, weightRate } = this.#plan
    const first = this.#thread * gradientRows
    const term = touched[first + place]!
    const gradient = (first + place) * dimensions
    const row = term * dimensions
    let square = 0
    let along = 0
    for (let i = 0; i < dimensions; i++) {
      const slope = gradients[gradient + i]!
      square += slope * slope
      along += slope * vectors[row + i]!
    }
    vectorSquares[term]! += square / dimensions
    const rate = (vectorRate * (remaining + LEAST_RATE)) / (Math.sqrt(vectorSquares[term]!) + TINY)
    for (let i = 0; i < dimensions; i++) vectors[row + i]! -= rate * gradients[gradient + i]!
    weightSquares[term]! += along * along
    logWeights[term]! -= (weightRate * (remaining + LEAST_RATE) * along) / (Math.sqrt(weightSquares[term]!) + TINY)
  }
}

const LEAST_RATE = 0.01
const TINY = 1e-10
