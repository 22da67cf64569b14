import { THREADS, type TrainingPlan, VIEW_TERMS } from './plan.ts'
import { createSharedMemory, FIRST_BYTE, type SharedMemory } from './shared-kernels.ts'

/** The part of the state that is learnt: what a checkpoint keeps. */
export type Learnt = {
  /** A row of `dimensions` a term. */
  vectors: Float32Array
  /** Natural logarithms of the terms' weights. */
  logWeights: Float32Array
  /** Sums of squared gradients (Adagrad), a term each. */
  vectorSquares: Float32Array
  weightSquares: Float32Array
}

/** All that the threads of a training share, as views of one memory. View v of paper b of a batch is text b + v·batch. */
export type TrainingState = Learnt & {
  /** Terms of each text, `VIEW_TERMS` places a text: those of thread 0 (even) before those of thread 1 (odd). */
  bagTerms: Uint32Array
  bagWeights: Float32Array
  /** For each text: how many even terms, how many in all. */
  bagEvens: Uint32Array
  bagCounts: Uint32Array
  /** Unit vectors, and what they were divided by. */
  texts: Float32Array
  norms: Float32Array
  textGradients: Float32Array
  /** Row for paper, column for other: similarities, then exponentials, then gradients. */
  pairs: Float32Array
  rowSums: Float32Array
  /** A stretch of `batchSize` for each thread. */
  columnSums: Float32Array
  /** Room for each thread's gradients of terms, `gradientRows` rows each. */
  gradients: Float32Array
  /** Where a term's gradient is, of the thread whose turn the term is; a term a place. */
  places: Uint32Array
  /** Each thread's list of terms with a gradient. */
  touched: Uint32Array
  gradientRows: number
}

type Sizes = Pick<TrainingPlan, 'dimensions' | 'batchSize'> & { termCount: number }

/** Takes views one after the other; measures only, where there is no memory. */
class Layout {
  at = FIRST_BYTE
  readonly buffer: SharedArrayBuffer | undefined

  constructor(buffer: SharedArrayBuffer | undefined) {
    this.buffer = buffer
  }

  floats(length: number): Float32Array {
    const start = this.#take(length)
    return this.buffer ? new Float32Array(this.buffer, start, length) : new Float32Array(0)
  }

  words(length: number): Uint32Array {
    const start = this.#take(length)
    return this.buffer ? new Uint32Array(this.buffer, start, length) : new Uint32Array(0)
  }

  #take(length: number): number {
    const start = this.at
    this.at += Math.ceil(length / 4) * 16
    return start
  }
}

/** A memory that holds the state of a training. */
export function createTrainingMemory(sizes: Sizes): SharedMemory {
  const layout = new Layout(undefined)
  layOut(layout, sizes)
  return createSharedMemory(layout.at)
}

/** The views of a memory that `createTrainingMemory` made with the same sizes. */
export function viewState(memory: SharedMemory, sizes: Sizes): TrainingState {
  return layOut(new Layout(memory.buffer), sizes)
}

function layOut(layout: Layout, { dimensions, batchSize, termCount }: Sizes): TrainingState {
  const textCount = batchSize * 2
  const gradientRows = Math.min(Math.ceil(termCount / THREADS), textCount * VIEW_TERMS)
  return {
    vectors: layout.floats(termCount * dimensions),
    logWeights: layout.floats(termCount),
    vectorSquares: layout.floats(termCount),
    weightSquares: layout.floats(termCount),
    bagTerms: layout.words(textCount * VIEW_TERMS),
    bagWeights: layout.floats(textCount * VIEW_TERMS),
    bagEvens: layout.words(textCount),
    bagCounts: layout.words(textCount),
    texts: layout.floats(textCount * dimensions),
    norms: layout.floats(textCount),
    textGradients: layout.floats(textCount * dimensions),
    pairs: layout.floats(batchSize * batchSize),
    rowSums: layout.floats(batchSize),
    columnSums: layout.floats(batchSize * THREADS),
    gradients: layout.floats(THREADS * gradientRows * dimensions),
    places: layout.words(termCount),
    touched: layout.words(THREADS * gradientRows),
    gradientRows,
  }
}
