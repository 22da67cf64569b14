import type { CountSeries } from '../domain/harvest.ts'
import type { PaperId } from '../domain/paper.ts'
import type { Db } from '../store/db.ts'
import { listCountSeries } from '../store/signals.ts'

/** How the numbers of a paper changed, by its present key: a series of each number from each source that counted it. */
export type ListCounts = (id: PaperId) => Promise<CountSeries[]>

/** Makes the use case on a database. */
export function listCounts(db: Db): ListCounts {
  return (id) => listCountSeries(db, id)
}
