import type { PaperSource } from '../../domain/harvest.ts'
import type { SourceName } from '../../domain/paper.ts'
import { addDays, type Clock, type Day, HOUR_MS, type UnixMs } from '../../domain/time.ts'
import { findBatch, findNewestBatch } from '../../store/announced-batches.ts'
import type { Db } from '../../store/db.ts'
import type { AnnouncedBatchTable } from '../../store/schema.ts'
import { findTasks } from '../../store/tasks.ts'

/**
 * How it stands with the papers that a source announces for a day:
 *
 * - `holiday`: it announces none for that day (weekends count)
 * - `awaited`: its announcement is not due yet, or not long enough to worry
 * - `late`: it was due and has not come
 * - `incomplete`: it has come, and papers that it names are missing here, or are here in an older version
 * - `complete`: every paper that it names is here
 * - `unchecked`: nobody can tell any more what was announced; the papers that were to be in it by the calendar are here
 */
export type BatchState = 'holiday' | 'awaited' | 'late' | 'incomplete' | 'complete' | 'unchecked'

/** What a reader or an operator wants to know of the papers of one day. */
export type BatchDescription = {
  source: SourceName
  /** The source as people call it. */
  title: string
  day: Day
  state: BatchState
  /** When the announcement was, or is, due. Absent on holidays. */
  dueAt?: UnixMs
  /** How many papers were announced; absent until the announcement was read. */
  announced?: number
  /** How many papers the source gave that are of this day by the calendar; with `unchecked`, where it gave any. */
  reckoned?: number
  /** How many of them are missing; with `incomplete`. */
  missing?: number
  completedAt?: UnixMs
  /** When it was given up; with `incomplete`, where what is missing was not to be had for weeks. */
  closedAt?: UnixMs
  /** When something is tried about it next; with `late` and `incomplete`. */
  nextTryAt?: UnixMs
  /** The next day for which papers are announced, and when they are due. */
  next?: { day: Day; dueAt: UnixMs }
}

/** What describing a source takes of it. */
export type DescribedSource = Pick<PaperSource, 'name' | 'title' | 'announces'>

/** How long after it was due a batch is called late: an announcement takes its time. */
export const LATE_MS = 3 * HOUR_MS

/** Tells how it stands with a day; `undefined` where no source announces days, or none was followed yet on that day. */
export type DescribeBatch = (day: Day) => Promise<BatchDescription | undefined>

/** Makes the use case. The first of the sources that announces days is the one that is described. */
export function describeBatch(db: Db, sources: readonly DescribedSource[], clock: Clock): DescribeBatch {
  return async (day) => {
    const source = sources.find(({ announces }) => announces !== undefined)
    return source && describeDay(db, source, day, clock())
  }
}

/** How it stands with the newest day that a source should have announced by now; `undefined` where there is none. */
export async function describeNewestBatch(
  db: Db,
  source: DescribedSource,
  now: UnixMs,
): Promise<BatchDescription | undefined> {
  const newest = await findNewestBatch(db, source.name, now)
  return newest && describeDay(db, source, newest.day as Day, now)
}

async function describeDay(
  db: Db,
  source: DescribedSource,
  day: Day,
  now: UnixMs,
): Promise<BatchDescription | undefined> {
  const { name, title, announces } = source
  if (!announces) return undefined
  const next = findNextDay(announces, day)
  const about = { source: name, title, day, ...(next && { next }) }
  const row = await findBatch(db, name, day)
  if (row) return { ...about, ...toStanding(row, now), ...(await toNextTry(db, source, row)) }
  const dueAt = announces.dueAt(day)
  if (dueAt === undefined) return { ...about, state: 'holiday' }
  return dueAt > now ? { ...about, state: 'awaited', dueAt } : undefined
}

function toStanding(
  row: AnnouncedBatchTable,
  now: UnixMs,
): Pick<BatchDescription, 'state'> & Partial<BatchDescription> {
  const dueAt = row.due_at
  const announced = row.announced
  if (row.completed_at !== null) return { state: 'complete', dueAt, announced, completedAt: row.completed_at }
  if (row.read_at !== null) {
    const given = row.closed_at === null ? {} : { closedAt: row.closed_at }
    return { state: 'incomplete', dueAt, announced, missing: row.missing, ...given }
  }
  if (row.closed_at !== null) return { state: 'unchecked', dueAt, ...(announced > 0 && { reckoned: announced }) }
  return { state: now > dueAt + LATE_MS ? 'late' : 'awaited', dueAt }
}

/** When something is tried about a batch that is not complete. */
async function toNextTry(
  db: Db,
  { name, announces }: DescribedSource,
  row: AnnouncedBatchTable,
): Promise<{ nextTryAt?: UnixMs }> {
  if (row.completed_at !== null || row.closed_at !== null || !announces) return {}
  if (row.read_at !== null) return row.retry_at === null ? {} : { nextTryAt: row.retry_at }
  const { key } = announces.planDay(row.day as Day)
  const task = (await findTasks(db, name, [key])).get(key)
  return task && task.finished_at === null ? { nextTryAt: Math.max(task.due_at, task.retry_at ?? 0) } : {}
}

const LONGEST_PAUSE_DAYS = 21

function findNextDay(
  announces: NonNullable<PaperSource['announces']>,
  day: Day,
): { day: Day; dueAt: UnixMs } | undefined {
  for (let count = 1; count <= LONGEST_PAUSE_DAYS; count++) {
    const next = addDays(day, count)
    const dueAt = announces.dueAt(next)
    if (dueAt !== undefined) return { day: next, dueAt }
  }
  return undefined
}
