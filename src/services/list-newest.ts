import type { Paper, PaperId } from '../domain/paper.ts'
import type { UnixMs } from '../domain/time.ts'
import type { Db } from '../store/db.ts'
import { listNewest } from '../store/papers.ts'

/**
 * All papers, the last published first; those whose time of publication is unknown are left out.
 *
 * @param query.after where the last part ended: pages meet without gap or overlap, whatever comes in between
 */
export type ListNewestPapers = (query: {
  size: number
  after?: { publishedAt: UnixMs; id: PaperId }
}) => Promise<{ items: Paper[]; hasMore: boolean }>

/** Makes the use case on a database. */
export function listNewestPapers(db: Db): ListNewestPapers {
  return async ({ size, after }) => {
    const found = await listNewest(db, size + 1, after)
    return { items: found.slice(0, size), hasMore: found.length > size }
  }
}
