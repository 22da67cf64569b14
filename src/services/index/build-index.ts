import { setImmediate as nextTurn } from 'node:timers/promises'
import { DenseBuilder } from '../../engine/embed/dense-builder.ts'
import type { DensePlan } from '../../engine/embed/dense-plan.ts'
import type { Model } from '../../engine/embed/model.ts'
import { DOCUMENTS_PER_SEGMENT, IndexBuilder, buildSegment } from '../../engine/index/index-builder.ts'
import type { IndexedDocument } from '../../engine/index/document.ts'
import type { Sections } from '../../engine/index/sections.ts'
import { toSections } from '../../engine/index/segment-sections.ts'
import type { Segment } from '../../engine/index/segment.ts'
import type { Db } from '../../store/db.ts'
import { type SearchablePaper, walkSearchablePapers } from '../../store/searchable-papers.ts'
import { toDocument } from './to-document.ts'

/** What gives papers their places in the space of meanings; absent where an index holds words alone. */
export type Meaning = { model: Model; plan: DensePlan }

/** The sections of one new segment. */
export type BuiltSegment = { documentCount: number; sections: Sections }

const PAPERS_READ = 500

/** The segment of some papers, from the oldest to the newest. */
export function buildPapers(papers: readonly SearchablePaper[], meaning: Meaning | undefined): BuiltSegment {
  const sorted = papers.map(toDocument).sort((a, b) => a.day - b.day)
  const dense = meaning && new DenseBuilder(meaning.plan, { expected: sorted.length })
  for (const document of sorted) if (meaning) dense?.add(meaning.model.encode(document).vector)
  return join(buildSegment(sorted), dense)
}

/** The segments of all papers of a store, from the oldest to the newest, each as soon as it is full. */
export async function* buildAll(
  db: Db,
  meaning: Meaning | undefined,
  expected: number,
  signal: AbortSignal,
): AsyncGenerator<BuiltSegment> {
  const walk = async function* (): AsyncGenerator<IndexedDocument[]> {
    for await (const papers of walkSearchablePapers(db, PAPERS_READ)) {
      yield papers.map(toDocument)
      await nextTurn() // so that somebody can say stop
      if (signal.aborted) return
    }
  }
  yield* buildSegments(walk(), meaning, expected)
}

/**
 * The segments of documents, which come from the oldest to the newest.
 *
 * @param expected how many there are, about
 */
export async function* buildSegments(
  parts: AsyncIterable<readonly IndexedDocument[]>,
  meaning: Meaning | undefined,
  expected: number,
): AsyncGenerator<BuiltSegment> {
  const builder = new IndexBuilder()
  const startDense = (): DenseBuilder | undefined =>
    meaning && new DenseBuilder(meaning.plan, { expected: Math.min(expected, DOCUMENTS_PER_SEGMENT) })
  let dense = startDense()
  for await (const part of parts) {
    for (const document of part) {
      if (meaning) dense?.add(meaning.model.encode(document).vector)
      const segment = builder.add(document)
      if (!segment) continue
      yield join(segment, dense)
      dense = startDense()
    }
  }
  const last = builder.finish()
  if (last) yield join(last, dense)
}

function join(segment: Segment, dense: DenseBuilder | undefined): BuiltSegment {
  const sections = toSections(segment)
  for (const [name, bytes] of dense?.finish() ?? []) sections.set(name, bytes)
  return { documentCount: segment.documentCount, sections }
}
