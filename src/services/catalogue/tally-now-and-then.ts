import type { Clock } from '../../domain/time.ts'
import type { Db } from '../../store/db.ts'
import { refreshTallies } from '../../store/tallies.ts'

const PAUSE_MS = 60_000

/**
 * Counts the store when that is worth it: at the first changes, once a minute while changes last, as in a long import,
 * and once when they have ceased. So whoever asks for the numbers never counts, but in the first second of a store.
 */
export function tallyNowAndThen(
  db: Db,
  clock: Clock,
): { duringChanges(): Promise<void>; afterChanges(): Promise<void> } {
  let countedAt = -Infinity
  let isCurrent = false
  return {
    async duringChanges() {
      isCurrent = false
      if (clock() - countedAt < PAUSE_MS) return
      await refreshTallies(db)
      countedAt = clock()
    },
    async afterChanges() {
      if (isCurrent) return
      await refreshTallies(db)
      countedAt = clock()
      isCurrent = true
    },
  }
}
