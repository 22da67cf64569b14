import type { TaskPurpose } from '../../domain/harvest.ts'
import type { SourceName } from '../../domain/paper.ts'
import { MINUTE_MS, type UnixMs } from '../../domain/time.ts'
import { type CatchUpCount, listCatchUpCounts } from '../../store/catch-ups.ts'
import type { Db } from '../../store/db.ts'

/** How far a source is with what it fetches beside the ordinary run of things: the days of a first start, or a backfill. */
export type CatchUp = {
  purpose: TaskPurpose
  /** Tasks that were planned, and how many of them ended. */
  planned: number
  ended: number
  /** Records that were taken in. */
  taken: number
  /** How long the rest takes at the pace of the last tasks, rounded up; absent while nobody can tell. */
  leftMinutes?: number
}

/** What each source is catching up on, whichever process does it, the start first; sources that are not are absent. */
export async function describeCatchUps(db: Db, now: UnixMs): Promise<Map<SourceName, CatchUp[]>> {
  const counts = await listCatchUpCounts(db)
  const told = new Map<SourceName, CatchUp[]>()
  for (const count of counts.toSorted((a, b) => (a.purpose > b.purpose ? -1 : 1)))
    told.set(count.source, [...(told.get(count.source) ?? []), toCatchUp(count, now)])
  return told
}

function toCatchUp({ purpose, planned, ended, taken, endedAt }: CatchUpCount, now: UnixMs): CatchUp {
  const leftMinutes = toLeftMinutes(planned - ended, endedAt, now)
  return { purpose, planned, ended, taken, ...(leftMinutes !== undefined && { leftMinutes }) }
}

/** Two pauses between the ends of tasks: one alone says too little. */
const LEAST_ENDS = 3
/** So long after the last task ended as it was to be expected nobody is at work any more, or something hinders it. */
const SILENT_PACES = 5
const SILENT_MS = 10 * MINUTE_MS

/**
 * How long tasks take that are left, in minutes.
 *
 * @param endedAt when the last ones ended, the newest first
 * @returns `undefined` where too few have ended, or the last one long ago
 */
export function toLeftMinutes(left: number, endedAt: readonly UnixMs[], now: UnixMs): number | undefined {
  const [newest, oldest] = [endedAt[0], endedAt.at(-1)]
  if (newest === undefined || oldest === undefined || endedAt.length < LEAST_ENDS) return undefined
  const paceMs = (newest - oldest) / (endedAt.length - 1)
  if (now - newest > SILENT_PACES * paceMs + SILENT_MS) return undefined
  return roundUp(Math.max(1, Math.ceil((left * paceMs) / MINUTE_MS)))
}

/** As nobody can tell to the minute, and so that a page is not another one each second. */
function roundUp(minutes: number): number {
  const step = minutes <= 10 ? 1 : minutes <= 60 ? 5 : minutes <= 24 * 60 ? 60 : 24 * 60
  return Math.ceil(minutes / step) * step
}
