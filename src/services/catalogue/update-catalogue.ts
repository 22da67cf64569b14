import { setImmediate as nextTurn } from 'node:timers/promises'
import { catalogueChanges, findCataloguedNumber } from '../../store/catalogue.ts'
import type { Db } from '../../store/db.ts'
import { listChanges } from '../../store/papers.ts'

/** Papers a transaction: some 20 ms, so that whoever writes papers waits no longer. */
const BATCH = 500

/**
 * Catalogues what changed since the last time, by author, category and organisation: at least once, and interrupted at
 * any moment it goes on where it stopped.
 *
 * @returns how many changes were catalogued
 */
export async function updateCatalogue(db: Db, signal?: AbortSignal): Promise<number> {
  let count = 0
  while (!signal?.aborted) {
    const changes = await listChanges(db, BATCH, await findCataloguedNumber(db))
    if (changes.length === 0) break
    await catalogueChanges(db, changes)
    count += changes.length
    // SQLite answers at once, so without a turn of the event loop nobody could say stop before the last change.
    await nextTurn()
  }
  return count
}
