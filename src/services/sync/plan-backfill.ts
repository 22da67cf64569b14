import type { PaperSource, TaskPurpose } from '../../domain/harvest.ts'
import type { SourceName } from '../../domain/paper.ts'
import type { Day, UnixMs } from '../../domain/time.ts'
import { type Db, toStoreError } from '../../store/db.ts'
import type { TaskTable } from '../../store/schema.ts'
import { findSourceState } from '../../store/source-states.ts'
import { findTasks } from '../../store/tasks.ts'
import { planNow } from './plan-tasks.ts'

/** A stretch of days, both included. */
export type DayRange = { from: Day; to: Day }

/** The tasks of a backfill of one source, by key, those first that are worked on first. */
export type BackfillPlan = { source: SourceName; title: string; keys: readonly string[] }

/** How far the backfill of one source is. */
export type BackfillProgress = {
  source: SourceName
  title: string
  tasks: number
  done: number
  /** Tasks that ended without their papers: the source refused them. */
  refused: number
  /** Ended tasks, with the share of those under way whose size the source tells: from 0 to `tasks`. */
  advanced: number
  /** Records taken in, and records that were left out. */
  taken: number
  faults: number
  /** The task that is worked on next; absent where all have ended. */
  next?: { key: string; isUnderWay: boolean }
}

/**
 * Plans what a range of days takes of each source that can look back. What was fetched for the same days in the last two
 * months is not fetched again; what was begun goes on where it stopped.
 *
 * @param dueAt where it lies in the past, what falls due since then goes first
 */
export async function planBackfill(
  db: Db,
  sources: readonly PaperSource[],
  { from, to }: DayRange,
  dueAt: UnixMs,
  purpose: TaskPurpose = 'backfill',
): Promise<BackfillPlan[]> {
  const plans: BackfillPlan[] = []
  for (const source of sources) {
    const planned = source.planBackfill?.(from, to) ?? []
    const keys = planned.map(({ key }) => key)
    if (keys.length > 0) plans.push({ source: source.name, title: source.title, keys })
    const known = await find(db, source.name, keys)
    const wanted = planned.filter(({ key }) => !isDone(known.get(key)))
    await planNow(db, source.name, wanted, dueAt, purpose)
  }
  return plans
}

/**
 * Plans, of each source, all that came or changed in a range of days, whether it was fetched before or not.
 *
 * @param dueAt where it lies in the past, what falls due since then goes first
 */
export async function planSince(
  db: Db,
  sources: readonly PaperSource[],
  { from, to }: DayRange,
  dueAt: UnixMs,
): Promise<void> {
  for (const source of sources) {
    const planned = source.planSince?.(from, to) ?? source.planBackfill?.(from, to) ?? []
    await planNow(db, source.name, planned, dueAt, 'backfill')
  }
}

/** Done, or left to a newer task that brings the same. */
function isDone(task: TaskTable | undefined): boolean {
  return task?.outcome === 'done' || task?.outcome === 'replaced'
}

/**
 * Plans the last days of the sources that were never planned before, to be called before `planTasks`: what is new then
 * goes first, and the days before it follow.
 *
 * @returns those that begin
 */
export async function planFirstDays(
  db: Db,
  sources: readonly PaperSource[],
  range: DayRange,
  dueAt: UnixMs,
): Promise<readonly PaperSource[]> {
  const beginning: PaperSource[] = []
  for (const source of sources) {
    const state = await orStoreError(findSourceState(db, source.name))
    if ((state?.planned_until ?? null) === null) beginning.push(source)
  }
  await planBackfill(db, beginning, range, dueAt, 'start')
  return beginning
}

/** Tells how far a backfill is, source by source. */
export async function measureBackfill(db: Db, plans: readonly BackfillPlan[]): Promise<BackfillProgress[]> {
  return Promise.all(plans.map(async (plan) => measurePlan(plan, await find(db, plan.source, plan.keys))))
}

function measurePlan({ source, title, keys }: BackfillPlan, known: ReadonlyMap<string, TaskTable>): BackfillProgress {
  const progress = { source, title, tasks: keys.length, done: 0, refused: 0, advanced: 0, taken: 0, faults: 0 }
  let next: TaskTable | undefined
  for (const task of keys.map((key) => known.get(key)).filter((found) => found !== undefined)) {
    progress.taken += task.taken
    progress.faults += task.faults
    progress.advanced += toShare(task)
    if (task.finished_at !== null) progress[task.outcome === 'refused' ? 'refused' : 'done']++
    else next ??= task
  }
  return { ...progress, ...(next && { next: { key: next.key, isUnderWay: next.resume !== null } }) }
}

function toShare({ finished_at, taken, faults, total }: TaskTable): number {
  if (finished_at !== null) return 1
  return total ? Math.min(1, (taken + faults) / total) : 0
}

async function find(db: Db, source: SourceName, keys: readonly string[]): Promise<Map<string, TaskTable>> {
  return orStoreError(findTasks(db, source, keys))
}

async function orStoreError<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    throw toStoreError(error)
  }
}
