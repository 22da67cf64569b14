import type { Model } from '../../engine/embed/model.ts'
import { toPlainQuery } from '../../engine/query/parse-query.ts'
import { toAskedText } from '../../engine/rank/question.ts'
import { AppError } from '../../domain/error.ts'
import { openEmbedder } from '../../embedder/open-embedder.ts'
import type { EmbeddingServer } from '../../domain/embedding-server.ts'
import { gatherByServer, type VectorGathering } from './gather-vectors.ts'
import { measureSet, type SetResult } from './measure-set.ts'
import { buildThrowAwayIndex } from './throw-away-index.ts'
import { openTopicSet, readCorpus, type SetDocument, type TopicSet } from './topic-set.ts'

/** What was measured on a set. */
export type RetrievalReport = SetResult & {
  documentCount: number
  topicCount: number
  /** Topics that were judged but whose text is missing; they are in no figure. */
  missingTopics: number
  /** Documents that were judged relevant but are not in the corpus: no answer can find them. */
  missingDocuments: number
}

/** How far an evaluation is: documents while the index is built, then answers of all modes. */
export type EvaluationProgress = { documents: number } | { answers: number; of: number }

/** How a set is measured. */
export type EvaluationOptions = {
  /** In the layout of BEIR: see `openTopicSet`. */
  folder: string
  /** Which judgements, where the folder has several files. */
  split?: string | undefined
  /** Without one, only words are measured. */
  model: Model | undefined
  /** Makes the vectors in place of a model of our own. */
  server?: EmbeddingServer | undefined
  onProgress?: (done: EvaluationProgress) => void
}

/**
 * Measures how well the search finds what was judged relevant: builds an index of the folder's corpus in memory, asks it
 * every topic in every mode, and compares the answers with the judgements.
 *
 * @throws AppError `invalid` where the folder is not such a set, or its judgements are of another corpus; as an `Embedder` does where a server fails
 */
export async function evaluateRetrieval(options: EvaluationOptions): Promise<RetrievalReport> {
  const { folder, split, onProgress = () => undefined } = options
  const set = await openTopicSet(folder, split)
  const noted: Noted = { own: new Set(), missing: listRelevant(set) }
  const judged = noted.missing.size
  const corpus = noteDocuments(readCorpus(set.corpusPath), set, noted)
  const index = await buildThrowAwayIndex(corpus, toEmbedding(options, set), (documents) => onProgress({ documents }))
  const { own, missing } = noted
  if (missing.size === judged) {
    const found = `No document that is judged relevant stands in ${set.corpusPath}`
    throw new AppError('invalid', `${found}: the judgements are of another corpus. Nothing was measured.`)
  }
  const result = measureSet(index, { ...set, own }, (answers, of) => onProgress({ answers, of }))
  const { topics, missingTopics } = set
  const counts = { documentCount: index.documentCount, topicCount: topics.length }
  return { ...result, ...counts, missingTopics, missingDocuments: missing.size }
}

/** Nobody waits for a single query here, so each has as much time as a document. */
function toEmbedding({ server, model }: EvaluationOptions, { topics }: TopicSet): Model | VectorGathering | undefined {
  if (!server) return model
  const embedder = openEmbedder({ ...server, queryTimeoutMs: server.timeoutMs })
  return gatherByServer(
    embedder,
    topics.map(({ text }) => toAskedText(toPlainQuery(text))),
  )
}

/** What is seen of a set while its corpus is read. */
type Noted = {
  /** Topics that are documents of the corpus, as where papers are sought that are like a paper. */
  own: Set<string>
  /** Documents that were judged relevant and have not been met. */
  missing: Set<string>
}

function listRelevant({ qrels }: TopicSet): Set<string> {
  const judgements = [...qrels.values()].flatMap((grades) => [...grades])
  return new Set(judgements.filter(([, grade]) => grade > 0).map(([id]) => id))
}

/** Passes documents on and notes them. No topic is an answer to itself, unless it was judged to be. */
async function* noteDocuments(
  corpus: AsyncIterable<SetDocument>,
  { topics, qrels }: TopicSet,
  { own, missing }: Noted,
): AsyncGenerator<SetDocument> {
  const texts = new Map(topics.map(({ id, text }) => [id, text.trim()]))
  for await (const document of corpus) {
    const { id, title, text } = document
    const topic = texts.get(id)
    missing.delete(id)
    if (topic !== undefined && !qrels.get(id)?.has(id) && [title.trim(), text.trim()].includes(topic)) own.add(id)
    yield document
  }
}
