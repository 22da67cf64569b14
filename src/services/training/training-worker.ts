import { parentPort, workerData } from 'node:worker_threads'
import { Barrier } from '../../engine/embed/training/barrier.ts'
import { countSteps, type ThreadTask, TrainingThread } from '../../engine/embed/training/thread.ts'

/** What a thread of a training is started with. */
export type TrainingWorkerTask = Omit<ThreadTask, 'barrier'> & {
  barrierWords: Int32Array
  threads: number
  /** First step to take. */
  fromStep: number
  /** The threads stop before every so many steps, until `resumeWords[0]` has grown. */
  stepsAPause: number
  resumeWords: Int32Array
}

/** What a thread tells: what it added to the losses, and that it waits. */
export type TrainingNews = { step: number; thread: number; loss: number; heldOutLoss: number; isDone: boolean }

const task = workerData as TrainingWorkerTask
const thread = new TrainingThread({ ...task, barrier: new Barrier(task.barrierWords, task.threads) })
const stepCount = countSteps(task.plan, task.corpus, task.heldOut)

let [loss, steps] = [0, 0]
// One that was stopped after its last checkpoint has nothing left to learn: what is held out is measured all the same.
if (task.fromStep >= stepCount) pause(stepCount, 0)
for (let step = task.fromStep; step < stepCount; step++) {
  loss += thread.learn(step)
  steps++
  if ((step + 1) % task.stepsAPause !== 0 && step + 1 < stepCount) continue
  pause(step + 1, loss / steps)
  loss = 0
  steps = 0
}

/** Tells how it stands and waits until the main thread has written that down. */
function pause(step: number, loss: number): void {
  const resumed = Atomics.load(task.resumeWords, 0)
  const heldOutLoss = thread.measure()
  const news: TrainingNews = { step, thread: task.thread, loss, heldOutLoss, isDone: step === stepCount }
  parentPort?.postMessage(news)
  Atomics.wait(task.resumeWords, 0, resumed)
}
