import type { Pause } from '../domain/ports.ts'
import { type BackfillPlan, type BackfillProgress, measureBackfill } from '../services/sync/plan-backfill.ts'
import { runDue } from '../services/sync/run-due.ts'
import { type RoundDeps, syncRound } from './sync-rounds.ts'

type NowDeps = RoundDeps & { pause: Pause }

/** Longer than it takes to see that another process has given a source back. */
const PATIENCE_MS = 6000
const SHORTEST_SLEEP_MS = 250
const LONGEST_SLEEP_MS = 5000

/**
 * Fetches what is due, once; where another process is fetching it, waits for that, and says so once (`sync.waiting`).
 * What has to be tried again later is left to whoever asks next.
 *
 * @throws AppError `unavailable` when the database does not answer
 */
export async function syncNow(deps: NowDeps, signal: AbortSignal): Promise<void> {
  let isWaiting = false
  while (!signal.aborted) {
    const { ran, failed, nextDueAt = Infinity } = await syncRound(deps, signal)
    const waitMs = nextDueAt - deps.clock()
    if (waitMs > PATIENCE_MS) return
    if (!isWaiting && ran + failed === 0) deps.log('sync.waiting', {})
    isWaiting = ran + failed === 0
    await sleep(deps, waitMs, signal)
  }
}

/**
 * Fetches all of a backfill, however long that takes: what fails is tried again. Days are not planned meanwhile; that is
 * the server's.
 *
 * @param tell called after each look at how far it is
 * @throws AppError `unavailable` when the database does not answer
 */
export async function backfillNow(
  deps: NowDeps,
  plans: readonly BackfillPlan[],
  tell: (progress: readonly BackfillProgress[]) => void,
  signal: AbortSignal,
): Promise<BackfillProgress[]> {
  for (;;) {
    const progress = await measureBackfill(deps.db, plans)
    tell(progress)
    if (signal.aborted || progress.every(({ done, refused, tasks }) => done + refused === tasks)) return progress
    const { nextDueAt = Infinity } = await runDue({ ...deps, mostMs: LONGEST_SLEEP_MS }, signal)
    await sleep(deps, nextDueAt - deps.clock(), signal)
  }
}

async function sleep({ pause }: NowDeps, ms: number, signal: AbortSignal): Promise<void> {
  const limited = Math.min(LONGEST_SLEEP_MS, Math.max(SHORTEST_SLEEP_MS, ms))
  await pause(limited, signal).catch((error: unknown) => {
    if (!signal.aborted) throw error
  })
}
