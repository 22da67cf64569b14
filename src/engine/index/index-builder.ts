import { DEFAULT_BM25F } from '../rank/bm25f.ts'
import type { Bm25fParameters } from '../rank/bm25f.ts'
import { DocumentTokens } from './build/document-tokens.ts'
import { invertRun } from './build/invert-run.ts'
import { MOST_RUN_DOCUMENTS, Run } from './build/run.ts'
import type { IndexedDocument } from './document.ts'
import { mergeSegments } from './merge/merge-segments.ts'
import type { Segment } from './segment.ts'

/** How an index is cut. */
type BuilderOptions = {
  readonly parameters?: Bm25fParameters
  /** 1..65,536; memory while building grows with it. */
  readonly documentsPerRun?: number
  /** Runs are merged until a segment has so many documents. */
  readonly documentsPerSegment?: number
  /** Those of an earlier builder, whose stems need not be found again. */
  readonly tokens?: DocumentTokens
}

/** Memory bounds the first, the time of a merge and of a search the second. */
export const DOCUMENTS_PER_SEGMENT = 524_288

/** Makes segments of a stream of documents, oldest first. */
export class IndexBuilder {
  /** The tokens of the document added last. */
  readonly tokens: DocumentTokens
  readonly #parameters: Bm25fParameters
  readonly #documentsPerRun: number
  readonly #documentsPerSegment: number
  /** Absent until its first document comes: it begins with megabytes of room. */
  #run: Run | undefined
  #runs: Segment[] = []
  #documents = 0

  constructor({ parameters, documentsPerRun, documentsPerSegment, tokens }: BuilderOptions = {}) {
    this.tokens = tokens ?? new DocumentTokens()
    this.#parameters = parameters ?? DEFAULT_BM25F
    this.#documentsPerRun = Math.min(documentsPerRun ?? MOST_RUN_DOCUMENTS, MOST_RUN_DOCUMENTS)
    this.#documentsPerSegment = documentsPerSegment ?? DOCUMENTS_PER_SEGMENT
  }

  /** Takes in a document. @returns a segment when one became full: it is the caller's, the builder forgets it */
  add(document: IndexedDocument): Segment | undefined {
    const run = (this.#run ??= new Run(this.#parameters, this.tokens))
    run.add(document)
    if (run.documentCount >= this.#documentsPerRun) this.#endRun(run)
    return this.#documents >= this.#documentsPerSegment ? this.#takeSegment() : undefined
  }

  /** The last segment; undefined when nothing is left. The builder may go on. */
  finish(): Segment | undefined {
    if (this.#run) this.#endRun(this.#run)
    return this.#documents > 0 ? this.#takeSegment() : undefined
  }

  #endRun(run: Run): void {
    this.#runs.push(invertRun(run))
    this.#documents += run.documentCount
    this.#run = undefined
  }

  #takeSegment(): Segment {
    const runs = this.#runs
    this.#runs = []
    this.#documents = 0
    return runs.length === 1 ? runs[0]! : mergeSegments(runs.map((segment) => ({ segment })))
  }
}

/** One segment of a few documents (up to 65,536), such as those that just came. */
export function buildSegment(
  documents: Iterable<IndexedDocument>,
  parameters: Bm25fParameters = DEFAULT_BM25F,
): Segment {
  const run = new Run(parameters)
  for (const document of documents) run.add(document)
  return invertRun(run)
}
