import type { PaperSource, PlannedTask, Task, TaskPurpose } from '../../domain/harvest.ts'
import type { SourceName } from '../../domain/paper.ts'
import { addDays, type Clock, DAY_MS, toUtcDay, type UnixMs } from '../../domain/time.ts'
import { insertBatch, type NewBatch } from '../../store/announced-batches.ts'
import { type Db, toStoreError } from '../../store/db.ts'
import { findSourceState, forgetTimes, markPlanned } from '../../store/source-states.ts'
import { insertTasks, type NewTask, reopenTasks } from '../../store/tasks.ts'
import { tellMishap } from '../../store/troubles.ts'

/** The tasks of a source's slots that fall due after an instant and not after another. */
export type ListDue = (source: PaperSource, after: UnixMs, until: UnixMs) => readonly Task[]

/** What planning takes. */
export type PlanDeps = { db: Db; sources: readonly PaperSource[]; clock: Clock; listDue: ListDue }

/** Announcements further back are not looked for after a pause: what changed since brings the papers of their days. */
const DAYS_LOOKED_BACK = 7
/** After a longer pause the times of slots before it are passed over, and people are told. */
export const LONGEST_PAUSE_MS = 366 * DAY_MS

/**
 * Plans what each source has to fetch until an instant. Idempotent, by however many processes: what was planned stays
 * planned. After a pause it goes on where planning had stopped, without a flood: of the tasks of one subject that are
 * overdue only the newest is planned, and no announcement of more than a week ago.
 *
 * A source that was never planned before begins with its `planStart` and the newest day that it has announced.
 *
 * @throws AppError `unavailable` when the database does not answer
 */
export async function planTasks({ db, sources, clock, listDue }: PlanDeps, until: UnixMs): Promise<void> {
  const now = clock()
  try {
    for (const source of sources) await planSource(db, source, listDue, { now, until })
  } catch (error) {
    throw toStoreError(error)
  }
}

async function planSource(db: Db, source: PaperSource, listDue: ListDue, span: Span): Promise<void> {
  const { now, until } = span
  const noted = (await findSourceState(db, source.name))?.planned_until ?? undefined
  // Planned by a clock that was ahead: until that day nothing would be asked.
  const isAhead = noted !== undefined && noted > until + DAY_MS
  const planned = isAhead ? now : noted
  if (planned !== undefined && planned >= until) return
  const batches = listBatches(source, planned, span)
  const isTooOld = findTooOld(source, planned ?? now, now)
  const tasks = [
    ...(planned === undefined ? toTasks(source.name, source.planStart?.(now) ?? [], now, 'start') : []),
    ...listDue(source, planned ?? now, until)
      .filter(({ key }) => !isTooOld.has(key))
      .map((task) => ({ ...task, place: 0 })),
    ...batches.map(({ task, dueAt }) => ({ ...task, source: source.name, dueAt, place: 0 })),
  ]
  await db.transaction().execute(async (tx) => {
    if (isAhead) await forgetTimes(tx, source.name)
    for (const batch of batches) await insertBatch(tx, source.name, batch)
    await insertTasks(tx, dropOverdue(tasks, now))
    await markPlanned(tx, source.name, until)
    if (planned !== undefined && planned < now - LONGEST_PAUSE_MS) await tellPause(tx, source, planned, now)
  })
}

type Span = { now: UnixMs; until: UnixMs }
type PlannedBatch = NewBatch & { task: PlannedTask }

/** The days whose announcements fall due after what was planned; at first, the newest one too that is due already. */
function listBatches({ announces }: PaperSource, planned: UnixMs | undefined, { now, until }: Span): PlannedBatch[] {
  if (!announces) return []
  const batches = listAnnounced(announces, Math.max(planned ?? 0, now - DAYS_LOOKED_BACK * DAY_MS), until)
  if (planned !== undefined) return batches
  const due = batches.filter(({ dueAt }) => dueAt <= now)
  return [...due.slice(-1), ...batches.filter(({ dueAt }) => dueAt > now)]
}

/** The keys of the announcements that fell due after what was planned, and too long ago to be looked for. */
function findTooOld({ announces }: PaperSource, planned: UnixMs, now: UnixMs): ReadonlySet<string> {
  const old = announces ? listAnnounced(announces, planned, now - DAYS_LOOKED_BACK * DAY_MS) : []
  return new Set(old.map(({ task }) => task.key))
}

/** The batches that fall due after an instant and not after another. */
function listAnnounced(announces: NonNullable<PaperSource['announces']>, after: UnixMs, until: UnixMs): PlannedBatch[] {
  const batches: PlannedBatch[] = []
  // An announcement may come on the evening before its day, in a zone before UTC, or after it.
  for (let day = toUtcDay(after - 2 * DAY_MS); day <= toUtcDay(until + 2 * DAY_MS); day = addDays(day, 1)) {
    const dueAt = announces.dueAt(day)
    if (dueAt !== undefined && dueAt > after && dueAt <= until) {
      batches.push({ day, dueAt, task: announces.planDay(day) })
    }
  }
  return batches
}

/** The papers of the days passed over come with no task of a slot. */
async function tellPause(tx: Db, { name, title }: PaperSource, planned: UnixMs, now: UnixMs): Promise<void> {
  const [from, until] = [toUtcDay(planned), toUtcDay(now - LONGEST_PAUSE_MS)]
  const says = `Nothing was planned for ${title} from ${from} on, for more than a year. What fell due before ${until} is not made up for.`
  const message = `${says} Where it is wanted, "broadsheet sync ${name} --since ${from}" fetches what can be had.`
  await tellMishap(tx, { source: name, kind: 'incomplete', subject: `${from} to ${until}`, message }, now)
}

/** Leaves out the tasks that an overdue one of their subject would replace at once. */
function dropOverdue(tasks: readonly NewTask[], now: UnixMs): NewTask[] {
  const newest = new Map<string, UnixMs>()
  for (const { subject, dueAt } of tasks) {
    if (dueAt <= now) newest.set(subject, Math.max(dueAt, newest.get(subject) ?? dueAt))
  }
  return tasks.filter(({ subject, dueAt }) => dueAt >= (newest.get(subject) ?? dueAt))
}

/**
 * Plans tasks that somebody asked for (a sync, a backfill), the first of them first. Those that are under way go on,
 * those that waited wait no longer, and those that were done before are done again.
 *
 * @param dueAt where it lies in the past, tasks that fall due since then go before them
 * @param purpose for which progress is told of them together
 */
export async function planNow(
  db: Db,
  source: SourceName,
  planned: readonly PlannedTask[],
  dueAt: UnixMs,
  purpose?: TaskPurpose,
): Promise<void> {
  try {
    await db.transaction().execute((tx) => reopenTasks(tx, toTasks(source, planned, dueAt, purpose)))
  } catch (error) {
    throw toStoreError(error)
  }
}

function toTasks(source: SourceName, planned: readonly PlannedTask[], dueAt: UnixMs, purpose?: TaskPurpose): NewTask[] {
  const once = new Map(planned.map((task) => [task.key, task]))
  const shared = { source, dueAt, ...(purpose && { purpose }) }
  return [...once.values()].map(({ key, subject }, place) => ({ ...shared, key, subject, place }))
}
