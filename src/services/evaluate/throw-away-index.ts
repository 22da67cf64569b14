import { DenseBuilder } from '../../engine/embed/dense-builder.ts'
import { openDensePart } from '../../engine/embed/dense-part.ts'
import { chooseListCount, createDensePlan } from '../../engine/embed/dense-plan.ts'
import { type DenseSearcher, openDense } from '../../engine/embed/dense-searcher.ts'
import type { Model } from '../../engine/embed/model.ts'
import { IndexBuilder } from '../../engine/index/index-builder.ts'
import { openIndex } from '../../engine/index/open-index.ts'
import type { Searcher } from '../../engine/index/searcher.ts'
import type { Segment } from '../../engine/index/segment.ts'
import type { SearchedMeaning } from '../../engine/rank/question.ts'
import { gatherByModel, type GatheredVectors, type VectorGathering } from './gather-vectors.ts'
import type { SetDocument } from './topic-set.ts'

/** An index in memory alone, of a corpus that is searched a few hundred times and forgotten. */
export type ThrowAwayIndex = {
  searcher: Searcher
  /** Without an embedding there are no vectors. */
  meaning: SearchedMeaning | undefined
  documentCount: number
}

const SEED = 1
const MOST_SAMPLED = 40_000

/** Builds an index as the program's own is built. Holds the corpus' vectors meanwhile: 1 KB a document. */
export async function buildThrowAwayIndex(
  documents: AsyncIterable<SetDocument>,
  embedding: Model | VectorGathering | undefined,
  onDocument: (count: number) => void = () => undefined,
): Promise<ThrowAwayIndex> {
  const builder = new IndexBuilder()
  const segments: Segment[] = []
  const gathering = embedding && 'encode' in embedding ? gatherByModel(embedding) : embedding
  let documentCount = 0
  for await (const { id, title, text } of documents) {
    const full = builder.add({ id, title, abstract: text, authors: [], day: 0, facets: [], votes: 0 })
    if (full) segments.push(full)
    await gathering?.add({ title, abstract: text })
    onDocument(++documentCount)
  }
  const last = builder.finish()
  if (last) segments.push(last)
  const searcher = openIndex(segments.map((segment) => ({ segment })))
  const gathered = await gathering?.finish()
  const meaning = gathered && toMeaning(gathered, segments)
  return { searcher, meaning, documentCount }
}

function toMeaning({ vectors, model, scale }: GatheredVectors, segments: readonly Segment[]): SearchedMeaning {
  return { model, dense: openVectors(vectors, segments, model.dimensions), ...(scale && { scale }) }
}

function openVectors(
  vectors: readonly Float32Array[],
  segments: readonly Segment[],
  dimensions: number,
): DenseSearcher {
  const lists = chooseListCount(vectors.length)
  const plan = createDensePlan({ dimensions, seed: SEED, sample: sampleOf(vectors, dimensions), lists })
  let first = 0
  const parts = segments.map(({ documentCount }) => {
    const builder = new DenseBuilder(plan, { expected: documentCount })
    for (const vector of vectors.slice(first, (first += documentCount))) builder.add(vector)
    return openDensePart(plan, builder.finish())
  })
  return openDense(plan, parts)
}

/** Vectors spread over the whole corpus, one after the other. */
function sampleOf(vectors: readonly Float32Array[], dimensions: number): Float32Array {
  const count = Math.min(vectors.length, MOST_SAMPLED)
  const sample = new Float32Array(count * dimensions)
  for (let i = 0; i < count; i++) sample.set(vectors[Math.floor((i * vectors.length) / count)]!, i * dimensions)
  return sample
}
