import { toNewestOrigin } from '../domain/join-papers.ts'
import type { Paper, SourceName } from '../domain/paper.ts'
import type { Fault } from '../domain/ports.ts'
import type { UnixMs } from '../domain/time.ts'
import { type Db, isRefusal } from '../store/db.ts'
import { inSavepoint } from '../store/savepoint.ts'
import { markSourcesRead } from '../store/source-reads.ts'
import { lockChanges, writePapers, writePeople } from '../store/write-papers.ts'
import { type Outcome, WorkingSet } from './place-records.ts'

/** Records that are written together, and when they were read. */
export type RecordBatch = { records: readonly Paper[]; readAt: UnixMs }

/** Joins records to the store, inside a transaction. */
export type WriteRecords = typeof writeRecords

/**
 * Does a transaction that joins records to the store. At first all of them are taken to be sound; only where the database
 * refuses one is the whole done again, with a savepoint around each part of them: to keep pages aside for those takes a
 * tenth of the time.
 *
 * @param work may be done twice; nothing of the first time is kept then
 */
export async function inRecordTransaction<T>(db: Db, work: (tx: Db, write: WriteRecords) => Promise<T>): Promise<T> {
  try {
    return await db.transaction().execute((tx) => work(tx, placeRecords))
  } catch (error) {
    if (!isRefusal(error)) throw error
    return await db.transaction().execute((tx) => work(tx, writeRecords))
  }
}

/**
 * Joins records to the store, inside a transaction. Where the database refuses one, it is skipped and the others go in.
 *
 * @returns what became of those that were not skipped, in their order
 */
export async function writeRecords(tx: Db, batch: RecordBatch, skip: (fault: Fault) => void): Promise<Outcome[]> {
  const { records, readAt } = batch
  try {
    return await inSavepoint(tx, () => placeRecords(tx, batch))
  } catch (cause) {
    if (!isRefusal(cause)) throw cause
    const [only] = records
    if (only && records.length === 1) {
      skip({ position: only.id, reason: `the database refuses it: ${(cause as Error).message}` })
      return []
    }
    const middle = records.length >> 1
    const first = await writeRecords(tx, { records: records.slice(0, middle), readAt }, skip)
    return [...first, ...(await writeRecords(tx, { records: records.slice(middle), readAt }, skip))]
  }
}

async function placeRecords(tx: Db, { records, readAt }: RecordBatch): Promise<Outcome[]> {
  if (records.length === 0) return []
  const lastNumber = await lockChanges(tx)
  const working = await WorkingSet.load(tx, records)
  const outcomes = records.map((record) => working.place(record))
  await writePapers(tx, working.listWrites(), lastNumber)
  await writePeople(
    tx,
    records.map((paper) => ({ paper, asOf: toNewestOrigin(paper) })),
  )
  await markSourcesRead(tx, new Set(records.flatMap(toSources)), readAt)
  return outcomes
}

function toSources({ origins }: Paper): SourceName[] {
  return [...new Set(Object.values(origins).map(({ source }) => source))]
}
