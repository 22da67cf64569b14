import type { PaperId } from '../../../domain/paper.ts'
import type { Day } from '../../../domain/time.ts'
import { UpstreamError } from '../../../domain/upstream-error.ts'
import { type ArxivDeps, askArxiv, toUrl } from '../ask-arxiv.ts'
import { readAtomAnswer } from '../atom.ts'

/** An edition waits for no more than this. */
const PATIENCE_MS = 15_000

/**
 * For which day each of some papers was new by arXiv's calendar, by when the query API says that they were submitted. Of
 * those that it does not know there is none, and no day at all where it does not answer soon.
 *
 * @param ids of arXiv, 100 at most
 */
export async function askNewDays(deps: ArxivDeps, ids: readonly PaperId[], signal: AbortSignal): Promise<Day[]> {
  const url = toUrl(deps.addresses.api, { id_list: ids.join(','), start: '0', max_results: String(ids.length) })
  try {
    const { items } = await askArxiv(deps, ['api', url, PATIENCE_MS], signal, readAtomAnswer)
    return items.flatMap((item) => ('paper' in item ? (item.paper.fields.announcedDay ?? []) : []))
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof UpstreamError) return []
    throw error
  }
}
