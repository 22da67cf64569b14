import type { PaperSource } from '../../domain/harvest.ts'
import type { PaperId } from '../../domain/paper.ts'
import { type Day, DAY_MS, HOUR_MS, MINUTE_MS, type UnixMs } from '../../domain/time.ts'
import { findBatch, listOpenBatches, updateBatch } from '../../store/announced-batches.ts'
import { listMissing } from '../../store/announcements.ts'
import type { Db } from '../../store/db.ts'
import type { AnnouncedBatchTable, TaskTable } from '../../store/schema.ts'
import { findSourceState } from '../../store/source-states.ts'
import { findDueTask, findTasks, insertTasks, type NewTask, reopenTasks } from '../../store/tasks.ts'
import { settleTroubles, tellTrouble, type ToldTrouble } from '../../store/troubles.ts'
import { LATE_MS } from './describe-batch.ts'
import { toBatchPause } from './growing-pauses.ts'

/** The harvest that is under way may bring the papers by itself. */
const GRACE_MS = 10 * MINUTE_MS
/** An announcement that only tells of other days for so long will not tell of this one. */
const UNREAD_MS = 3 * DAY_MS
/** What did not come for so long will not come. */
const MISSING_MS = 21 * DAY_MS
const TELL_AGAIN_MS = 6 * HOUR_MS
const NAMED = 5

type Announcing = PaperSource & Required<Pick<PaperSource, 'announces'>>

/**
 * Compares the batches of a source that are due with the store, plans what is missing, and tells what stays missing.
 * Whoever calls it holds the source.
 */
export async function completeBatches(db: Db, source: PaperSource, now: UnixMs): Promise<void> {
  if (!isAnnouncing(source)) return
  for (const { day } of await listOpenBatches(db, source.name, now)) {
    await db.transaction().execute((tx) => seeToBatch(tx, source, day as Day, now))
  }
}

async function seeToBatch(tx: Db, source: Announcing, day: Day, now: UnixMs): Promise<void> {
  const { key } = source.announces.planDay(day)
  // Before the batch: whoever ends the task by reading the announcement writes both at once.
  const task = (await findTasks(tx, source.name, [key])).get(key)
  const batch = await findBatch(tx, source.name, day)
  if (!batch || batch.completed_at !== null || batch.closed_at !== null) return
  if (batch.read_at === null) await awaitBatch(tx, source, { batch, task }, now)
  else await compareBatch(tx, source, batch, now)
}

function isAnnouncing(source: PaperSource): source is Announcing {
  return source.announces !== undefined
}

/** When a batch that is neither complete nor given up is to be looked at, though nothing comes in. */
export function toBatchLook({ read_at, due_at, retry_at }: AnnouncedBatchTable): UnixMs {
  if (read_at === null) return Math.max(due_at + LATE_MS, retry_at ?? 0)
  return retry_at ?? read_at
}

type Awaited = { batch: AnnouncedBatchTable; task: TaskTable | undefined }

/** Sees to a batch whose announcement was not read yet. */
async function awaitBatch(tx: Db, source: Announcing, { batch, task }: Awaited, now: UnixMs): Promise<void> {
  const day = batch.day as Day
  const planned = source.announces.planDay(day)
  const isRefused = task?.outcome === 'refused'
  // It refused to answer; or it did answer, but told of another day, or of none.
  const isOpen = task !== undefined && task.finished_at === null
  const ageMs = now - batch.due_at
  if (ageMs > (isOpen ? MISSING_MS : UNREAD_MS)) return closeUnread(tx, source, day, now)
  if (!isOpen) await reopenTasks(tx, [{ ...planned, source: source.name, dueAt: now + HOUR_MS, place: 0 }])
  if (isRefused) await insertTasks(tx, planInstead(source, day, now))
  if (now < toBatchLook(batch)) return
  // After a pause of ours an announcement is late that nobody has asked for yet.
  const state = await findSourceState(tx, source.name)
  const isAskedFor = !isOpen || task.tried_at !== null || (state?.failures ?? 0) > 0
  await updateBatch(tx, source.name, day, { retry_at: now + (isAskedFor ? TELL_AGAIN_MS : GRACE_MS) })
  if (!isAskedFor) return
  const hours = Math.floor((now - batch.due_at) / HOUR_MS)
  const says = `What ${source.title} announces for ${day} was due ${hours} hours ago and has not come.`
  await tellTrouble(tx, toTrouble(source, 'late', day, `${says} It is asked for until it is there.`), now)
  await reopenTasks(tx, planInstead(source, day, now))
}

/** What brings a day's papers, if not how they were announced, while its announcement cannot be read. */
function planInstead(source: Announcing, day: Day, now: UnixMs): NewTask[] {
  const planned = source.planBackfill?.(day, day) ?? []
  return planned.map((task, place) => ({ ...task, source: source.name, dueAt: now, place }))
}

async function closeUnread(tx: Db, source: Announcing, day: Day, now: UnixMs): Promise<void> {
  await updateBatch(tx, source.name, day, { closed_at: now, retry_at: null })
  await settleTroubles(tx, source.name, { kinds: ['late'], subject: day }, now)
  const { subject } = source.announces.planDay(day)
  await settleTroubles(tx, source.name, { kinds: ['broken', 'stale', 'refused'], subject }, now)
}

/** Sees to a batch whose announcement was read. */
async function compareBatch(tx: Db, source: Announcing, batch: AnnouncedBatchTable, now: UnixMs): Promise<void> {
  const day = batch.day as Day
  const missing = await listMissing(tx, source.name, day)
  if (missing.length === 0) {
    await updateBatch(tx, source.name, day, { missing: 0, completed_at: now, retry_at: null })
    await settleTroubles(tx, source.name, { kinds: ['late', 'incomplete'], subject: day }, now)
    return
  }
  if (missing.length !== batch.missing) await updateBatch(tx, source.name, day, { missing: missing.length })
  const isWaiting = now < (batch.retry_at ?? (batch.read_at ?? now) + GRACE_MS)
  if (isWaiting && (batch.attempts > 0 || (await findDueTask(tx, source.name, now)) !== undefined)) return
  const isGivenUp = now - batch.due_at > MISSING_MS
  if (batch.attempts > 0) await tellIncomplete(tx, source, { batch, missing, isGivenUp }, now)
  if (isGivenUp) return updateBatch(tx, source.name, day, { closed_at: now, retry_at: null })
  const attempts = batch.attempts + 1
  await updateBatch(tx, source.name, day, { attempts, retry_at: now + toBatchPause(attempts) })
  const planned = source.announces.planPapers(missing, batch.attempts)
  // Another day may have asked for the same papers before.
  await reopenTasks(
    tx,
    planned.map((task, place) => ({ ...task, source: source.name, dueAt: now, place })),
  )
}

type Incomplete = { batch: AnnouncedBatchTable; missing: readonly PaperId[]; isGivenUp: boolean }

async function tellIncomplete(
  tx: Db,
  source: Announcing,
  { batch, missing, isGivenUp }: Incomplete,
  now: UnixMs,
): Promise<void> {
  const named = missing.slice(0, NAMED).join(', ') + (missing.length > NAMED ? ', …' : '')
  const are = missing.length === 1 ? 'one is' : `${missing.length} are`
  const times = batch.attempts === 1 ? 'once' : `${batch.attempts} times`
  const says = `Of ${batch.announced} papers that ${source.title} announced for ${batch.day}, ${are} missing (${named})`
  const next = isGivenUp ? 'No more tries are made.' : 'More tries follow.'
  const message = `${says} after they were asked for ${times}. ${next}`
  await tellTrouble(tx, toTrouble(source, 'incomplete', batch.day as Day, message), now)
}

function toTrouble(source: Announcing, kind: 'late' | 'incomplete', day: Day, message: string): ToldTrouble {
  return { source: source.name, kind, subject: day, message }
}
