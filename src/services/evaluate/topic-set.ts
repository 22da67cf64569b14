import { AppError } from '../../domain/error.ts'
import type { Qrels } from '../../engine/evaluate/qrels.ts'
import { findSetFiles } from './find-set-files.ts'
import { readLines, type TextLine } from './read-lines.ts'

/** What is sought: a text, and the id under which it was judged. */
export type Topic = { id: string; text: string }

/** A document of a set's corpus. */
export type SetDocument = { id: string; title: string; text: string }

/** A test collection: what is sought, and what was judged to answer it. The corpus is read apart, it may be large. */
export type TopicSet = {
  /** In the order of the file; only those with a relevant document. */
  topics: readonly Topic[]
  qrels: Qrels
  corpusPath: string
  /** Topics with a relevant document whose text is missing: they would count as 0 and are left out. */
  missingTopics: number
}

/**
 * Opens a folder in the layout of BEIR: `corpus.jsonl`, `queries.jsonl` (either may be packed: `.gz`) and judgements as
 * `qrels*.tsv` or `qrels/*.tsv`.
 *
 * @param split which judgements, where there are several files: the one whose name holds this word; "test" where not given
 * @throws AppError `invalid` where a file is missing or a line is not in that form, naming it
 */
export async function openTopicSet(folder: string, split?: string): Promise<TopicSet> {
  const { corpusPath, topicsPath, qrelsPath } = await findSetFiles(folder, split)
  const qrels = await readQrels(qrelsPath)
  const topics: Topic[] = []
  for await (const { id, text } of readObjects(topicsPath)) if (qrels.has(id)) topics.push({ id, text })
  if (topics.length === 0) {
    throw new AppError('invalid', `${qrelsPath} judges no topic of ${topicsPath} relevant: nothing can be measured.`)
  }
  const known = new Set(topics.map(({ id }) => id))
  const judged = new Map([...qrels].filter(([id]) => known.has(id)))
  return { topics, qrels: judged, corpusPath, missingTopics: qrels.size - judged.size }
}

/** The documents of a corpus in the order of the file. @throws AppError `invalid` for a line that is no document */
export async function* readCorpus(path: string): AsyncGenerator<SetDocument> {
  for await (const { id, text, title } of readObjects(path)) yield { id, title, text }
}

/** Topics without a relevant document are left out: no metric is defined for them. */
async function readQrels(path: string): Promise<Qrels> {
  const qrels = new Map<string, Map<string, number>>()
  for await (const line of readLines(path)) {
    const columns = line.text.split(line.text.includes('\t') ? '\t' : /\s+/).map((column) => column.trim())
    const [topic = '', document = '', grade = ''] = columns.length === 4 ? columns.toSpliced(1, 1) : columns
    if (line.number === 1 && !isNumber(grade)) continue // the names of the columns
    if (document === '' || !isNumber(grade)) {
      throw toLineError(path, line, 'not a topic, a document and a grade')
    }
    const judgements = qrels.get(topic) ?? new Map<string, number>()
    qrels.set(topic, judgements.set(document, Number(grade)))
  }
  return new Map([...qrels].filter(([, judgements]) => [...judgements.values()].some((grade) => grade > 0)))
}

function isNumber(text: string): boolean {
  return /^[+-]?\d+(\.\d+)?$/.test(text)
}

async function* readObjects(path: string): AsyncGenerator<SetDocument> {
  for await (const line of readLines(path)) {
    const object = parseObject(path, line)
    const id = object['_id'] ?? object['id']
    const text = object['text']
    if ((typeof id !== 'string' && typeof id !== 'number') || typeof text !== 'string') {
      throw toLineError(path, line, 'without "_id" or without "text"')
    }
    yield { id: String(id), title: typeof object['title'] === 'string' ? object['title'] : '', text }
  }
}

function parseObject(path: string, line: TextLine): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line.text)
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw toLineError(path, line, 'not an object in JSON')
}

function toLineError(path: string, { number }: TextLine, fault: string): AppError {
  return new AppError('invalid', `${path}, line ${number}: ${fault}. Nothing was measured.`)
}
