import { sql } from 'kysely'
import type { Day } from '../domain/time.ts'
import { chunks } from './chunks.ts'
import type { Db } from './db.ts'
import { takeInserted } from './take-inserted.ts'

/** How many papers the edition of a day holds: `featured` by somebody, and `listed` because arXiv announced them. */
export type DayCount = { day: Day; featured: number; listed: number }

/**
 * Counts the papers of some days anew. Counted, not added to: what was written before cannot drift.
 * Inside the transaction that wrote the papers; some 50 µs a day.
 */
export async function recountDays(tx: Db, days: readonly Day[]): Promise<void> {
  for (const chunk of chunks(days)) {
    const rows = await countPapersOfDays(tx, chunk)
    const filled = new Set(rows.map(({ day }) => day))
    const empty = chunk.filter((day) => !filled.has(day))
    if (empty.length > 0) await tx.deleteFrom('edition_day').where('day', 'in', empty).execute()
    if (rows.length === 0) continue
    await tx
      .insertInto('edition_day')
      .values(rows)
      .onConflict((conflict) => conflict.column('day').doUpdateSet(takeInserted(['featured', 'listed'])))
      .execute()
  }
}

/** What `edition_day` should hold of some days, counted from papers and entries. Days without papers are absent. */
export async function countPapersOfDays(db: Db, days: readonly Day[]): Promise<DayCount[]> {
  const counts = new Map<string, DayCount>()
  const count = (day: string): DayCount => {
    const known = counts.get(day) ?? { day: day as Day, featured: 0, listed: 0 }
    counts.set(day, known)
    return known
  }
  const featured = await db
    .selectFrom('edition_entry')
    .select((eb) => ['day', eb.fn.countAll<number>().as('papers')])
    .where('day', 'in', days)
    .groupBy('day')
    .execute()
  const listed = await db
    .selectFrom('paper')
    .select((eb) => ['listed_day as day', eb.fn.countAll<number>().as('papers')])
    .where('listed_day', 'in', days)
    .groupBy('listed_day')
    .execute()
  for (const { day, papers } of featured) count(day).featured = papers
  for (const { day, papers } of listed) if (day !== null) count(day).listed = papers
  return [...counts.values()]
}

/** The counts of a stretch of days, both included, by day. Days without papers are absent. */
export async function listDayCounts(db: Db, from: Day, to: Day): Promise<DayCount[]> {
  const rows = await db
    .selectFrom('edition_day')
    .selectAll()
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day')
    .execute()
  return rows as DayCount[]
}

/** The newest day whose edition holds a paper, at most `latest`; `undefined` when there is none. */
export async function findNewestDay(db: Db, latest?: Day): Promise<Day | undefined> {
  let query = db.selectFrom('edition_day').select('day').orderBy('day', 'desc').limit(1)
  if (latest !== undefined) query = query.where('day', '<=', latest)
  return (await query.executeTakeFirst())?.day as Day | undefined
}

/** The first day whose edition holds a paper; `undefined` when there is none. */
export async function findOldestDay(db: Db): Promise<Day | undefined> {
  const row = await db.selectFrom('edition_day').select('day').orderBy('day').limit(1).executeTakeFirst()
  return row?.day as Day | undefined
}

/** The last day before `from` and the first after `to` that hold a paper, at most `latest`; undefined where none. */
export async function findNeighbours(
  db: Db,
  { from, to, latest }: { from: Day; to: Day; latest: Day },
): Promise<{ previous?: Day; next?: Day }> {
  const { rows } = await sql<{ previous: Day | null; next: Day | null }>`select
    (select max(day) from edition_day where day < ${from} and day <= ${latest}) as previous,
    (select min(day) from edition_day where day > ${to} and day <= ${latest}) as next`.execute(db)
  const [row] = rows
  return { ...(row?.previous && { previous: row.previous }), ...(row?.next && { next: row.next }) }
}

/** Whether anything was featured on a stretch of days; an absent bound is none. */
export async function hasFeatured(db: Db, { from, to }: { from?: Day; to?: Day }): Promise<boolean> {
  let query = db.selectFrom('edition_day').select('day').where('featured', '>', 0).limit(1)
  if (from !== undefined) query = query.where('day', '>=', from)
  if (to !== undefined) query = query.where('day', '<=', to)
  return (await query.executeTakeFirst()) !== undefined
}
