import type { Barrier } from './barrier.ts'
import { BagWriter } from './bags.ts'
import { Contrast, toShare } from './contrast.ts'
import { countPapers, type TrainingCorpus } from './corpus.ts'
import { TermLearner } from './learning.ts'
import { type TrainingPlan } from './plan.ts'
import { shuffle, TrainingRandom } from './random.ts'
import { type SharedMemory, shareKernels } from './shared-kernels.ts'
import { type TrainingState, viewState } from './state.ts'
import { composeViews, createViews } from './views.ts'

/** What a thread of a training is given. The corpus's first `heldOut` papers are never learnt from. */
export type ThreadTask = {
  plan: TrainingPlan
  corpus: TrainingCorpus
  heldOut: number
  memory: SharedMemory
  termCount: number
  thread: number
  barrier: Barrier
}

/** How many steps a training takes. */
export function countSteps(plan: TrainingPlan, corpus: TrainingCorpus, heldOut: number): number {
  return Math.floor((countPapers(corpus) - heldOut) / plan.batchSize) * plan.passes
}

/** One of the threads that train together: each calls the same methods in the same order. */
export class TrainingThread {
  readonly #task: ThreadTask
  readonly #state: TrainingState
  readonly #bags: BagWriter
  readonly #contrast: Contrast
  readonly #learner: TermLearner
  readonly #views = createViews()
  readonly #stepsAPass: number
  #order: Uint32Array = new Uint32Array(0)
  #pass = -1

  constructor(task: ThreadTask) {
    const { plan, memory, termCount, thread } = task
    const { dimensions, batchSize } = plan
    const kernels = shareKernels(memory)
    this.#task = task
    this.#state = viewState(memory, { dimensions, batchSize, termCount })
    this.#bags = new BagWriter(this.#state, kernels, dimensions)
    this.#contrast = new Contrast(this.#state, kernels, plan, toShare(thread, batchSize))
    this.#learner = new TermLearner(this.#state, kernels, plan, thread)
    this.#stepsAPass = countSteps({ ...plan, passes: 1 }, task.corpus, task.heldOut)
  }

  /** Learns from one batch. @param step from 0; returns this thread's part of the batch's loss */
  learn(step: number): number {
    const { plan, barrier } = this.#task
    const loss = this.#compare(step)
    barrier.wait()
    this.#contrast.differentiateOthers()
    this.#contrast.undoNorms()
    barrier.wait()
    this.#learner.learn(1 - step / (this.#stepsAPass * plan.passes))
    barrier.wait()
    return loss
  }

  /** The mean loss of the held-out papers, title against abstract, without learning; this thread's part. */
  measure(): number {
    const { heldOut, plan, barrier } = this.#task
    const batches = Math.floor(heldOut / plan.batchSize)
    let loss = 0
    for (let batch = 0; batch < batches; batch++) {
      loss += this.#compareBatch((index) => batch * plan.batchSize + index, undefined) / batches
      barrier.wait()
    }
    return loss
  }

  #compare(step: number): number {
    const { plan, corpus, heldOut } = this.#task
    const pass = Math.floor(step / this.#stepsAPass)
    if (pass !== this.#pass) {
      this.#pass = pass
      this.#order = shuffle(countPapers(corpus) - heldOut, new TrainingRandom(plan.seed, pass))
    }
    const start = (step % this.#stepsAPass) * plan.batchSize
    return this.#compareBatch((index) => heldOut + this.#order[start + index]!, step)
  }

  #compareBatch(paperAt: (index: number) => number, step: number | undefined): number {
    const { plan, thread, barrier } = this.#task
    const { from, to } = toShare(thread, plan.batchSize)
    for (let index = from; index < to; index++) this.#writePaper(index, paperAt(index), step)
    barrier.wait()
    const own = this.#contrast.compare()
    barrier.wait()
    return this.#contrast.differentiate(own)
  }

  #writePaper(index: number, paper: number, step: number | undefined): void {
    const { plan, corpus } = this.#task
    const random = step === undefined ? undefined : new TrainingRandom(plan.seed, step, index)
    composeViews(this.#views, corpus, paper, plan, random)
    this.#bags.write(index, this.#views.query)
    this.#bags.write(index + plan.batchSize, this.#views.document)
  }
}
