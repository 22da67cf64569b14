import { toOpenEditionDay } from '../domain/arxiv-calendar.ts'
import type { Clock, Day, UnixMs } from '../domain/time.ts'
import type { Db } from '../store/db.ts'
import { hasPapers } from '../store/papers.ts'
import { createReading, type Reading, readShown } from './reading.ts'
import { openSampleStore } from './sample-store.ts'

/** What pages read from: the store, or the sample while the store holds no paper. */
export type ShownStore = {
  reading: Reading
  /** The database of what is shown at this moment. */
  findDb: () => Promise<Db>
  close(): Promise<void>
}

type Opened = { db: Db; reading: Reading }
type Sample = { lastDay: Day; opened: Promise<Opened> }

const RECHECK_MS = 1000 // a restore may empty a store; to ask at each call would cost as much as many an answer

/**
 * Shows the built-in sample while there is no real paper, from whatever process one comes. The sample lives in memory,
 * so no sample paper is ever among real ones; its newest edition is the one that is open. One that could not be made is
 * tried again at the next call.
 */
export function showSampleWhileEmpty(db: Db, clock: Clock, open: typeof openSample = openSample): ShownStore {
  const stored = { db, reading: createReading(db) }
  let filledAt: UnixMs | undefined
  let sample: Sample | undefined
  const isFilled = async (): Promise<boolean> => {
    if (filledAt !== undefined && Math.abs(clock() - filledAt) < RECHECK_MS) return true
    filledAt = (await hasPapers(db)) ? clock() : undefined
    return filledAt !== undefined
  }
  const drop = (dropped: Sample | undefined): void => {
    // Not destroyed: calls under way may still read from it. Its memory goes with the last of them.
    if (sample === dropped) sample = undefined
  }
  const find = async (): Promise<Opened> => {
    if (await isFilled()) {
      drop(sample)
      return stored
    }
    const lastDay = toOpenEditionDay(clock())
    if (sample?.lastDay !== lastDay) sample = { lastDay, opened: open(lastDay, clock) }
    const shown = sample
    shown.opened.catch(() => drop(shown))
    return shown.opened
  }
  return {
    reading: readShown(async () => (await find()).reading),
    findDb: async () => (await find()).db,
    async close() {
      const opened = await sample?.opened.catch(() => undefined)
      sample = undefined
      await opened?.db.destroy()
    },
  }
}

async function openSample(lastDay: Day, clock: Clock): Promise<Opened> {
  const db = await openSampleStore(lastDay, clock)
  const reading = createReading(db)
  // Numbers of the sample are none of the store's: what was read of the one is never taken for the other.
  return { db, reading: { ...reading, findVersion: async () => `sample.${lastDay}.${await reading.findVersion()}` } }
}
