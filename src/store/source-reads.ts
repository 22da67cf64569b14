import type { SourceName } from '../domain/paper.ts'
import type { UnixMs } from '../domain/time.ts'
import type { Db } from './db.ts'
import { takeInserted } from './take-inserted.ts'

/** When records of a source were last taken in. */
export type SourceRead = { source: SourceName; readAt: UnixMs }

/** Notes that records of some sources were taken in at an instant. */
export async function markSourcesRead(db: Db, sources: ReadonlySet<SourceName>, at: UnixMs): Promise<void> {
  if (sources.size === 0) return
  await db
    .insertInto('source_read')
    .values([...sources].map((source) => ({ source, read_at: at })))
    .onConflict((conflict) => conflict.column('source').doUpdateSet(takeInserted(['read_at'])))
    .execute()
}

/** Every source of which anything was taken in, by name. */
export async function listSourceReads(db: Db): Promise<SourceRead[]> {
  const rows = await db.selectFrom('source_read').selectAll().orderBy('source').execute()
  return rows.map(({ source, read_at }) => ({ source: source as SourceName, readAt: read_at }))
}
