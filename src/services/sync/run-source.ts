import type { PaperSource } from '../../domain/harvest.ts'
import type { SourceStateTable, TaskTable } from '../../store/schema.ts'
import { claimSource, findSourceState, releaseSource } from '../../store/source-states.ts'
import { findDueTask, replaceTasks } from '../../store/tasks.ts'
import { completeBatches } from './complete-batches.ts'
import { findNextDue } from './find-next-due.ts'
import { type RunnerDeps, runTask } from './run-task.ts'

/** What became of the tasks of one source: answers kept, tries that failed. */
export type SourceRun = { ran: number; failed: number }

/** A runner that is heard of no more for so long has died. Longer than an upstream may take for one answer. */
const CLAIM_MS = 120_000
const MOST_MS = 5 * 60_000

/**
 * Runs the due tasks of one source, as `runDue` promises.
 *
 * @throws what the database failed with
 */
export async function runSource(deps: RunnerDeps, source: PaperSource, signal: AbortSignal): Promise<SourceRun> {
  const { db, clock, runner, mostMs = MOST_MS } = deps
  const run: SourceRun = { ran: 0, failed: 0 }
  const startedAt = clock()
  // Looking costs nothing; claiming writes.
  if (((await findNextDue(deps, [source])) ?? Infinity) > startedAt) return run
  const claim = holdSource(deps, source)
  try {
    while (!signal.aborted) {
      const state = await claim()
      const now = clock()
      const restsUntil = Math.max(state?.stopped_until ?? 0, source.restsUntil?.(now) ?? 0)
      if (!state || restsUntil > now || now - startedAt > mostMs) break
      const task = await findNextTask(deps, source)
      if (!task) break
      const outcome = await runTask(deps, source, { task, state }, signal)
      if (outcome !== undefined) run[outcome]++
    }
  } finally {
    await releaseSource(db, source.name, runner)
  }
  return run
}

/** Gives how it stands with a source, as long as it is this runner's: claims it, and again before others may take it. */
function holdSource(
  { db, clock, runner }: RunnerDeps,
  source: PaperSource,
): () => Promise<SourceStateTable | undefined> {
  let claimedAt = -Infinity
  return async () => {
    const now = clock()
    if (now - claimedAt < CLAIM_MS / 4) {
      const state = await findSourceState(db, source.name)
      return state?.holder === runner ? state : undefined
    }
    claimedAt = now
    return claimSource(db, source.name, { runner, now, until: now + CLAIM_MS })
  }
}

/** Ends what newer tasks replace, looks after batches, and finds what to do next. */
async function findNextTask({ db, clock }: RunnerDeps, source: PaperSource): Promise<TaskTable | undefined> {
  await replaceTasks(db, source.name, clock())
  await completeBatches(db, source, clock())
  return findDueTask(db, source.name, clock())
}
