import type { UnixMs } from '../../domain/time.ts'
import { toGrowingPause } from '../../platform/growing-pause.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Between two tries of a task: minutes at first, an hour until a feed of the day has gone, then six hours. */
const TASK_PAUSES = [1, 2, 5, 15, 60].map((minutes) => minutes * MINUTE)
const HOURLY_TRIES = 28
const LONGEST_MS = 6 * HOUR
/** Two weeks of tries, the longest pauses last. */
export const MOST_TRIES = 80

/** How long a task waits that failed some times in a row, the last time included. @param tries from 1 */
export function toTaskPause(tries: number): number {
  if (tries > HOURLY_TRIES) return LONGEST_MS
  return TASK_PAUSES[tries - 1] ?? HOUR
}

const BUSY_MS = 10 * MINUTE
const SHORTEST_BUSY_MS = 30_000
const LONGEST_BUSY_MS = 24 * HOUR

/**
 * Until when a source is left alone that asked for it: as long as it said, within reason; where it said nothing, ten
 * minutes, then twice as long each time up to six hours.
 *
 * @param failures of the source in a row before this one
 */
export function toBusyEnd(now: UnixMs, failures: number, said: UnixMs | undefined): UnixMs {
  const grown = (firstMs: number): number => toGrowingPause({ firstMs, longestMs: LONGEST_MS }, failures)
  if (said === undefined) return now + grown(BUSY_MS)
  return Math.min(now + LONGEST_BUSY_MS, Math.max(said, now + grown(SHORTEST_BUSY_MS)))
}

const FAILURES_BEFORE_REST = 3

/** Until when a source is left alone that does not answer, whatever it is asked; `undefined` for the first few times. */
export function toSilentEnd(now: UnixMs, failures: number): UnixMs | undefined {
  const tries = failures + 1 - FAILURES_BEFORE_REST
  return tries < 0 ? undefined : now + Math.min(HOUR, toTaskPause(tries + 1))
}

const BATCH_PAUSES = { firstMs: 15 * MINUTE, longestMs: LONGEST_MS }

/** How long to wait for missing papers before they are asked for again. @param attempts that were made, from 1 */
export function toBatchPause(attempts: number): number {
  return toGrowingPause(BATCH_PAUSES, attempts - 1)
}
