import { sql } from 'kysely'
import type { TaskPurpose } from '../domain/harvest.ts'
import type { SourceName } from '../domain/paper.ts'
import type { UnixMs } from '../domain/time.ts'
import type { Db } from './db.ts'

/** How far the tasks are that a source was given for one purpose, while some of them are open. */
export type CatchUpCount = {
  source: SourceName
  purpose: TaskPurpose
  planned: number
  /** Those that were done or refused. */
  ended: number
  /** Records that were taken in. */
  taken: number
  /** When the last of them ended, the newest first; at most ten. */
  endedAt: UnixMs[]
}

const ENDS_TOLD = 10

/**
 * Counts the tasks of each source that were planned for a first start or a backfill and have not all ended. A backfill
 * that was over before the first of the open ones was planned is not counted in. What newer tasks replaced is not either.
 */
export async function listCatchUpCounts(db: Db): Promise<CatchUpCount[]> {
  // Looked for first: mostly there is none, and thousands of tasks have ended.
  const open = await db
    .selectFrom('task')
    .select((eb) => ['source', 'purpose', eb.fn.min('due_at').as('since')])
    .where('finished_at', 'is', null)
    .where('purpose', 'is not', null)
    .groupBy(['source', 'purpose'])
    .execute()
  return Promise.all(
    open.map(({ source, purpose, since }) => countTogether(db, source, purpose!, purpose === 'start' ? 0 : since)),
  )
}

async function countTogether(db: Db, source: string, purpose: TaskPurpose, since: UnixMs): Promise<CatchUpCount> {
  const together = db
    .selectFrom('task')
    .where('source', '=', source)
    .where('purpose', '=', purpose)
    .where('due_at', '>=', since)
    .where(({ or, eb }) => or([eb('outcome', 'is', null), eb('outcome', '<>', 'replaced')]))
  const { planned, ended, taken } = await together
    .select((eb) => [eb.fn.countAll<number>().as('planned'), eb.fn.sum<number>('taken').as('taken')])
    .select(sql<number>`sum(case when finished_at is null then 0 else 1 end)`.as('ended'))
    .executeTakeFirstOrThrow()
  const last = await together
    .select('finished_at')
    .where('finished_at', 'is not', null)
    .orderBy('finished_at', 'desc')
    .limit(ENDS_TOLD)
    .execute()
  return {
    ...{ source: source as SourceName, purpose },
    ...{ planned: Number(planned), ended: Number(ended), taken: Number(taken) },
    endedAt: last.map(({ finished_at }) => finished_at!),
  }
}

/** Whether anything that was planned for the first start of a source is still to be fetched. */
export async function isStarting(db: Db): Promise<boolean> {
  const open = await db
    .selectFrom('task')
    .select('key')
    .where('finished_at', 'is', null)
    .where('purpose', '=', 'start')
    .limit(1)
    .executeTakeFirst()
  return open !== undefined
}
