import type { Clock, Day } from '../domain/time.ts'
import { type Db, openDatabase } from '../store/db.ts'
import { migrateToLatest } from '../store/migrate.ts'
import { refreshTallies } from '../store/tallies.ts'
import { updateCatalogue } from './catalogue/update-catalogue.ts'
import { fillSample } from './fill-sample.ts'

/** The built-in sample in a store of its own, in memory; its newest edition is that of `lastDay`. */
export async function openSampleStore(lastDay: Day, clock: Clock): Promise<Db> {
  const db = openDatabase('sqlite::memory:')
  await migrateToLatest(db)
  await fillSample(db, lastDay, clock)
  await updateCatalogue(db)
  await refreshTallies(db)
  return db
}
