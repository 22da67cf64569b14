import { fromModelBytes } from '../model-bytes.ts'
import { beginLearning } from './begin.ts'
import type { CorpusBuilder, TrainingCorpus } from './corpus.ts'
import { goOnFrom, mergeVocabularies, readVocabulary } from './go-on.ts'
import type { TrainingPlan } from './plan.ts'
import { shuffle, TrainingRandom } from './random.ts'
import type { Learnt } from './state.ts'
import type { Vocabulary, VocabularyLimits } from './vocabulary.ts'

/** All that a training knows before its first step. */
export type Beginning = {
  /** As asked for, with a batch that the papers can fill. */
  plan: TrainingPlan
  /** In an order of chance; the first `heldOut` are only measured. */
  corpus: TrainingCorpus
  heldOut: number
  vocabulary: Vocabulary
  /** Papers that the vocabulary's frequencies are of: those of the model that it goes on from, too. */
  papersCounted: number
  /** Fills the state that is to be learnt. */
  begin(learnt: Learnt): void
}

/** Fewer papers cannot be trained on. */
export const LEAST_PAPERS = 128

const MOST_HELD_OUT_BATCHES = 3
/** With the buckets, 12 MB. */
const MOST_TERMS = 68_000
/** So that a batch is a small part of the papers, however few they are. */
const LEAST_BATCHES = 8
const BATCH_UNIT = 16
/** A term in fewer papers than this is left to its subwords. */
const LEAST_DOCUMENTS = 5
const PAPERS_A_DOCUMENT = 1000

/** A training from nothing. @param builder with at least LEAST_PAPERS papers */
export function beginAnew(builder: CorpusBuilder, plan: TrainingPlan): Beginning {
  const { paperCount } = builder
  const vocabulary = builder.chooseVocabulary(toLimits(paperCount))
  return {
    ...arrange(builder, plan, vocabulary),
    papersCounted: paperCount,
    begin: (learnt) => beginLearning(learnt, vocabulary.documentFrequencies, plan.seed),
  }
}

/**
 * A training that goes on from a model with papers that it has not seen. Its terms stay, new ones join.
 *
 * @throws ModelDamaged where the bytes are no model
 */
export function beginFrom(builder: CorpusBuilder, plan: TrainingPlan, bytes: Uint8Array): Beginning {
  const tables = fromModelBytes(bytes)
  const known = readVocabulary(tables)
  const vocabulary = mergeVocabularies(known, builder.chooseVocabulary(toLimits(builder.paperCount)), MOST_TERMS)
  return {
    ...arrange(builder, { ...plan, dimensions: tables.dimensions }, vocabulary),
    papersCounted: tables.paperCount + builder.paperCount,
    begin: (learnt) => goOnFrom(tables, vocabulary, learnt),
  }
}

function toLimits(paperCount: number): VocabularyLimits {
  const least = Math.min(LEAST_DOCUMENTS, Math.ceil(paperCount / PAPERS_A_DOCUMENT))
  return { mostTerms: MOST_TERMS, leastDocuments: least }
}

function arrange(
  builder: CorpusBuilder,
  plan: TrainingPlan,
  vocabulary: Vocabulary,
): Pick<Beginning, 'plan' | 'corpus' | 'heldOut' | 'vocabulary'> {
  const { paperCount } = builder
  const largest = Math.floor(paperCount / LEAST_BATCHES / BATCH_UNIT) * BATCH_UNIT
  const batchSize = Math.min(plan.batchSize, largest)
  const batches = Math.floor(paperCount / batchSize)
  const heldOut = Math.min(MOST_HELD_OUT_BATCHES, Math.max(1, Math.floor(batches / 32))) * batchSize
  const order = shuffle(paperCount, new TrainingRandom(plan.seed, ORDER_STREAM))
  return { plan: { ...plan, batchSize }, corpus: builder.arrange(vocabulary.terms, order), heldOut, vocabulary }
}

const ORDER_STREAM = 0x0bde
