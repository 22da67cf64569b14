import type { Clock } from '../domain/time.ts'
import { toOpenEditionDay } from '../domain/arxiv-calendar.ts'
import { type Db, openDatabase } from '../store/db.ts'
import { migrateToLatest } from '../store/migrate.ts'
import { hasPapers } from '../store/papers.ts'
import { fillSample } from './fill-sample.ts'

/** Where pages read from: the store, or the sample while the store holds no paper. */
export type ShownStore = { find(): Promise<Db>; close(): Promise<void> }

/**
 * Shows the built-in sample until the first real paper arrives, from whatever process. The sample lives in memory, so
 * no sample paper is ever among real ones.
 */
export function showSampleWhileEmpty(db: Db, clock: Clock): ShownStore {
  let isFilled = false
  let sample: Promise<Db> | undefined
  const drop = async (): Promise<void> => {
    const dropped = await sample
    sample = undefined
    await dropped?.destroy()
  }
  return {
    async find() {
      if (!isFilled) isFilled = await hasPapers(db)
      if (!isFilled) return (sample ??= openSample(clock))
      return db
    },
    close: drop,
  }
}

async function openSample(clock: Clock): Promise<Db> {
  const db = openDatabase('sqlite::memory:')
  await migrateToLatest(db)
  await fillSample(db, toOpenEditionDay(clock()))
  return db
}
