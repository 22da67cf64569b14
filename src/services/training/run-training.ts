import { toWorkerUrl } from '../../platform/worker-url.ts'
import { Worker } from 'node:worker_threads'
import { AppError } from '../../domain/error.ts'
import { BARRIER_WORDS } from '../../engine/embed/training/barrier.ts'
import type { TrainingCorpus } from '../../engine/embed/training/corpus.ts'
import { THREADS, type TrainingPlan } from '../../engine/embed/training/plan.ts'
import type { SharedMemory } from '../../engine/embed/training/shared-kernels.ts'
import type { TrainingNews, TrainingWorkerTask } from './training-worker.ts'

/** A training ready to run: its state lies in `memory`. */
export type PreparedTraining = {
  plan: TrainingPlan
  corpus: TrainingCorpus
  heldOut: number
  memory: SharedMemory
  termCount: number
  fromStep: number
}

/**
 * How far a training is. Losses are means a pair, both ways; `loss` since the last progress, and 0 where a training goes
 * on that had learnt all.
 */
export type TrainingProgress = { step: number; loss: number; heldOutLoss: number; isDone: boolean }

const WORKER = toWorkerUrl('training-worker', import.meta.url)

/**
 * Trains in threads until done. All threads stand still while `onPause` runs, so that it may write the state down.
 *
 * @param stepsAPause steps between two calls of `onPause`; it is called after the last step too, at once where there is none left
 * @throws AppError `internal` where a thread ends before the training does
 */
export async function runTraining(
  training: PreparedTraining,
  stepsAPause: number,
  onPause: (progress: TrainingProgress) => Promise<void>,
): Promise<void> {
  const barrierWords = new Int32Array(new SharedArrayBuffer(BARRIER_WORDS * 4))
  const resumeWords = new Int32Array(new SharedArrayBuffer(4))
  const workers = Array.from({ length: THREADS }, (_, thread) => {
    const task: TrainingWorkerTask = { ...training, thread, threads: THREADS, barrierWords, stepsAPause, resumeWords }
    return new Worker(WORKER, { workerData: task, name: `training-${thread}` })
  })
  try {
    await new Promise<void>((resolve, reject) => {
      const waiting: TrainingNews[] = []
      for (const worker of workers) {
        worker.on('error', reject)
        // Without this a thread that is gone would be waited for until nothing else is left, and the program end well.
        worker.on('exit', () => reject(new AppError('internal', 'A thread of the training ended before its end')))
        worker.on('message', (news: TrainingNews) => {
          if (waiting.push(news) < THREADS) return
          const progress = addUp(waiting.splice(0))
          const goOn = (): void => {
            Atomics.add(resumeWords, 0, 1)
            Atomics.notify(resumeWords, 0)
            if (progress.isDone) resolve()
          }
          onPause(progress).then(goOn, reject)
        })
      }
    })
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}

function addUp(news: readonly TrainingNews[]): TrainingProgress {
  const { step, isDone } = news[0]!
  const sorted = news.toSorted((a, b) => a.thread - b.thread)
  return {
    step,
    isDone,
    loss: sorted.reduce((sum, { loss }) => sum + loss, 0),
    heldOutLoss: sorted.reduce((sum, { heldOutLoss }) => sum + heldOutLoss, 0),
  }
}
