import type { SourceName } from '../domain/paper.ts'
import type { Day, UnixMs } from '../domain/time.ts'
import { findCataloguedNumber } from '../store/catalogue.ts'
import type { Db } from '../store/db.ts'
import { type DayCount, findNewestDay, findOldestDay, listDayCounts } from '../store/edition-days.ts'
import { findChangeNumber } from '../store/papers.ts'
import { listSourceReads } from '../store/source-reads.ts'
import { countStore, findTallies } from '../store/tallies.ts'

/** The state of the data, for people who ask how fresh and how large it is. */
export type StoreState = {
  papers: number
  featuredPapers: number
  /** The first and the newest edition; absent in an empty store. */
  oldestDay?: Day
  newest?: DayCount
  sources: { source: SourceName; readAt: UnixMs }[]
  /** Changes that the catalogue of authors and categories has not taken up yet. */
  uncatalogued: number
}

/** Tells the state of the data; counts are as of the last quiet moment of the store, or some minutes old. */
export type DescribeStore = (latest: Day) => Promise<StoreState>

/** Makes the use case on a database. */
export function describeStore(db: Db): DescribeStore {
  return async (latest) => {
    const newestDay = await findNewestDay(db, latest)
    const oldestDay = await findOldestDay(db)
    const [newest] = newestDay === undefined ? [] : await listDayCounts(db, newestDay, newestDay)
    return {
      ...((await findTallies(db)) ?? (await countStore(db))),
      ...(oldestDay !== undefined && { oldestDay }),
      ...(newest && { newest }),
      sources: await listSourceReads(db),
      // The catalogue may go on between the two.
      uncatalogued: Math.max(0, (await findChangeNumber(db)) - (await findCataloguedNumber(db))),
    }
  }
}
