import type { Model } from '../../engine/embed/model.ts'
import { type CosineScale, measureCosineScale } from '../../engine/rank/cosine-scale.ts'
import type { TextPlacer } from '../../engine/embed/text-placer.ts'
import type { Embedder } from '../../domain/ports.ts'
import { toEmbeddedText } from '../vectors/document-text.ts'

/** The vectors of a corpus, what places its queries, and how the cosines of both are to be read. */
export type GatheredVectors = {
  /** In the order of the documents; all zeros where there is none. */
  vectors: readonly Float32Array[]
  model: TextPlacer
  scale?: CosineScale
}

/** Gathers vectors while documents come. */
export type VectorGathering = {
  add(document: { title: string; abstract: string }): Promise<void>
  finish(): Promise<GatheredVectors>
}

/** Documents that a server is asked for together; the client makes its batches of them. */
const TOGETHER = 1024
const SAMPLED = 200

/** By an embedding of our own, at once. */
export function gatherByModel(model: Model): VectorGathering {
  const vectors: Float32Array[] = []
  return {
    add(document) {
      vectors.push(model.encode(document).vector)
      return Promise.resolve()
    },
    finish: () => Promise.resolve({ vectors, model }),
  }
}

/**
 * By a server.
 *
 * @param asked the texts that will be asked for: they get their vectors at the end, other texts none
 */
export function gatherByServer(embedder: Embedder, asked: readonly string[]): VectorGathering {
  const vectors: Float32Array[] = []
  let waiting: string[] = []
  const flush = async (): Promise<void> => {
    const { probe, vectors: more } = await embedder.embedDocuments(waiting)
    for (const vector of more) vectors.push(vector ?? new Float32Array(probe.length))
    waiting = []
  }
  return {
    async add(document) {
      waiting.push(toEmbeddedText(document))
      if (waiting.length >= TOGETHER) await flush()
    },
    async finish() {
      await flush()
      const scale = measureCosineScale(sampleOf(vectors))
      return { vectors, scale, model: await placeQueries(embedder, asked) }
    },
  }
}

async function placeQueries(embedder: Embedder, asked: readonly string[]): Promise<TextPlacer> {
  const { probe, vectors } = await embedder.embedQueries(asked)
  const known = new Map(asked.map((text, place) => [text, vectors[place]]))
  return {
    dimensions: probe.length,
    encode(text) {
      const vector = typeof text === 'string' ? known.get(text) : undefined
      return { vector: vector?.slice() ?? new Float32Array(probe.length), coverage: vector ? 1 : 0 }
    },
  }
}

function sampleOf(vectors: readonly Float32Array[]): Float32Array[] {
  const step = Math.max(1, Math.floor(vectors.length / SAMPLED))
  return vectors.filter((vector, place) => place % step === 0 && vector.some((value) => value !== 0)).slice(0, SAMPLED)
}
