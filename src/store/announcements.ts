import { sql } from 'kysely'
import type { Announcement, AnnouncementKind, KnownDay } from '../domain/harvest.ts'
import type { PaperId, SourceName } from '../domain/paper.ts'
import type { Day } from '../domain/time.ts'
import { chunks } from './chunks.ts'
import type { Db } from './db.ts'

/**
 * Keeps what a source announced for a day, beside what is known of that day: an announcement may come in parts. A paper
 * that any part calls new is new.
 *
 * @returns how many papers are announced for the day, with those of other parts
 */
export async function writeAnnouncements(
  db: Db,
  source: SourceName,
  day: Day,
  papers: readonly Announcement[],
): Promise<number> {
  for (const chunk of chunks(toDistinct(papers))) {
    await db
      .insertInto('announcement')
      .values(chunk.map(({ id, kind, version }) => ({ source, day, paper_id: id, kind, version: version ?? null })))
      .onConflict((conflict) =>
        conflict.columns(['source', 'day', 'paper_id']).doUpdateSet({
          kind: sql`case when announcement.kind = 'new' then 'new' else excluded.kind end`,
          version: sql`case when announcement.version > excluded.version then announcement.version
            else coalesce(excluded.version, announcement.version) end`,
        }),
      )
      .execute()
  }
  const { count } = await db
    .selectFrom('announcement')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('source', '=', source)
    .where('day', '=', day)
    .executeTakeFirstOrThrow()
  return Number(count)
}

function toDistinct(papers: readonly Announcement[]): Announcement[] {
  const known = new Map<PaperId, Announcement>()
  for (const paper of papers) {
    const before = known.get(paper.id)
    const kind = before?.kind === 'new' ? before.kind : paper.kind
    const version = Math.max(before?.version ?? 0, paper.version ?? 0)
    known.set(paper.id, { id: paper.id, kind, ...(version > 0 && { version }) })
  }
  return [...known.values()]
}

/** The day on which a source announced each of some papers as new; the first of several. Others are absent. */
export async function findAnnouncedDays(
  db: Db,
  source: SourceName,
  ids: readonly PaperId[],
): Promise<Map<PaperId, Day>> {
  const found = new Map<PaperId, Day>()
  const kind: AnnouncementKind = 'new'
  for (const chunk of chunks(ids)) {
    const rows = await db
      .selectFrom('announcement')
      .select((eb) => ['paper_id', eb.fn.min('day').as('day')])
      .where('source', '=', source)
      .where('kind', '=', kind)
      .where('paper_id', 'in', chunk)
      .groupBy('paper_id')
      .execute()
    for (const row of rows) found.set(row.paper_id as PaperId, row.day as Day)
  }
  return found
}

/** The day on which each of some papers was new: as a source announced it, else as the papers say. Others are absent. */
export async function findKnownDays(
  db: Db,
  source: SourceName,
  ids: readonly PaperId[],
): Promise<Map<PaperId, KnownDay>> {
  const found = new Map<PaperId, KnownDay>()
  for (const chunk of chunks(ids)) {
    const papers = db.selectFrom('paper').select(['id', 'announced_day']).where('announced_day', 'is not', null)
    for (const row of await papers.where('id', 'in', chunk).execute()) {
      found.set(row.id as PaperId, { day: row.announced_day as Day, isTold: false })
    }
  }
  for (const [id, day] of await findAnnouncedDays(db, source, ids)) found.set(id, { day, isTold: true })
  return found
}

/** The papers that were new on a day, as far as they were not featured before it, by id. */
export async function listNew(db: Db, day: Day): Promise<{ id: PaperId; categories: string[] }[]> {
  const listed = db.selectFrom('paper').select(['id', 'categories']).where('listed_day', '=', day)
  // Of featured papers `listed_day` does not tell; few were featured since then.
  const featured = db
    .selectFrom('edition_entry')
    .innerJoin('paper', 'paper.id', 'edition_entry.paper_id')
    .select(['id', 'categories'])
    .where('day', '>=', day)
    .where('announced_day', '=', day)
  return (await listed.union(featured).orderBy('id').execute()).map(({ id, categories }) => ({
    id: id as PaperId,
    categories: categories === null ? [] : (JSON.parse(categories) as string[]),
  }))
}

/**
 * Papers that a source announced for a day and that the store lacks, has in an older version, or knows by the announcement
 * alone, which tells neither versions nor when a paper was submitted. By id.
 */
export async function listMissing(db: Db, source: SourceName, day: Day): Promise<PaperId[]> {
  const rows = await db
    .selectFrom('announcement')
    .leftJoin('paper', 'paper.id', 'announcement.paper_id')
    .select('paper_id')
    .where('announcement.source', '=', source)
    .where('day', '=', day)
    .where(({ or, eb, and }) =>
      or([
        eb('paper.id', 'is', null),
        and([eb('announcement.version', 'is', null), eb('paper.published_at', 'is', null)]),
        and([
          eb('announcement.version', 'is not', null),
          or([eb('paper.version', 'is', null), eb('paper.version', '<', eb.ref('announcement.version'))]),
        ]),
      ]),
    )
    .orderBy('paper_id')
    .execute()
  return rows.map((row) => row.paper_id as PaperId)
}

/** Forgets what was announced for days before one. */
export async function deleteAnnouncementsBefore(db: Db, day: Day): Promise<void> {
  await db.deleteFrom('announcement').where('day', '<', day).execute()
}
