import { toAppError } from '../domain/error.ts'
import type { PaperId } from '../domain/paper.ts'
import type { Fault, FileItem, ReadPapers } from '../domain/ports.ts'
import type { Clock } from '../domain/time.ts'
import { type Db, toStoreError } from '../store/db.ts'
import type { Outcome } from './place-records.ts'
import { type PlanWanted, type WantedReport, wantPapers } from './want-papers.ts'
import { inRecordTransaction, type RecordBatch } from './write-records.ts'

/** What became of one file. `skipped` counts all faults; `faults` holds the first thousand. */
export type ImportReport = Record<Outcome, number> & {
  read: number
  skipped: number
  faults: Fault[]
  /** Of the papers that the file only names; absent where it names none. */
  wanted?: WantedReport
}

type Deps = {
  db: Db
  readPapers: ReadPapers
  clock: Clock
  /** Absent where no source fetches single papers: then those that a file only names are skipped. */
  planWanted?: PlanWanted | undefined
}
type Options = {
  /** Called after each commit: what was counted until then is kept, whatever happens next. */
  onCommit?: (report: ImportReport) => void
  /** Called for every fault, the ones beyond the first thousand too. */
  onFault?: (fault: Fault) => void
  signal?: AbortSignal
}

const RECORDS_A_COMMIT = 1000 // a batch takes some 50 ms, so that other writers wait no longer
const FAULTS_KEPT = 1000
const NOT_FETCHED = 'named without a title, and arXiv, which could tell it, is not among SOURCES'

/**
 * Takes in the papers of one file: each batch of records is joined to the store in one transaction, so a process that
 * is killed has kept whole batches, and importing the file again goes on where it stopped and changes nothing before.
 *
 * A bad record is skipped and named. A file that breaks off keeps what came before, and the break is a fault. Papers that
 * the file only names are planned to be fetched, once it has been read.
 *
 * @throws AppError `unavailable` when the database does not answer
 */
export async function importPapers(
  { db, readPapers, clock, planWanted }: Deps,
  bytes: AsyncIterable<Uint8Array>,
  { onCommit, onFault, signal }: Options = {},
): Promise<ImportReport> {
  const report: ImportReport = { read: 0, new: 0, changed: 0, unchanged: 0, skipped: 0, faults: [] }
  const skip = (fault: Fault): void => {
    report.skipped++
    if (report.faults.length < FAULTS_KEPT) report.faults.push(fault)
    onFault?.(fault)
  }
  const wanted = new Set<PaperId>()
  const breakOff = (reason: string): void => skip({ position: 'file', reason })
  for await (const items of ahead(inCommits(untilBroken(readPapers(bytes), breakOff)))) {
    signal?.throwIfAborted()
    report.read += items.length
    const papers = items.flatMap((item) => ('paper' in item ? [item.paper] : []))
    for (const item of items) {
      if ('fault' in item) skip(item.fault)
      if ('wanted' in item && planWanted === undefined) skip({ position: item.wanted, reason: NOT_FETCHED })
      else if ('wanted' in item) wanted.add(item.wanted)
    }
    const batch = { records: papers, readAt: clock() }
    for (const outcome of await importRecords(db, batch, skip)) report[outcome]++
    onCommit?.(report)
  }
  if (planWanted && wanted.size > 0) report.wanted = await wantPapers(db, [...wanted], planWanted, clock())
  return report
}

/** Ends where a file turns out broken, and tells why, instead of throwing: what came before it stays. */
async function* untilBroken(
  items: AsyncIterable<FileItem[]>,
  breakOff: (reason: string) => void,
): AsyncIterable<FileItem[]> {
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

async function* inCommits(batches: AsyncIterable<FileItem[]>): AsyncIterable<FileItem[]> {
  let waiting: FileItem[] = []
  for await (const batch of batches) {
    waiting = waiting.length === 0 ? batch : [...waiting, ...batch]
    if (waiting.length < RECORDS_A_COMMIT) continue
    yield waiting
    waiting = []
  }
  if (waiting.length > 0) yield waiting
}

/** Joins records to the store in one transaction. */
async function importRecords(db: Db, batch: RecordBatch, skip: (fault: Fault) => void): Promise<Outcome[]> {
  if (batch.records.length === 0) return []
  try {
    return await inRecordTransaction(db, (tx, write) => write(tx, batch, skip))
  } catch (cause) {
    throw toStoreError(cause)
  }
}
