import { sql } from 'kysely'
import type { HarvestContext, Subject } from '../domain/harvest.ts'
import type { PaperId } from '../domain/paper.ts'
import { DAY_MS, toUtcDay, type UnixMs } from '../domain/time.ts'
import type { Db } from './db.ts'

const DOI_KEY = 'doi:'

type Wish = Parameters<HarvestContext['listSubjects']>[0]

/**
 * Papers to ask a source of signals about (`HarvestContext.listSubjects`): those published or featured in the last days.
 */
export async function listSubjects(db: Db, { of, days, after, limit }: Wish, now: UnixMs): Promise<Subject[]> {
  const since = now - days * DAY_MS
  const lately = sql<string>`(select id from paper where published_at >= ${since}
    union all select paper_id from edition_entry where day >= ${toUtcDay(since)})`
  let query = db
    .selectFrom('paper')
    .select(['id', 'doi', 'github_repo'])
    .where('id', 'in', lately as never)
    .orderBy('id')
    .limit(limit)
  if (after !== undefined) query = query.where('id', '>', after)
  if (of === 'repositories') query = query.where('github_repo', 'is not', null)
  else
    query = query.where(({ or, eb }) =>
      or([eb('doi', 'is not', null), eb('id', 'not like', '%:%'), eb('id', 'like', 'doi:%')]),
    )
  return (await query.execute()).map((row) => {
    const doi = row.doi ?? (row.id.startsWith(DOI_KEY) ? row.id.slice(DOI_KEY.length) : undefined)
    return {
      id: row.id as PaperId,
      ...(doi !== undefined && { doi }),
      ...(row.github_repo !== null && { githubRepo: row.github_repo }),
    }
  })
}
