import type { Reach } from '../domain/harvest.ts'
import type { SourceName } from '../domain/paper.ts'
import type { Day } from '../domain/time.ts'
import type { Db } from './db.ts'

/** Until which day a source told all of a subject; `undefined` where it never did. */
export async function findReach(db: Db, source: SourceName, subject: string): Promise<Day | undefined> {
  const query = db.selectFrom('reach').select('day').where('source', '=', source).where('subject', '=', subject)
  return (await query.executeTakeFirst())?.day as Day | undefined
}

/**
 * Notes until which day a source told all of a subject. An earlier day does not take back a later one, unless that is
 * still to come: a clock that was ahead noted it.
 */
export async function raiseReach(db: Db, source: SourceName, { subject, day }: Reach, today: Day): Promise<void> {
  await db
    .insertInto('reach')
    .values({ source, subject, day })
    .onConflict((conflict) =>
      conflict
        .columns(['source', 'subject'])
        .doUpdateSet({ day })
        .where(({ or, eb }) => or([eb('reach.day', '<', day), eb('reach.day', '>', today)])),
    )
    .execute()
}
