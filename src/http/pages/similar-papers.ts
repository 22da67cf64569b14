import { setTimeout as wait } from 'node:timers/promises'
import type { Context } from 'hono'
import { toAppError } from '../../domain/error.ts'
import type { PaperId } from '../../domain/paper.ts'
import type { Log } from '../../domain/ports.ts'
import type { Searching, SimilarPaper } from '../../services/search/searching.ts'

/** What pages that show similar papers ask of the program. */
export type SimilarDeps = Pick<Searching, 'listSimilar'> & { log: Log }

const SHOWN = 5
/** Some hundred times as long as it takes: a search that is busy or just starting does not hold up the paper. */
const PATIENCE_MS = 500

/**
 * Papers like one, for its page: none where the index does not hold it yet, does not answer or is slow, since a page of
 * a paper never fails because the search does. A page without them for such a reason gets no tag, so that it is asked
 * for again.
 */
export async function listSimilarIfKnown(
  c: Context,
  id: PaperId,
  { listSimilar, log }: SimilarDeps,
): Promise<readonly SimilarPaper[]> {
  const ended = new AbortController()
  try {
    const late = wait(PATIENCE_MS, undefined, { signal: ended.signal, ref: false })
    const similar = await Promise.race([listSimilar(id, SHOWN), late])
    if (similar) return similar
    c.header('ETag', undefined)
    log('similar.delayed', { id, patienceMs: PATIENCE_MS }, 'warn')
  } catch (thrown) {
    const { code, message } = toAppError(thrown)
    if (code === 'not_found') return [] // not in the index yet: the tag changes when it is
    c.header('ETag', undefined)
    // That the search is not at work is told where it ended.
    if (code !== 'unavailable') log('similar.failed', { id, message }, 'error')
  } finally {
    ended.abort()
  }
  return []
}
