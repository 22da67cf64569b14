import { isSameProbe } from '../../embedder/probe.ts'
import { AppError } from '../../domain/error.ts'
import type { Embedder } from '../../domain/ports.ts'
import { keepLast } from '../../platform/keep-last.ts'
import type { ServerModel } from './server-vectors.ts'

/** A query's vector, or why there is none, as a sentence for readers. `isExchanged` where another model answered. */
export type QueryVector = { vector: Float32Array } | { reason: string; isExchanged?: boolean }

/** Finds the vectors of queries that one model gives. */
export type QueryVectors = { find(text: string, model: ServerModel): Promise<QueryVector> }

/** Numbers of the vectors that are remembered: leafing through a search asks for one text again and again. */
const MOST_REMEMBERED = 1_000_000
/** After a failure queries are answered by words at once for so long, so that not every reader waits in vain. */
const REST_MS = 5000
/** Longer texts are cut: a query has at most a thousand letters, but what it is put together from may have more. */
const MOST_LETTERS = 2000

/**
 * The vectors of queries from a server. Every answer is checked to be of the model that made the papers' vectors; what
 * another model says is not used.
 *
 * @param now milliseconds from any beginning
 */
export function openQueryVectors(embedder: Embedder, now: () => number): QueryVectors {
  const remembered = keepLast<Float32Array>(MOST_REMEMBERED)
  let restsUntil = -Infinity
  const ask = async (text: string, model: ServerModel): Promise<QueryVector> => {
    const { probe, vectors } = await embedder.embedQueries([text])
    if (!isSameProbe(probe, model.probe))
      return {
        reason: 'the embedding server has another model than the one that made the papers’ vectors',
        isExchanged: true,
      }
    const [vector] = vectors
    return vector ? { vector } : { reason: 'the embedding server does not take this query' }
  }
  return {
    async find(text, model) {
      const asked = text.slice(0, MOST_LETTERS).toWellFormed()
      const key = `${model.name}\n${asked}`
      const known = remembered.find(key)
      if (known) return { vector: known }
      if (now() < restsUntil) return { reason: 'the embedding server did not answer a moment ago' }
      try {
        const found = await ask(asked, model)
        if ('vector' in found) remembered.keep(key, found.vector)
        return found
      } catch (error) {
        restsUntil = now() + REST_MS
        return { reason: toReason(error) }
      }
    },
  }
}

/** Readers are not told where the server is, nor what it said. */
function toReason(error: unknown): string {
  if (!(error instanceof AppError) || error.code !== 'unavailable') return 'the embedding server refuses queries'
  return 'the embedding server did not answer'
}
