import type { Log, Pause } from '../domain/ports.ts'
import { addDays, DAY_MS, toUtcDay, type UnixMs } from '../domain/time.ts'
import { planFirstDays } from '../services/sync/plan-backfill.ts'
import { type PlanDeps, planTasks } from '../services/sync/plan-tasks.ts'
import { pruneSync } from '../services/sync/prune-sync.ts'
import { runDue, type RunReport, type SyncDeps } from '../services/sync/run-due.ts'

/** What a round of asking takes. */
export type RoundDeps = PlanDeps &
  SyncDeps & {
    /** How many days a source that is new here is to look back. */
    backfillDays: number
  }

const HOUR_MS = 3_600_000
/** So far ahead it is known, and told, when a source is asked next. */
const AHEAD_MS = DAY_MS
/** Somebody else may have planned something meanwhile. */
const LONGEST_SLEEP_MS = 15_000
const RETRY_MS = 10_000

/**
 * Plans what each source has to fetch, and fetches what is due. A source that is new here begins with what is newest and
 * goes on with the days before.
 *
 * @throws AppError `unavailable` when the database does not answer
 */
export async function syncRound(deps: RoundDeps, signal: AbortSignal): Promise<RunReport> {
  await planRound(deps)
  return runDue(deps, signal)
}

/** Plans what each source has to fetch from now on for a day. @throws as `syncRound` does */
async function planRound(deps: RoundDeps): Promise<void> {
  const now = deps.clock()
  if (deps.backfillDays > 0) {
    const to = toUtcDay(now)
    const begun = await planFirstDays(
      deps.db,
      deps.sources,
      { from: addDays(to, -deps.backfillDays), to },
      now - DAY_MS,
    )
    for (const { name } of begun) deps.log('sync.began', { source: name, days: deps.backfillDays })
  }
  // By whole hours, so that not every look at what is due plans some seconds more.
  await planTasks(deps, Math.ceil((now + AHEAD_MS) / HOUR_MS) * HOUR_MS)
}

/** Has the sources asked, round after round, until it is stopped. What fails is logged once, and tried again. */
export async function syncUntilStopped(deps: RoundDeps & { pause: Pause }, signal: AbortSignal): Promise<void> {
  const { clock, pause, log } = deps
  const prune = pruneDaily(deps)
  const tell = tellOnce(log)
  while (!signal.aborted) {
    let sleepMs = RETRY_MS
    try {
      const { nextDueAt = Infinity } = await syncRound(deps, signal)
      await prune()
      tell(undefined)
      sleepMs = Math.min(LONGEST_SLEEP_MS, Math.max(0, nextDueAt - clock()))
    } catch (error) {
      tell(error instanceof Error ? error.message : String(error))
    }
    await pause(sleepMs, signal).catch((error: unknown) => {
      if (!signal.aborted) throw error
    })
  }
}

function pruneDaily({ db, clock }: RoundDeps): () => Promise<void> {
  let prunedAt: UnixMs = -Infinity
  return async () => {
    if (clock() - prunedAt < DAY_MS) return
    await pruneSync(db, clock())
    prunedAt = clock()
  }
}

/** One failure is told once, however long it lasts. */
function tellOnce(log: Log): (message: string | undefined) => void {
  let told: string | undefined
  return (message) => {
    if (message !== undefined && message !== told) log('sync.delayed', { message }, 'warn')
    told = message
  }
}
