import { sql } from 'kysely'
import type { PlannedTask, TaskPurpose } from '../domain/harvest.ts'
import type { SourceName } from '../domain/paper.ts'
import type { UnixMs } from '../domain/time.ts'
import { chunks } from './chunks.ts'
import type { Db } from './db.ts'
import type { TaskTable } from './schema.ts'
import { takeInserted } from './take-inserted.ts'

/** A task to be kept. `place` orders those that are due at once. */
export type NewTask = PlannedTask & { source: SourceName; dueAt: UnixMs; place: number; purpose?: TaskPurpose }

/** Keeps tasks that are not known yet; one whose key is known, done or not, stays as it is. */
export async function insertTasks(db: Db, tasks: readonly NewTask[]): Promise<void> {
  for (const chunk of chunks(tasks)) {
    await db
      .insertInto('task')
      .values(chunk.map(toRow))
      .onConflict((conflict) => conflict.columns(['source', 'key']).doNothing())
      .execute()
  }
}

/** Keeps tasks that are to be done again: those that ended begin anew, those that are open wait no longer than `dueAt`. */
export async function reopenTasks(db: Db, tasks: readonly NewTask[]): Promise<void> {
  for (const chunk of chunks(tasks)) {
    await db
      .insertInto('task')
      .values(chunk.map(toRow))
      .onConflict((conflict) =>
        conflict
          .columns(['source', 'key'])
          .doUpdateSet(takeInserted(['purpose', ...Object.keys(BEGINNING)]))
          .where('task.finished_at', 'is not', null),
      )
      .execute()
    for (const { source, key, dueAt, purpose } of chunk) {
      await db
        .updateTable('task')
        .set({ due_at: sql`case when due_at > ${dueAt} then ${dueAt} else due_at end`, retry_at: null })
        .$if(purpose !== undefined, (query) => query.set({ purpose: sql`coalesce(purpose, ${purpose})` }))
        .where('source', '=', source)
        .where('key', '=', key)
        .where('finished_at', 'is', null)
        .execute()
    }
  }
}

const BEGINNING = {
  ...{ due_at: 0, place: 0, resume: null, attempts: 0, restarts: 0, answers: 0 },
  ...{
    tried_at: null,
    retry_at: null,
    taken: 0,
    faults: 0,
    total: null,
    finished_at: null,
    outcome: null,
    trouble: null,
  },
} satisfies Omit<TaskTable, 'source' | 'key' | 'subject' | 'purpose'>

function toRow({ source, key, subject, dueAt, place, purpose }: NewTask): TaskTable {
  return { source, key, subject, purpose: purpose ?? null, ...BEGINNING, due_at: dueAt, place }
}

/**
 * The open task of a source to work on: the newest that is due first, so that today's papers do not wait for those of
 * last year; `undefined` where none is due, or all that are wait for another try.
 */
export async function findDueTask(db: Db, source: SourceName, now: UnixMs): Promise<TaskTable | undefined> {
  return db
    .selectFrom('task')
    .selectAll()
    .where('source', '=', source)
    .where('finished_at', 'is', null)
    .where('due_at', '<=', now)
    .where(({ or, eb }) => or([eb('retry_at', 'is', null), eb('retry_at', '<=', now)]))
    .orderBy('due_at', 'desc')
    .orderBy('place')
    .orderBy('key')
    .limit(1)
    .executeTakeFirst()
}

/** Ends the open tasks of a source that a newer one of their subject, due by now, replaces. */
export async function replaceTasks(db: Db, source: SourceName, now: UnixMs): Promise<void> {
  // Looked for first: there is seldom one, and thousands may be open.
  const replaced = await db
    .selectFrom('task')
    .select((eb) => ['subject', eb.fn.max('due_at').as('newest')])
    .where('source', '=', source)
    .where('finished_at', 'is', null)
    .where('due_at', '<=', now)
    .groupBy('subject')
    .having((eb) => eb(eb.fn.max('due_at'), '>', eb.fn.min('due_at')))
    .execute()
  for (const { subject, newest } of replaced) {
    await db
      .updateTable('task')
      .set({ finished_at: now, outcome: 'replaced' })
      .where('source', '=', source)
      .where('finished_at', 'is', null)
      .where('subject', '=', subject)
      .where('due_at', '<', newest)
      .execute()
  }
}

/** Lets the open tasks of a source wait no longer for another try. */
export async function hurryTasks(db: Db, source: SourceName): Promise<void> {
  await db
    .updateTable('task')
    .set({ retry_at: null })
    .where('source', '=', source)
    .where('finished_at', 'is', null)
    .where('retry_at', 'is not', null)
    .execute()
}

/** What an answer did for its task. `resume` is absent after the last one. */
export type Progress = { resume?: string; taken: number; faults: number; total?: number }

/**
 * Notes an answer: the task goes on behind it, or is done.
 *
 * @param task as it was read before its upstream was asked
 * @returns whether it still stood so; else somebody else has taken that answer, and this one must not be kept
 */
export async function advanceTask(db: Db, task: TaskTable, progress: Progress, now: UnixMs): Promise<boolean> {
  const { resume, taken, faults, total } = progress
  const result = await asRead(db, task)
    .set({
      resume: resume ?? null,
      taken: task.taken + taken,
      faults: task.faults + faults,
      answers: task.answers + 1,
      ...(total !== undefined && { total }),
      attempts: 0,
      tried_at: now,
      retry_at: null,
      trouble: null,
      ...(resume === undefined && { finished_at: now, outcome: 'done' as const }),
    })
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** What became of a task that brought no answer. Without `retryAt` it has ended. */
export type Setback = { trouble: string; retryAt?: UnixMs; restart?: boolean }

/**
 * Notes that a task brought no answer: it is tried again, from its beginning where wished, or it has ended.
 *
 * @returns whether it still stood as it was read; else somebody else was at it, and nothing is noted
 */
export async function setBackTask(
  db: Db,
  task: TaskTable,
  { trouble, retryAt, restart }: Setback,
  now: UnixMs,
): Promise<boolean> {
  const ended = { finished_at: now, outcome: 'refused' as const }
  const fresh = { resume: null, taken: 0, faults: 0, total: null, restarts: task.restarts + 1 }
  const result = await asRead(db, task)
    .set({ trouble, attempts: task.attempts + 1, tried_at: now, retry_at: retryAt ?? null })
    .$if(retryAt === undefined, (query) => query.set(ended))
    .$if(restart === true, (query) => query.set(fresh))
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** The row of a task, if nothing has become of it since it was read. */
function asRead(db: Db, task: TaskTable) {
  return db
    .updateTable('task')
    .where('source', '=', task.source)
    .where('key', '=', task.key)
    .where('finished_at', 'is', null)
    .where('resume', task.resume === null ? 'is' : '=', task.resume)
    .where('attempts', '=', task.attempts)
    .where('restarts', '=', task.restarts)
    .where('taken', '=', task.taken)
}

/** The open tasks of a source, those first that are worked on first. */
export async function listOpenTasks(db: Db, source: SourceName, size: number): Promise<TaskTable[]> {
  return db
    .selectFrom('task')
    .selectAll()
    .where('source', '=', source)
    .where('finished_at', 'is', null)
    .orderBy('due_at', 'desc')
    .orderBy('place')
    .orderBy('key')
    .limit(size)
    .execute()
}

/** Some tasks of a source, by key. */
export async function findTasks(db: Db, source: SourceName, keys: readonly string[]): Promise<Map<string, TaskTable>> {
  const found = new Map<string, TaskTable>()
  for (const chunk of chunks(keys)) {
    const query = db.selectFrom('task').selectAll().where('source', '=', source)
    for (const task of await query.where('key', 'in', chunk).execute()) found.set(task.key, task)
  }
  return found
}

/** How many tasks of a source are open and due, and when the first of all open ones can be worked on. */
export type TaskOutlook = { source: SourceName; due: number; nextAt: UnixMs }

/** The outlook of every source that has an open task. */
export async function listTaskOutlooks(db: Db, now: UnixMs): Promise<TaskOutlook[]> {
  const nextAt = sql<number>`case when retry_at > due_at then retry_at else due_at end`
  const rows = await db
    .selectFrom('task')
    .select((eb) => ['source', eb.fn.min(nextAt).as('next_at')])
    .select(sql<number>`sum(case when due_at <= ${now} then 1 else 0 end)`.as('due'))
    .where('finished_at', 'is', null)
    .groupBy('source')
    .execute()
  return rows.map((row) => ({ source: row.source as SourceName, due: Number(row.due), nextAt: row.next_at }))
}

/** Forgets tasks that ended before an instant. */
export async function deleteTasksBefore(db: Db, instant: UnixMs): Promise<void> {
  await db.deleteFrom('task').where('finished_at', '<', instant).execute()
}
