import { createHash } from 'node:crypto'
import { AppError } from '../../domain/error.ts'
import type { ReadPapers } from '../../domain/ports.ts'
import { beginAnew, beginFrom, type Beginning, LEAST_PAPERS } from '../../engine/embed/training/beginning.ts'
import type { CorpusBuilder } from '../../engine/embed/training/corpus.ts'
import { ModelDamaged } from '../../engine/embed/model-tables.ts'
import { composeModel, type ModelForm } from '../../engine/embed/training/compose-model.ts'
import { type TrainingPlan } from '../../engine/embed/training/plan.ts'
import { createTrainingMemory, type TrainingState, viewState } from '../../engine/embed/training/state.ts'
import { countSteps } from '../../engine/embed/training/thread.ts'
import { writeFileAside } from '../../platform/file-aside.ts'
import { loadCheckpoint, removeCheckpoint, saveCheckpoint, toCheckpointPath } from './checkpoint.ts'
import { type PaperFile, readCorpus } from './read-corpus.ts'
import { runTraining, type TrainingProgress } from './run-training.ts'

/** What is to be trained. */
export type TrainingRequest = {
  /** The files with the papers; their order matters where one paper stands in two. */
  papers: readonly PaperFile[]
  /** Where the model goes. A checkpoint lies beside it until the model is whole. */
  out: string
  /** A model to go on from, as bytes. */
  from?: Uint8Array
  plan: TrainingPlan
  form: ModelForm
  /** A checkpoint every so many steps; 100 where not given, some half a minute. */
  stepsACheckpoint?: number
}

/** Told while a training goes on. */
export type TrainingListener = {
  onRead(papers: number): void
  /** Once, before the first step: what is learnt from, and the step to begin with, above 0 after an interruption. */
  onBegin(training: { papers: number; terms: number; steps: number; fromStep: number }): void
  onProgress(progress: TrainingProgress): void
}

/** What came of it. The loss is that of papers that were held out, title against abstract. */
export type TrainingReport = { papers: number; terms: number; heldOutLoss: number; sizeBytes: number }

const STEPS_A_CHECKPOINT = 100

/**
 * Trains a model of papers and writes it. Killed at any moment and asked again for the same, it goes on from its last
 * checkpoint and ends with the same bytes.
 *
 * @throws AppError `invalid` where there are too few papers, a file is of no known form, or `from` is no model
 */
export async function trainEmbedding(
  readPapers: ReadPapers,
  request: TrainingRequest,
  listener: TrainingListener,
): Promise<TrainingReport> {
  const builder = await readCorpus(readPapers, request.papers, (papers) => listener.onRead(papers))
  const beginning = begin(builder, request)
  const { plan, vocabulary, corpus, heldOut } = beginning
  const papers = builder.paperCount
  const termCount = vocabulary.terms.length
  const sizes = { dimensions: plan.dimensions, batchSize: plan.batchSize, termCount }
  const memory = createTrainingMemory(sizes)
  const state = viewState(memory, sizes)
  beginning.begin(state)
  const checkpoint = toCheckpointPath(request.out)
  const fingerprint = toFingerprint(beginning, state)
  const fromStep = (await loadCheckpoint(checkpoint, fingerprint, state)) ?? 0
  listener.onBegin({ papers, terms: termCount, steps: countSteps(plan, corpus, heldOut), fromStep })
  let heldOutLoss = NaN
  const training = { plan, corpus, heldOut, memory, termCount, fromStep }
  await runTraining(training, request.stepsACheckpoint ?? STEPS_A_CHECKPOINT, async (progress) => {
    heldOutLoss = progress.heldOutLoss
    await saveCheckpoint(checkpoint, fingerprint, progress.step, state)
    listener.onProgress(progress)
  })
  const about = { plan, papers, heldOutLoss }
  const { papersCounted: paperCount } = beginning
  const trained = { vocabulary, learnt: state, paperCount }
  const bytes = composeModel(trained, request.form, about)
  await writeFileAside(request.out, (put) => put(bytes))
  await removeCheckpoint(checkpoint)
  return { papers, terms: termCount, heldOutLoss, sizeBytes: bytes.length }
}

function begin(builder: CorpusBuilder, { plan, from }: TrainingRequest): Beginning {
  if (builder.paperCount < LEAST_PAPERS) {
    const found = `${builder.paperCount} papers with an abstract were found`
    throw new AppError('invalid', `${found}: a training needs ${LEAST_PAPERS} at least. Nothing was written.`)
  }
  if (!from) return beginAnew(builder, plan)
  try {
    return beginFrom(builder, plan, from)
  } catch (thrown) {
    if (!(thrown instanceof ModelDamaged)) throw thrown
    throw new AppError('invalid', `${thrown.message}: nothing can go on from it. Nothing was written.`, {
      cause: thrown,
    })
  }
}

/** Of all that decides the outcome: plan, terms, papers, and where it begins. */
function toFingerprint({ plan, vocabulary, corpus }: Beginning, state: TrainingState): string {
  const hash = createHash('sha256').update(JSON.stringify(plan)).update(vocabulary.terms.join('\n'))
  for (const array of [corpus.terms, corpus.starts, state.vectors, state.logWeights]) {
    hash.update(Uint8Array.from(new Uint8Array(array.buffer, array.byteOffset, array.byteLength)))
  }
  return hash.digest('hex').slice(0, 32)
}
