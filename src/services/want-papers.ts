import type { PlannedTask } from '../domain/harvest.ts'
import type { PaperId, SourceName } from '../domain/paper.ts'
import type { UnixMs } from '../domain/time.ts'
import { chunks } from '../store/chunks.ts'
import type { Db } from '../store/db.ts'
import { findPapers } from '../store/papers.ts'
import { planNow } from './sync/plan-tasks.ts'

/** The tasks that fetch single papers, and the source whose tasks they are. */
export type PlanWanted = (ids: readonly PaperId[]) => { source: SourceName; tasks: readonly PlannedTask[] }

/** What becomes of papers that were only named: `known` are there already, `planned` are to be fetched. */
export type WantedReport = { known: number; planned: number }

/**
 * Plans the fetching of papers, those of them that the store does not hold; asked for again, they are fetched again.
 *
 * @throws AppError `unavailable` when the database does not answer
 */
export async function wantPapers(
  db: Db,
  ids: readonly PaperId[],
  planWanted: PlanWanted,
  now: UnixMs,
): Promise<WantedReport> {
  const missing: PaperId[] = []
  for (const chunk of chunks(ids)) {
    const known = await findPapers(db, chunk)
    missing.push(...chunk.filter((id) => !known.has(id)))
  }
  const { source, tasks } = planWanted(missing)
  await planNow(db, source, tasks, now)
  return { known: ids.length - missing.length, planned: missing.length }
}
