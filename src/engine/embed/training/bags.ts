import type { Kernels } from '../kernels.ts'
import { VIEW_TERMS } from './plan.ts'
import type { TrainingState } from './state.ts'
import type { TermList } from './views.ts'

/** Writes texts as bags of terms with weights, and sums them up to unit vectors. One for each thread. */
export class BagWriter {
  readonly #state: TrainingState
  readonly #kernels: Kernels
  readonly #dimensions: number
  readonly #stamps: Uint32Array
  readonly #counts: Uint16Array
  readonly #distinct = new Uint32Array(VIEW_TERMS)
  #stamp = 0

  constructor(state: TrainingState, kernels: Kernels, dimensions: number) {
    this.#state = state
    this.#kernels = kernels
    this.#dimensions = dimensions
    this.#stamps = new Uint32Array(state.logWeights.length)
    this.#counts = new Uint16Array(state.logWeights.length)
  }

  /** Puts a text in its place of the batch. Terms beyond `VIEW_TERMS` different ones are left out. */
  write(text: number, list: TermList): void {
    const count = this.#countTerms(list)
    const start = text * VIEW_TERMS
    const { bagTerms, bagWeights, bagEvens, bagCounts, logWeights } = this.#state
    let at = start
    for (let parity = 0; parity < 2; parity++) {
      for (let i = 0; i < count; i++) {
        const term = this.#distinct[i]!
        if ((term & 1) !== parity) continue
        bagTerms[at] = term
        bagWeights[at++] = this.#counts[term]! * Math.exp(logWeights[term]!)
      }
      if (parity === 0) bagEvens[text] = at - start
    }
    bagCounts[text] = count
    this.#sumUp(text)
  }

  #countTerms(list: TermList): number {
    this.#stamp++
    let count = 0
    for (let i = 0; i < list.length; i++) {
      const term = list.terms[i]!
      if (this.#stamps[term] === this.#stamp) this.#counts[term]!++
      else if (count < VIEW_TERMS) {
        this.#stamps[term] = this.#stamp
        this.#counts[term] = 1
        this.#distinct[count++] = term
      }
    }
    return count
  }

  #sumUp(text: number): void {
    const { texts, norms, vectors, bagTerms, bagWeights, bagCounts } = this.#state
    const width = this.#dimensions
    const vector = texts.subarray(text * width, (text + 1) * width)
    vector.fill(0)
    const at = text * VIEW_TERMS * 4
    const { byteOffset: terms } = bagTerms
    const { byteOffset: weights } = bagWeights
    this.#kernels.sumRows(vector.byteOffset, vectors.byteOffset, terms + at, weights + at, bagCounts[text]!, width)
    let square = 1e-12
    for (let i = 0; i < width; i++) square += vector[i]! * vector[i]!
    const norm = Math.sqrt(square)
    norms[text] = norm
    for (let i = 0; i < width; i++) vector[i]! /= norm
  }
}
