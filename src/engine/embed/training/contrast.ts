import type { Kernels } from '../kernels.ts'
import { THREADS, type TrainingPlan } from './plan.ts'
import type { TrainingState } from './state.ts'

/** The papers of a batch that one thread answers for. */
export type Share = { thread: number; from: number; to: number }

/** The share of a thread. */
export function toShare(thread: number, batchSize: number): Share {
  const size = batchSize / THREADS
  return { thread, from: thread * size, to: (thread + 1) * size }
}

/**
 * The contrastive loss of a batch (InfoNCE, both ways), in the steps between which threads wait for one another. With
 * S the cosines of the first views (rows) with the second (columns) and τ the temperature, for n papers:
 *
 *   loss = − 1/2n · Σ_i [ 2·S_ii/τ − ln Σ_j exp(S_ij/τ) − ln Σ_j exp(S_ji/τ) ]
 *
 * Decoupled: without j = i under the logarithms. Source: van den Oord et al., "Representation Learning with Contrastive
 * Predictive Coding", 2018; Yeh et al., "Decoupled Contrastive Learning", ECCV 2022. Pairs that are more alike than the
 * pair itself by `falseMargin` are left out, after Solatorio, "GISTEmbed", 2024, with the model as its own guide.
 */
export class Contrast {
  readonly #state: TrainingState
  readonly #kernels: Kernels
  readonly #plan: TrainingPlan
  readonly #share: Share

  constructor(state: TrainingState, kernels: Kernels, plan: TrainingPlan, share: Share) {
    this.#state = state
    this.#kernels = kernels
    this.#plan = plan
    this.#share = share
  }

  /** Cosines, exponentials and their sums, of the share's rows; needs all texts. Returns the rows' part of Σ S_ii/τ. */
  compare(): number {
    const { texts, pairs, columnSums, rowSums } = this.#state
    const { batchSize, dimensions, temperature, isDecoupled, falseMargin } = this.#plan
    const { thread, from, to } = this.#share
    const others = texts.byteOffset + batchSize * dimensions * 4
    const rows = texts.byteOffset + from * dimensions * 4
    this.#kernels.product(pairs.byteOffset + from * batchSize * 4, rows, others, to - from, batchSize, dimensions)
    const columns = columnSums.subarray(thread * batchSize, (thread + 1) * batchSize)
    columns.fill(0)
    let own = 0
    for (let i = from; i < to; i++) {
      const row = pairs.subarray(i * batchSize, (i + 1) * batchSize)
      const cosine = row[i]!
      own += cosine / temperature
      rowSums[i] = toExponentials(row, columns, temperature, cosine + falseMargin)
      if (!isDecoupled) continue
      // The pair's own gradient is certain then: −1 both ways, as a share of nothing.
      rowSums[i]! -= row[i]!
      columns[i]! -= row[i]!
      row[i] = 0
    }
    return own
  }

  /** Turns the share's rows into the gradient of the loss by S; needs all sums. Returns the rows' part of the loss. */
  differentiate(own: number): number {
    const { pairs, rowSums, columnSums, textGradients, texts } = this.#state
    const { batchSize, dimensions, temperature } = this.#plan
    const { from, to } = this.#share
    const columns = new Float32Array(batchSize)
    for (let j = 0; j < batchSize; j++) {
      let sum = 0
      for (let thread = 0; thread < THREADS; thread++) sum += columnSums[thread * batchSize + j]!
      columns[j] = 1 / Math.max(sum, TINY)
    }
    const scale = 1 / (2 * batchSize * temperature)
    let loss = -2 * own
    for (let i = from; i < to; i++) {
      const row = pairs.subarray(i * batchSize, (i + 1) * batchSize)
      const inverse = 1 / Math.max(rowSums[i]!, TINY)
      for (let j = 0; j < batchSize; j++) row[j] = row[j]! * (inverse + columns[j]!) * scale
      row[i]! -= 2 * scale
      // Exponentials were taken of (S − 1)/τ.
      loss += Math.log(Math.max(rowSums[i]!, TINY)) - Math.log(columns[i]!) + 2 / temperature
    }
    const line = dimensions * 4
    const gradients = textGradients.subarray(from * dimensions, to * dimensions)
    gradients.fill(0)
    const others = texts.byteOffset + batchSize * line
    const rows = pairs.byteOffset + from * batchSize * 4
    this.#kernels.addProduct(gradients.byteOffset, rows, others, to - from, dimensions, batchSize, batchSize, 1)
    return loss / (2 * batchSize)
  }

  /** The gradient by the second views of the share's papers; needs all rows differentiated. */
  differentiateOthers(): void {
    const { pairs, texts, textGradients } = this.#state
    const { batchSize, dimensions } = this.#plan
    const { from, to } = this.#share
    const gradients = textGradients.subarray((batchSize + from) * dimensions, (batchSize + to) * dimensions)
    gradients.fill(0)
    const columns = pairs.byteOffset + from * 4
    const { byteOffset: all } = texts
    this.#kernels.addProduct(gradients.byteOffset, columns, all, to - from, dimensions, batchSize, 1, batchSize)
  }

  /** From gradients by unit vectors to gradients by the sums of rows: dx = (dy − (dy·y)·y) / |x|, for the share's texts. */
  undoNorms(): void {
    const { batchSize } = this.#plan
    const { from, to } = this.#share
    for (let view = 0; view < 2; view++) {
      for (let paper = from; paper < to; paper++) this.#undoNorm(paper + view * batchSize)
    }
  }

  #undoNorm(text: number): void {
    const { texts, textGradients, norms } = this.#state
    const { dimensions } = this.#plan
    const start = text * dimensions
    const end = start + dimensions
    let along = 0
    for (let i = start; i < end; i++) along += textGradients[i]! * texts[i]!
    const factor = 1 / norms[text]!
    for (let i = start; i < end; i++) textGradients[i] = (textGradients[i]! - along * texts[i]!) * factor
  }
}

const TINY = 1e-30

/** Replaces cosines by exp((S − 1)/τ), adds them to the columns' sums and returns their own. */
function toExponentials(row: Float32Array, columns: Float32Array, temperature: number, limit: number): number {
  const inverse = 1 / temperature
  let sum = 0
  for (let j = 0; j < row.length; j++) {
    const cosine = row[j]!
    const value = cosine > limit ? 0 : Math.exp((cosine - 1) * inverse)
    row[j] = value
    columns[j]! += value
    sum += value
  }
  return sum
}
