import { addDays, type Day } from '../domain/time.ts'

/** A stretch of days, both included. */
export type DayWindow = { from: Day; until: Day }

/** Days further back are left out after a pause, and told: who was away for longer is asked what of it is wanted. */
const MOST_DAYS_BACK = 366

/**
 * Where a window has to begin so that it meets the one that was read last, whatever lies between: refusals, a pause, an
 * older backup. Nothing is behind a window that is the first of its kind: it stays as it is.
 *
 * @param reached until when days were read before; that day and those before it may have grown since
 * @param overlapDays how many days before its last one a window of the ordinary run holds
 * @returns `missed` are days that lie too far back
 */
export function widenWindow(
  { from, until }: DayWindow,
  reached: Day | undefined,
  overlapDays: number,
): { from: Day; missed?: DayWindow } {
  // From one day to the next this is where an ordinary window begins anyway.
  const wanted = reached === undefined ? from : addDays(reached, 1 - overlapDays)
  if (wanted >= from) return { from }
  const furthest = addDays(until, -MOST_DAYS_BACK)
  const first = furthest < from ? furthest : from
  if (wanted >= first) return { from: wanted }
  return { from: first, missed: { from: wanted, until: addDays(first, -1) } }
}
