import { toAppError } from '../domain/error.ts'
import { toNewestOrigin } from '../domain/join-papers.ts'
import type { Paper, SourceName } from '../domain/paper.ts'
import type { Fault, ReadItem, ReadPapers } from '../domain/ports.ts'
import type { Clock, UnixMs } from '../domain/time.ts'
import { type Db, isRefusal, toStoreError } from '../store/db.ts'
import { markSourcesRead } from '../store/source-reads.ts'
import { lockChanges, writePapers, writePeople } from '../store/write-papers.ts'
import { type Outcome, WorkingSet } from './place-records.ts'

/** What became of one file. `skipped` counts all faults; `faults` holds the first thousand. */
export type ImportReport = Record<Outcome, number> & { read: number; skipped: number; faults: Fault[] }

type Deps = { db: Db; readPapers: ReadPapers; clock: Clock }
type Options = {
  /** Called after each commit: what was counted until then is kept, whatever happens next. */
  onCommit?: (report: ImportReport) => void
  /** Called for every fault, the ones beyond the first thousand too. */
  onFault?: (fault: Fault) => void
  signal?: AbortSignal
}

const RECORDS_A_COMMIT = 1000 // a batch takes some 50 ms, so that other writers wait no longer
const FAULTS_KEPT = 1000

/**
 * Takes in the papers of one file: each batch of records is joined to the store in one transaction, so a process that
 * is killed has kept whole batches, and importing the file again goes on where it stopped and changes nothing before.
 *
 * A bad record is skipped and named. A file that breaks off keeps what came before, and the break is a fault.
 *
 * @throws AppError `unavailable` when the database does not answer
 */
export async function importPapers(
  { db, readPapers, clock }: Deps,
  bytes: AsyncIterable<Uint8Array>,
  { onCommit, onFault, signal }: Options = {},
): Promise<ImportReport> {
  const report: ImportReport = { read: 0, new: 0, changed: 0, unchanged: 0, skipped: 0, faults: [] }
  const skip = (fault: Fault): void => {
    report.skipped++
    if (report.faults.length < FAULTS_KEPT) report.faults.push(fault)
    onFault?.(fault)
  }
  const breakOff = (reason: string): void => skip({ position: 'file', reason })
  for await (const items of ahead(inCommits(untilBroken(readPapers(bytes), breakOff)))) {
    signal?.throwIfAborted()
    report.read += items.length
    const papers = items.flatMap((item) => ('paper' in item ? [item.paper] : []))
    for (const item of items) if ('fault' in item) skip(item.fault)
    const batch = { records: papers, readAt: clock() }
    for (const outcome of await importRecords(db, batch, skip)) report[outcome]++
    onCommit?.(report)
  }
  return report
}

function toSources({ origins }: Paper): SourceName[] {
  return [...new Set(Object.values(origins).map(({ source }) => source))]
}

/** Ends where a file turns out broken, and tells why, instead of throwing: what came before it stays. */
async function* untilBroken(
  items: AsyncIterable<ReadItem[]>,
  breakOff: (reason: string) => void,
): AsyncIterable<ReadItem[]> {
  try {
    yield* items
  } catch (thrown) {
    const error = toAppError(thrown)
    if (error.code !== 'invalid') throw thrown
    breakOff(error.message)
  }
}

/** Asks for the next batch before the last is worked on: it is read and unpacked while the database works. */
async function* ahead<T>(batches: AsyncIterable<T>): AsyncIterable<T> {
  const iterator = batches[Symbol.asyncIterator]()
  let next = iterator.next()
  try {
    for (;;) {
      const { done, value } = await next
      if (done) return
      next = iterator.next()
      next.catch(() => undefined) // told where it is awaited
      yield value
    }
  } finally {
    await iterator.return?.()
  }
}

async function* inCommits(batches: AsyncIterable<ReadItem[]>): AsyncIterable<ReadItem[]> {
  let waiting: ReadItem[] = []
  for await (const batch of batches) {
    waiting = waiting.length === 0 ? batch : [...waiting, ...batch]
    if (waiting.length < RECORDS_A_COMMIT) continue
    yield waiting
    waiting = []
  }
  if (waiting.length > 0) yield waiting
}

/** Records of one transaction, and when they were read. */
type Batch = { records: readonly Paper[]; readAt: UnixMs }

/** Joins records to the store in one transaction; where the database refuses one, the others go in without it. */
async function importRecords(db: Db, batch: Batch, skip: (fault: Fault) => void): Promise<Outcome[]> {
  const { records, readAt } = batch
  if (records.length === 0) return []
  try {
    return await db.transaction().execute((tx) => placeRecords(tx, batch))
  } catch (cause) {
    if (!isRefusal(cause)) throw toStoreError(cause)
    const [only] = records
    if (only && records.length === 1) {
      skip({ position: only.id, reason: `the database refuses it: ${(cause as Error).message}` })
      return []
    }
    const middle = records.length >> 1
    const first = await importRecords(db, { records: records.slice(0, middle), readAt }, skip)
    return [...first, ...(await importRecords(db, { records: records.slice(middle), readAt }, skip))]
  }
}

async function placeRecords(tx: Db, { records, readAt }: Batch): Promise<Outcome[]> {
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
