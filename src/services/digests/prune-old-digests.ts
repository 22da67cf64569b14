import type { Pause } from '../../domain/ports.ts'
import { DAY_MS, type UnixMs } from '../../domain/time.ts'
import { pause as systemPause } from '../../platform/pause.ts'
import type { Db } from '../../store/db.ts'
import { pruneDigests } from '../../store/digests.ts'

/** Digests of one transaction: it takes a hundredth of a second, for which SQLite lets nobody else write. */
const BATCH = 200
/** In which others write, and this thread sends what it has to send. */
const PAUSE_MS = 50

/**
 * Forgets what stood in digests that were composed more than some days ago, a batch at a time, until none is left or the
 * signal is aborted. That they were, and which papers they held, is kept for ever: no paper comes twice.
 *
 * @returns how many
 * @throws the signal's reason
 */
export async function pruneOldDigests(
  db: Db,
  { days, now }: { days: number; now: UnixMs },
  signal: AbortSignal,
  pause: Pause = systemPause,
): Promise<number> {
  let pruned = 0
  for (;;) {
    signal.throwIfAborted()
    const batch = await pruneDigests(db, now - days * DAY_MS, BATCH)
    pruned += batch
    if (batch < BATCH) return pruned
    await pause(PAUSE_MS, signal)
  }
}
