import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import type { EditionEntry, Paper } from '../domain/paper.ts'
import type { Day } from '../domain/time.ts'
import { type Db, isPostgres } from './db.ts'
import { toWholePapers } from './papers.ts'
import type { Schema } from './schema.ts'

/** Which days (both included; absent means all), whose submissions, and which part. */
export type EditionRange = { from?: Day; to?: Day; submitter?: string; offset: number; size: number }

/** A paper with its place in the edition that was asked for; without `entry` where nobody featured it. */
export type Placed = { paper: Paper; entry?: EditionEntry }

/**
 * Featured papers of a range: most votes first, then as their source placed them; without a range, the newest day
 * first. A paper that was featured twice in the range stands once, on its later day.
 *
 * OFFSET, since clients of the wire format ask for numbered pages; an edition's day has at most some hundred papers.
 */
export async function listFeatured(db: Db, range: EditionRange): Promise<Placed[]> {
  let query = within(db.selectFrom('edition_entry as entry'), range)
    .innerJoin('paper', 'paper.id', 'entry.paper_id')
    .selectAll('paper')
    .select('entry.day as entry_day')
  if (range.from === undefined) query = query.orderBy('entry.day', 'desc')
  query = query.orderBy(editionVotes(db), 'desc')
  if (range.from !== range.to) query = query.orderBy('entry.day', 'desc')
  const rows = await query
    .orderBy(sql`coalesce(entry.place, 1000000)`)
    .orderBy('entry.paper_id', 'desc')
    .limit(range.size)
    .offset(range.offset)
    .execute()
  const papers = await toWholePapers(db, rows)
  return papers.map((paper, index) => toPlaced(paper, rows[index]?.entry_day as Day))
}

/** What `toEditionVotes` of the domain says, in SQL. */
function editionVotes(db: Db): RawBuilder<number> {
  const printed = isPostgres(db)
    ? sql`(entry.printed::json ->> 'votes')::integer`
    : sql`json_extract(entry.printed, '$.votes')`
  return sql`case when exists (
    select 1 from edition_entry as later where later.paper_id = entry.paper_id and later.day > entry.day
  ) then coalesce(${printed}, paper.votes) else paper.votes end`
}

/** How many papers were featured in a range. */
export async function countFeatured(db: Db, range: Pick<EditionRange, 'from' | 'to' | 'submitter'>): Promise<number> {
  const row = await within(db.selectFrom('edition_entry as entry'), range)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

/** Whether anything was featured in a range. */
export async function hasFeatured(db: Db, range: Pick<EditionRange, 'from' | 'to'>): Promise<boolean> {
  return (
    (await within(db.selectFrom('edition_entry as entry'), range).select('entry.day').limit(1).executeTakeFirst()) !==
    undefined
  )
}

/** Papers that a range holds though nobody featured them: most votes first, then the newest. */
export async function listListed(db: Db, { from, to, offset, size }: EditionRange): Promise<Placed[]> {
  if (size <= 0) return []
  let query = db.selectFrom('paper').selectAll().where('listed_day', 'is not', null)
  if (from !== undefined) query = query.where('listed_day', '>=', from)
  if (to !== undefined) query = query.where('listed_day', '<=', to)
  const rows = await query
    .orderBy('votes', 'desc')
    .orderBy(sql`coalesce(published_at, 0)`, 'desc')
    .orderBy('id', 'desc')
    .limit(size)
    .offset(offset)
    .execute()
  return (await toWholePapers(db, rows)).map((paper) => ({ paper }))
}

/** How many papers a day holds though nobody featured them. */
export async function countListed(db: Db, day: Day): Promise<number> {
  const row = await db
    .selectFrom('paper')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('listed_day', '=', day)
    .executeTakeFirstOrThrow()
  return row.count
}

/** The newest day whose edition holds a paper, at most `latest`; `undefined` when there is none. */
export async function findNewestDay(db: Db, latest?: Day): Promise<Day | undefined> {
  let entries = db.selectFrom('edition_entry').select((eb) => eb.fn.max('day').as('day'))
  let listed = db
    .selectFrom('paper')
    .select((eb) => eb.fn.max('listed_day').as('day'))
    .where('listed_day', 'is not', null)
  if (latest !== undefined) {
    entries = entries.where('day', '<=', latest)
    listed = listed.where('listed_day', '<=', latest)
  }
  const days = [await entries.executeTakeFirst(), await listed.executeTakeFirst()].flatMap((row) => row?.day ?? [])
  return days.sort().at(-1) as Day | undefined
}

/** The first day after `day` whose edition holds a paper, at most `latest`; `undefined` when there is none. */
export async function findNextDay(db: Db, day: Day, latest: Day): Promise<Day | undefined> {
  const entries = db
    .selectFrom('edition_entry')
    .select((eb) => eb.fn.min('day').as('day'))
    .where('day', '>', day)
    .where('day', '<=', latest)
  const listed = db
    .selectFrom('paper')
    .select((eb) => eb.fn.min('listed_day').as('day'))
    .where('listed_day', 'is not', null)
    .where('listed_day', '>', day)
    .where('listed_day', '<=', latest)
  const days = [await entries.executeTakeFirst(), await listed.executeTakeFirst()].flatMap((row) => row?.day ?? [])
  return days.sort()[0] as Day | undefined
}

type Entries<O> = SelectQueryBuilder<Schema & { entry: Schema['edition_entry'] }, 'entry', O>

function within<O>(
  query: Entries<O>,
  { from, to, submitter }: Pick<EditionRange, 'from' | 'to' | 'submitter'>,
): Entries<O> {
  let within = query
  if (from !== undefined) within = within.where('entry.day', '>=', from)
  if (to !== undefined) within = within.where('entry.day', '<=', to)
  if (submitter !== undefined) within = within.where('entry.submitter', '=', submitter)
  if (from !== undefined && from === to) return within
  return within.where(({ not, exists, selectFrom }) => {
    let later = selectFrom('edition_entry as later')
      .select('later.day')
      .whereRef('later.paper_id', '=', 'entry.paper_id')
      .whereRef('later.day', '>', 'entry.day')
    if (to !== undefined) later = later.where('later.day', '<=', to)
    if (submitter !== undefined) later = later.where('later.submitter', '=', submitter)
    return not(exists(later))
  })
}

function toPlaced(paper: Paper, day: Day): Placed {
  const entry = paper.entries.find((candidate) => candidate.day === day)
  return entry ? { paper, entry } : { paper }
}
