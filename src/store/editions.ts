import { type SelectQueryBuilder, sql } from 'kysely'
import type { EditionEntry, Paper, PaperId } from '../domain/paper.ts'
import type { Day } from '../domain/time.ts'
import { chunks } from './chunks.ts'
import type { Db } from './db.ts'
import { findPapers } from './papers.ts'
import type { Schema } from './schema.ts'

/** Which papers, and which part of them. Days are edition days, both included; an absent one sets no bound. */
export type EditionRange = {
  from?: Day
  to?: Day
  /** Only what this account featured. */
  submitter?: string
  /** Only what has so many votes there; an absent one asks for none. */
  leastVotes?: number
  offset: number
  size: number
}

/** A paper's place in a list: which paper, with how many votes, and the edition that featured it, where one did. */
export type Placing = { id: PaperId; votes: number; day?: Day }

/** A paper with its place in the edition that was asked for; without `entry` where nobody featured it. */
export type PlacedPaper = { paper: Paper; entry?: EditionEntry }

/**
 * Featured papers of a range: most votes first, then as their source placed them; without a range, the newest day
 * first. A paper that was featured twice in the range stands once, on its later day.
 *
 * OFFSET, since clients of the wire format ask for numbered pages; an edition's day has at most some hundred papers.
 */
export async function rankFeatured(db: Db, range: EditionRange): Promise<Placing[]> {
  let query = within(db.selectFrom('edition_entry as entry'), range).select(['paper_id', 'day', 'votes'])
  if (range.from === undefined) query = query.orderBy('entry.day', 'desc')
  query = query.orderBy('entry.votes', 'desc')
  if (range.from !== range.to) query = query.orderBy('entry.day', 'desc')
  const rows = await query
    .orderBy(sql`coalesce(entry.place, 1000000)`)
    .orderBy('entry.paper_id', 'desc')
    .limit(range.size)
    .offset(range.offset)
    .execute()
  return rows.map(({ paper_id, day, votes }) => ({ id: paper_id as PaperId, day: day as Day, votes }))
}

/** Papers that a range holds though nobody featured them: most votes first, then the newest. Read from an index alone. */
export async function rankListed(db: Db, { from, to, leastVotes, offset, size }: EditionRange): Promise<Placing[]> {
  if (size <= 0) return []
  let query = db.selectFrom('paper').select(['id', 'votes']).where('listed_day', 'is not', null)
  if (leastVotes !== undefined) query = query.where('votes', '>=', leastVotes)
  if (from !== undefined && from === to) query = query.where('listed_day', '=', from)
  else {
    if (from !== undefined) query = query.where('listed_day', '>=', from)
    if (to !== undefined) query = query.where('listed_day', '<=', to)
  }
  const rows = await query
    .orderBy('votes', 'desc')
    .orderBy('published_at', (order) => order.desc().nullsLast())
    .orderBy('id', 'desc')
    .limit(size)
    .offset(offset)
    .execute()
  return rows as Placing[]
}

/** Papers in the order of some ids, with their votes of now; those that are not there are left out. */
export async function placePapers(db: Db, ids: readonly PaperId[]): Promise<Placing[]> {
  const votes = new Map<string, number>()
  for (const chunk of chunks(ids)) {
    const rows = await db.selectFrom('paper').select(['id', 'votes']).where('id', 'in', chunk).execute()
    for (const row of rows) votes.set(row.id, row.votes)
  }
  return ids.flatMap((id) => {
    const count = votes.get(id)
    return count === undefined ? [] : [{ id, votes: count }]
  })
}

/** The whole papers of a ranking, in its order. */
export async function listPlaced(db: Db, ranking: readonly Omit<Placing, 'votes'>[]): Promise<PlacedPaper[]> {
  const found = await findPapers(
    db,
    ranking.map(({ id }) => id),
  )
  return ranking.flatMap(({ id, day }) => {
    const paper = found.get(id)?.paper
    if (!paper) return [] // written between the two queries: joined to another paper
    const entry = day === undefined ? undefined : paper.entries.find((candidate) => candidate.day === day)
    return [entry ? { paper, entry } : { paper }]
  })
}

/** How many different papers were featured in a range. */
export async function countFeatured(db: Db, { from, to }: { from: Day; to: Day }): Promise<number> {
  const row = await db
    .selectFrom('edition_entry')
    .select((eb) => eb.fn.count<number>('paper_id').distinct().as('count'))
    .where('day', '>=', from)
    .where('day', '<=', to)
    .executeTakeFirstOrThrow()
  return row.count
}

type Entries<O> = SelectQueryBuilder<Schema & { entry: Schema['edition_entry'] }, 'entry', O>

function within<O>(
  query: Entries<O>,
  { from, to, submitter, leastVotes }: Omit<EditionRange, 'offset' | 'size'>,
): Entries<O> {
  let within = query
  if (leastVotes !== undefined) within = within.where('entry.votes', '>=', leastVotes)
  if (submitter !== undefined) within = within.where('entry.submitter', '=', submitter)
  if (from !== undefined && from === to) return within.where('entry.day', '=', from)
  if (from !== undefined) within = within.where('entry.day', '>=', from)
  if (to !== undefined) within = within.where('entry.day', '<=', to)
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
