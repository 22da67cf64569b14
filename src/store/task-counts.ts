import { sql } from 'kysely'
import type { SourceName } from '../domain/paper.ts'
import type { UnixMs } from '../domain/time.ts'
import type { Db } from './db.ts'

/** How many tasks of a source are planned until now, those that ended and those that brought nothing among them. */
export type TaskCount = {
  source: SourceName
  planned: number
  ended: number
  /** Of the ended ones, those that the source refused. */
  refused: number
  /** Records that were taken in. */
  taken: number
}

/** Counts the tasks of each source that are due by an instant; what newer ones replaced is not counted. Looks at every task. */
export async function listTaskCounts(db: Db, now: UnixMs): Promise<TaskCount[]> {
  const rows = await db
    .selectFrom('task')
    .select((eb) => ['source', eb.fn.countAll<number>().as('planned'), eb.fn.sum<number>('taken').as('taken')])
    .select(sql<number>`sum(case when finished_at is null then 0 else 1 end)`.as('ended'))
    .select(sql<number>`sum(case when outcome = 'refused' then 1 else 0 end)`.as('refused'))
    .where('due_at', '<=', now)
    .where(({ or, eb }) => or([eb('outcome', 'is', null), eb('outcome', '<>', 'replaced')]))
    .groupBy('source')
    .execute()
  return rows.map(({ source, planned, ended, refused, taken }) => ({
    source: source as SourceName,
    ...{ planned: Number(planned), ended: Number(ended), refused: Number(refused), taken: Number(taken) },
  }))
}
