import type { Paper } from '../domain/paper.ts'
import type { Day } from '../domain/time.ts'
import type { Db } from '../store/db.ts'
import { hasPapers } from '../store/papers.ts'
import { importPapers } from './import-papers.ts'
import { samplePapers } from './sample/sample-papers.ts'

/** Enough for a full edition on each of some weeks, and made within a second or two. */
const SAMPLE = { count: 2000, seed: 1, days: 20 }

/** Puts the built-in sample, its newest edition on `lastDay`, into a store that holds no paper. Returns whether it did. */
export async function fillEmptyStore(db: Db, lastDay: Day): Promise<boolean> {
  if (await hasPapers(db)) return false
  // The records are made here, so there are no bytes to read: one empty chunk sets the reader going.
  const readPapers = async function* (): AsyncIterable<{ paper: Paper }[]> {
    yield [...samplePapers({ ...SAMPLE, lastDay })].map((paper) => ({ paper }))
    await Promise.resolve()
  }
  await importPapers({ db, readPapers }, noBytes())
  return true
}

async function* noBytes(): AsyncIterable<Uint8Array> {}
