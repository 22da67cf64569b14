import type { Paper } from '../domain/paper.ts'
import type { Clock, Day } from '../domain/time.ts'
import type { Db } from '../store/db.ts'
import { importPapers } from './import-papers.ts'
import { samplePapers } from './sample/sample-papers.ts'

/** Enough for a full edition on each of some weeks, and made within a second or two. */
const SAMPLE = { count: 2000, seed: 1, days: 20 }

/** Puts the built-in sample into a store, its newest edition on `lastDay`. */
export async function fillSample(db: Db, lastDay: Day, clock: Clock): Promise<void> {
  // The records are made here, so there are no bytes to read: one empty chunk sets the reader going.
  const readPapers = async function* (): AsyncIterable<{ paper: Paper }[]> {
    yield [...samplePapers({ ...SAMPLE, lastDay })].map((paper) => ({ paper }))
    await Promise.resolve()
  }
  await importPapers({ db, readPapers, clock }, noBytes())
}

async function* noBytes(): AsyncIterable<Uint8Array> {}
