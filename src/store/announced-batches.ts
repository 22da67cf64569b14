import type { ReckonedBatch } from '../domain/harvest.ts'
import type { SourceName } from '../domain/paper.ts'
import type { Day, UnixMs } from '../domain/time.ts'
import type { Db } from './db.ts'
import type { AnnouncedBatchTable } from './schema.ts'

/** A batch that is to come. */
export type NewBatch = { day: Day; dueAt: UnixMs }

/** Notes that a source announces papers for a day; one that is known stays as it is. */
export async function insertBatch(db: Db, source: SourceName, { day, dueAt }: NewBatch): Promise<void> {
  const row: AnnouncedBatchTable = {
    ...{ source, day, due_at: dueAt, read_at: null, announced: 0, missing: 0, attempts: 0 },
    ...{ retry_at: null, completed_at: null, closed_at: null },
  }
  await db
    .insertInto('announced_batch')
    .values(row)
    .onConflict((conflict) => conflict.columns(['source', 'day']).doNothing())
    .execute()
}

/** Notes that an announcement was read: the batch is to be compared with the store, though it was before. */
export async function markAnnounced(
  db: Db,
  source: SourceName,
  { day, announced }: { day: Day; announced: number },
  now: UnixMs,
): Promise<void> {
  await insertBatch(db, source, { day, dueAt: now })
  await updateBatch(db, source, day, {
    ...{
      read_at: now,
      announced,
      missing: announced,
      attempts: 0,
      retry_at: null,
      completed_at: null,
      closed_at: null,
    },
  })
}

/** Notes that an announcement was not read and never will be, and how many papers were found of its day all the same. */
export async function markReckoned(
  db: Db,
  source: SourceName,
  { day, count }: ReckonedBatch,
  now: UnixMs,
): Promise<void> {
  await insertBatch(db, source, { day, dueAt: now })
  await db
    .updateTable('announced_batch')
    .set({ announced: count, retry_at: null, closed_at: now })
    .where('source', '=', source)
    .where('day', '=', day)
    .where('read_at', 'is', null)
    .execute()
}

/** Writes how it stands with a batch. */
export async function updateBatch(
  db: Db,
  source: SourceName,
  day: Day,
  change: Partial<Omit<AnnouncedBatchTable, 'source' | 'day'>>,
): Promise<void> {
  await db.updateTable('announced_batch').set(change).where('source', '=', source).where('day', '=', day).execute()
}

/** The batches of a source that are due by now, or were read already, and are neither complete nor given up, by day. */
export async function listOpenBatches(db: Db, source: SourceName, now: UnixMs): Promise<AnnouncedBatchTable[]> {
  return db
    .selectFrom('announced_batch')
    .selectAll()
    .where('source', '=', source)
    .where('completed_at', 'is', null)
    .where('closed_at', 'is', null)
    .where(({ or, eb }) => or([eb('due_at', '<=', now), eb('read_at', 'is not', null)]))
    .orderBy('day')
    .execute()
}

/** The batch of a day; `undefined` where none is known. */
export async function findBatch(db: Db, source: SourceName, day: Day): Promise<AnnouncedBatchTable | undefined> {
  const query = db.selectFrom('announced_batch').selectAll().where('source', '=', source)
  return query.where('day', '=', day).executeTakeFirst()
}

/** The newest batch of a source that is due by now, or was read already; `undefined` where none is known. */
export async function findNewestBatch(
  db: Db,
  source: SourceName,
  now: UnixMs,
): Promise<AnnouncedBatchTable | undefined> {
  const query = db.selectFrom('announced_batch').selectAll().where('source', '=', source)
  const begun = query.where(({ or, eb }) => or([eb('due_at', '<=', now), eb('read_at', 'is not', null)]))
  return begun.orderBy('day', 'desc').limit(1).executeTakeFirst()
}

/** Whether a batch of a source is known for a day before one. */
export async function hasBatchBefore(db: Db, source: SourceName, day: Day): Promise<boolean> {
  const query = db.selectFrom('announced_batch').select('day').where('source', '=', source).where('day', '<', day)
  return (await query.limit(1).executeTakeFirst()) !== undefined
}
