import type { PaperSource } from '../../domain/harvest.ts'
import type { UnixMs } from '../../domain/time.ts'
import { settleAll } from '../../platform/settle-all.ts'
import { toStoreError } from '../../store/db.ts'
import { findNextDue } from './find-next-due.ts'
import { runSource } from './run-source.ts'
import type { RunnerDeps } from './run-task.ts'

/** What it takes to run the tasks of some sources. */
export type SyncDeps = RunnerDeps & { sources: readonly PaperSource[] }

/** What a run did: answers that were kept, tries that failed, and when there is something to do next. */
export type RunReport = {
  ran: number
  failed: number
  /** Not later than now where more is due already; absent where nothing is planned. */
  nextDueAt?: UnixMs
}

/**
 * Runs what is due: source beside source, in each one task after the other, the newest first, answer by answer. Each
 * answer is kept in one transaction with the place where its task goes on, so that a process that is killed has kept
 * whole answers, and the next goes on behind the last. Two runners at once share the work: a source is one runner's at a
 * time, and an answer that two have fetched is kept once.
 *
 * What fails upstream is noted and tried again later; it throws nothing.
 *
 * @param signal ends it after the present step; it does not throw then
 * @throws AppError `unavailable` when the database does not answer
 */
export async function runDue(deps: SyncDeps, signal: AbortSignal): Promise<RunReport> {
  const failing = new AbortController()
  const any = AbortSignal.any([signal, failing.signal])
  const lanes = deps.sources.map(async (source) => {
    try {
      return await runSource(deps, source, any)
    } catch (error) {
      failing.abort() // the others would meet the same database
      throw toStoreError(error)
    }
  })
  const reports = await settleAll(lanes)
  const nextDueAt = await findNextDue(deps, deps.sources)
  return {
    ran: reports.reduce((sum, { ran }) => sum + ran, 0),
    failed: reports.reduce((sum, { failed }) => sum + failed, 0),
    ...(nextDueAt !== undefined && { nextDueAt }),
  }
}
