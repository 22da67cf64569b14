import type { Log, Pause } from '../domain/ports.ts'
import { addDays, DAY_MS, HOUR_MS, toUtcDay, type UnixMs } from '../domain/time.ts'
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

/** So far ahead it is known, and told, when a source is asked next. */
const AHEAD_MS = DAY_MS
/** Somebody else may have planned something meanwhile. */
const LONGEST_SLEEP_MS = 15_000
const SHORTEST_IDLE_MS = 1000
const RETRY_MS = 10_000
const SILENCE =
  'None of the sources that were asked has answered. If that lasts: does this machine reach the network? They are asked ' +
  'again by themselves; until the first papers are here, made-up ones are shown.'

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
  const tellSilence = tellSilenceOnce(log)
  while (!signal.aborted) {
    let sleepMs = RETRY_MS
    try {
      const report = await syncRound(deps, signal)
      await prune()
      tell(undefined)
      tellSilence(report)
      sleepMs = toSleep(report, clock())
    } catch (error) {
      tell(error instanceof Error ? error.message : String(error))
    }
    await pause(sleepMs, signal).catch((error: unknown) => {
      if (!signal.aborted) throw error
    })
  }
}

/** A round that found nothing to do is not followed at once by another, whatever is said to be due. */
function toSleep({ ran, failed, nextDueAt = Infinity }: RunReport, now: UnixMs): number {
  const shortest = ran + failed === 0 ? SHORTEST_IDLE_MS : 0
  return Math.min(LONGEST_SLEEP_MS, Math.max(shortest, nextDueAt - now))
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

/** That nobody answers is told once, until somebody has. */
function tellSilenceOnce(log: Log): (report: RunReport) => void {
  let isTold = false
  return ({ ran, failed }) => {
    if (ran === 0 && failed > 0 && !isTold) log('sync.unanswered', { message: SILENCE }, 'warn')
    if (ran + failed > 0) isTold = ran === 0
  }
}
