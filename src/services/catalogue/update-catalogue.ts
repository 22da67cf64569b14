import { setImmediate as nextTurn } from 'node:timers/promises'
import { catalogueChanges, findCataloguedNumber } from '../../store/catalogue.ts'
import type { Db } from '../../store/db.ts'
import { findChangeNumber, listChanges } from '../../store/papers.ts'

/** Papers a transaction: some 20 ms, so that whoever writes papers waits no longer. */
const BATCH = 500

/**
 * Catalogues what changed since the last time, by author, category and organisation: at least once, and interrupted at
 * any moment it goes on where it stopped.
 *
 * @param onBatch called after each batch, while more may follow
 * @returns how many changes were catalogued
 */
export async function updateCatalogue(db: Db, signal?: AbortSignal, onBatch?: () => Promise<void>): Promise<number> {
  let count = 0
  while (!signal?.aborted) {
    const from = await findCataloguedNumber(db)
    const last = await findChangeNumber(db) // read before the changes: what comes between is read the next time
    if (from === last) break
    const changes = await listChanges(db, BATCH, from)
    // Not every number is a paper's: those of earlier changes of one paper are gone, and an empty restore has none.
    await catalogueChanges(db, changes, { from, to: changes.at(-1)?.changeNumber ?? last })
    count += changes.length
    await onBatch?.()
    // SQLite answers at once, so without a turn of the event loop nobody could say stop before the last change.
    await nextTurn()
  }
  return count
}
