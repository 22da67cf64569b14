import { setImmediate as nextTurn } from 'node:timers/promises'
import { DenseBuilder } from '../../engine/embed/dense-builder.ts'
import type { DensePlan } from '../../engine/embed/dense-plan.ts'
import type { DocumentPlacer } from '../../engine/embed/text-placer.ts'
import { DocumentTokens } from '../../engine/index/build/document-tokens.ts'
import { DOCUMENTS_PER_SEGMENT, IndexBuilder } from '../../engine/index/index-builder.ts'
import type { IndexedDocument } from '../../engine/index/document.ts'
import type { Sections } from '../../engine/index/sections.ts'
import { toSections } from '../../engine/index/segment-sections.ts'
import type { Segment } from '../../engine/index/segment.ts'
import type { Db } from '../../store/db.ts'
import { type SearchablePaper, walkSearchablePapers } from '../../store/searchable-papers.ts'
import { toDocument } from './to-document.ts'

/** What gives papers their places in the space of meanings; absent where an index holds words alone. */
export type Meaning = { model: DocumentPlacer; plan: DensePlan }

/** The sections of one new segment. */
export type BuiltSegment = { documentCount: number; sections: Sections }

const PAPERS_READ = 500

/**
 * The segment of some papers, from the oldest to the newest.
 *
 * @param tokens those of papers indexed before, so that only new words have to be looked into
 */
export function buildPapers(
  papers: readonly SearchablePaper[],
  meaning: Meaning | undefined,
  tokens: DocumentTokens,
): BuiltSegment | undefined {
  const builder = new IndexBuilder({ tokens })
  const dense = meaning && new DenseBuilder(meaning.plan, { expected: papers.length })
  for (const document of papers.map(toDocument).sort((a, b) => a.day - b.day)) {
    builder.add(document)
    if (meaning) dense?.add(place(meaning, document, builder))
  }
  const segment = builder.finish()
  return segment && join(segment, dense)
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
 * @param tokens as of `buildPapers`
 */
export async function* buildSegments(
  parts: AsyncIterable<readonly IndexedDocument[]>,
  meaning: Meaning | undefined,
  expected: number,
  tokens = new DocumentTokens(),
): AsyncGenerator<BuiltSegment> {
  const builder = new IndexBuilder({ tokens })
  const startDense = (): DenseBuilder | undefined =>
    meaning && new DenseBuilder(meaning.plan, { expected: Math.min(expected, DOCUMENTS_PER_SEGMENT) })
  let dense = startDense()
  for await (const part of parts) {
    for (const document of part) {
      const segment = builder.add(document)
      if (meaning) dense?.add(place(meaning, document, builder))
      if (!segment) continue
      yield join(segment, dense)
      dense = startDense()
    }
  }
  const last = builder.finish()
  if (last) yield join(last, dense)
}

/** By the tokens that were read for the words already, where what places it takes them. */
function place({ model }: Meaning, document: IndexedDocument, { tokens }: IndexBuilder): Float32Array {
  return (model.encodeTokens?.(tokens.table, tokens.texts) ?? model.encode(document)).vector
}

function join(segment: Segment, dense: DenseBuilder | undefined): BuiltSegment {
  const sections = toSections(segment)
  for (const [name, bytes] of dense?.finish() ?? []) sections.set(name, bytes)
  return { documentCount: segment.documentCount, sections }
}
