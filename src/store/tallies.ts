import { sql } from 'kysely'
import { type Db } from './db.ts'
import { takeInserted } from './take-inserted.ts'

/** Numbers of the whole store. */
export type Tallies = { papers: number; featuredPapers: number }

/** Counts what the store holds. Reads an index whole: some 100 ms for three million papers. */
export async function countStore(db: Db): Promise<Tallies> {
  const { rows } = await sql<Tallies>`select
    (select count(*) from paper) as papers,
    (select count(distinct paper_id) from edition_entry) as "featuredPapers"`.execute(db)
  return rows[0] ?? { papers: 0, featuredPapers: 0 }
}

/** Counts the store and keeps the numbers for `findTallies`. */
export async function refreshTallies(db: Db): Promise<void> {
  const { papers, featuredPapers } = await countStore(db)
  await db
    .insertInto('tally')
    .values([
      { name: 'papers', count: papers },
      { name: 'featured_papers', count: featuredPapers },
    ])
    .onConflict((conflict) => conflict.column('name').doUpdateSet(takeInserted(['count'])))
    .execute()
}

/** The numbers as they were last counted; `undefined` before the first time. */
export async function findTallies(db: Db): Promise<Tallies | undefined> {
  const counts = new Map((await db.selectFrom('tally').selectAll().execute()).map(({ name, count }) => [name, count]))
  const papers = counts.get('papers')
  return papers === undefined ? undefined : { papers, featuredPapers: counts.get('featured_papers') ?? 0 }
}
