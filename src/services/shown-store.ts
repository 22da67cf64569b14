import { toOpenEditionDay } from '../domain/arxiv-calendar.ts'
import type { Clock } from '../domain/time.ts'
import { type Db, openDatabase } from '../store/db.ts'
import { migrateToLatest } from '../store/migrate.ts'
import { hasPapers } from '../store/papers.ts'
import { refreshTallies } from '../store/tallies.ts'
import { updateCatalogue } from './catalogue/update-catalogue.ts'
import { fillSample } from './fill-sample.ts'
import { createReading, type Reading, readShown } from './reading.ts'

/** What pages read from: the store, or the sample while the store holds no paper. */
export type ShownStore = { reading: Reading; close(): Promise<void> }

type Opened = { db: Db; reading: Reading }

/**
 * Shows the built-in sample until the first real paper arrives, from whatever process. The sample lives in memory, so
 * no sample paper is ever among real ones.
 */
export function showSampleWhileEmpty(db: Db, clock: Clock): ShownStore {
  const stored = createReading(db)
  let isFilled = false
  let sample: Promise<Opened> | undefined
  const find = async (): Promise<Reading> => {
    if (!isFilled) isFilled = await hasPapers(db)
    return isFilled ? stored : (await (sample ??= openSample(clock))).reading
  }
  return {
    reading: readShown(find),
    async close() {
      const opened = await sample
      sample = undefined
      await opened?.db.destroy()
    },
  }
}

async function openSample(clock: Clock): Promise<Opened> {
  const db = openDatabase('sqlite::memory:')
  await migrateToLatest(db)
  await fillSample(db, toOpenEditionDay(clock()), clock)
  await updateCatalogue(db)
  await refreshTallies(db)
  const reading = createReading(db)
  // Numbers of the sample are none of the store's: what was read of the one is never taken for the other.
  return { db, reading: { ...reading, findVersion: async () => `sample.${await reading.findVersion()}` } }
}
