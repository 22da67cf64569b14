import type { Model } from '../../engine/embed/model.ts'
import { measureSet, type SetResult } from './measure-set.ts'
import { buildThrowAwayIndex } from './throw-away-index.ts'
import { openTopicSet, readCorpus, type SetDocument, type TopicSet } from './topic-set.ts'

/** What was measured on a set. */
export type RetrievalReport = SetResult & {
  documentCount: number
  topicCount: number
  /** Topics that were judged but whose text is missing; they are in no figure. */
  missingTopics: number
}

/** How far an evaluation is: documents while the index is built, then answers of all modes. */
export type EvaluationProgress = { documents: number } | { answers: number; of: number }

/** How a set is measured. */
export type EvaluationOptions = {
  /** In the layout of BEIR: see `openTopicSet`. */
  folder: string
  /** Which judgements, where the folder has several files. */
  split?: string
  /** Without one, only words are measured. */
  model: Model | undefined
  onProgress?: (done: EvaluationProgress) => void
}

/**
 * Measures how well the search finds what was judged relevant: builds an index of the folder's corpus in memory, asks it
 * every topic in every mode, and compares the answers with the judgements.
 *
 * @throws AppError `invalid` where the folder is not such a set
 */
export async function evaluateRetrieval(options: EvaluationOptions): Promise<RetrievalReport> {
  const { folder, split, model, onProgress = () => undefined } = options
  const set = await openTopicSet(folder, split)
  const own = new Set<string>()
  const corpus = noteTopics(readCorpus(set.corpusPath), set, own)
  const index = await buildThrowAwayIndex(corpus, model, (documents) => onProgress({ documents }))
  const result = measureSet(index, { ...set, own }, (answers, of) => onProgress({ answers, of }))
  const { topics, missingTopics } = set
  return { ...result, documentCount: index.documentCount, topicCount: topics.length, missingTopics }
}

/**
 * Notes in `own` the topics that are documents of the corpus, as where papers are sought that are like a paper: none is
 * an answer to itself, unless it was judged to be.
 */
async function* noteTopics(
  corpus: AsyncIterable<SetDocument>,
  { topics, qrels }: TopicSet,
  own: Set<string>,
): AsyncGenerator<SetDocument> {
  const texts = new Map(topics.map(({ id, text }) => [id, text.trim()]))
  for await (const document of corpus) {
    const { id, title, text } = document
    const topic = texts.get(id)
    if (topic !== undefined && !qrels.get(id)?.has(id) && [title.trim(), text.trim()].includes(topic)) own.add(id)
    yield document
  }
}
