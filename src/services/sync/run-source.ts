import { MINUTE_MS } from '../../domain/time.ts'
import type { PaperSource } from '../../domain/harvest.ts'
import type { TaskTable } from '../../store/schema.ts'
import { findDueTask, replaceTasks } from '../../store/tasks.ts'
import { completeBatches } from './complete-batches.ts'
import { findNextDue } from './find-next-due.ts'
import { holdSource } from './hold-source.ts'
import { type RunnerDeps, runTask } from './run-task.ts'

/** What became of the tasks of one source: answers kept, tries that failed. */
export type SourceRun = { ran: number; failed: number }

const MOST_MS = 5 * MINUTE_MS

/**
 * Runs the due tasks of one source, as `runDue` promises.
 *
 * @throws what the database failed with
 */
export async function runSource(deps: RunnerDeps, source: PaperSource, signal: AbortSignal): Promise<SourceRun> {
  const { clock, mostMs = MOST_MS } = deps
  const run: SourceRun = { ran: 0, failed: 0 }
  const startedAt = clock()
  // Looking costs nothing; claiming writes.
  if (((await findNextDue(deps, [source])) ?? Infinity) > startedAt) return run
  const hold = await holdSource(deps, source.name, signal)
  if (!hold) return run
  try {
    while (!hold.signal.aborted) {
      const state = await hold.read()
      const now = clock()
      const restsUntil = Math.max(state?.stopped_until ?? 0, source.restsUntil?.(now) ?? 0)
      if (!state || restsUntil > now || now - startedAt > mostMs) break
      const task = await findNextTask(deps, source)
      if (!task) break
      const outcome = await runTask(deps, source, { task, state }, hold)
      if (outcome !== undefined) run[outcome]++
    }
  } finally {
    await hold.end()
  }
  return run
}

/** Ends what newer tasks replace, looks after batches, and finds what to do next. */
async function findNextTask({ db, clock }: RunnerDeps, source: PaperSource): Promise<TaskTable | undefined> {
  await replaceTasks(db, source.name, clock())
  await completeBatches(db, source, clock())
  return findDueTask(db, source.name, clock())
}
