import { toOpenEditionDay } from '../domain/arxiv-calendar.ts'
import type { Clock } from '../domain/time.ts'
import type { Db } from '../store/db.ts'
import { findChangeNumber } from '../store/papers.ts'
import { describeStore, type StoreState } from './describe-store.ts'

/** The state of the data with the number of its last change, for programs that watch over it. */
export type StoreMeasures = StoreState & { lastChange: number }

/** Measures the store itself, also while a sample is shown in its place. A few look-ups, however many papers there are. */
export type MeasureStore = () => Promise<StoreMeasures>

/** Makes the use case on a database. */
export function measureStore(db: Db, clock: Clock): MeasureStore {
  const describe = describeStore(db)
  return async () => ({ ...(await describe(toOpenEditionDay(clock()))), lastChange: await findChangeNumber(db) })
}
