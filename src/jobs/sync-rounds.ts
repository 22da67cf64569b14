import type { Log, Pause } from '../domain/ports.ts'
import { addDays, DAY_MS, HOUR_MS, toUtcDay, type UnixMs } from '../domain/time.ts'
import { planFirstDays } from '../services/sync/plan-backfill.ts'
import { type PlanDeps, planTasks } from '../services/sync/plan-tasks.ts'
import { pruneSync } from '../services/sync/prune-sync.ts'
import { runDue, type RunReport, type SyncDeps } from '../services/sync/run-due.ts'
import { startRounds } from './rounds.ts'

/** What a round of asking takes. */
export type RoundDeps = PlanDeps &
  SyncDeps & {
    /** How many days a source that is new here is to look back. */
    backfillDays: number
  }

/** So far ahead it is known, and told, when a source is asked next. */
const AHEAD_MS = DAY_MS
/** A round that found nothing to do is not followed at once by another, whatever is said to be due. */
const SHORTEST_IDLE_MS = 1000
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
  const { clock } = deps
  const prune = pruneDaily(deps)
  const tellSilence = tellSilenceOnce(deps.log)
  const run = async (): Promise<UnixMs> => {
    const report = await syncRound(deps, signal)
    await prune()
    tellSilence(report)
    const { ran, failed, nextDueAt = Infinity } = report
    return ran + failed === 0 ? Math.max(nextDueAt, clock() + SHORTEST_IDLE_MS) : nextDueAt
  }
  await startRounds([{ name: 'sync', run }], { ...deps, delayEvent: 'sync.delayed' }, signal).ended
}

function pruneDaily({ db, clock }: RoundDeps): () => Promise<void> {
  let prunedAt: UnixMs = -Infinity
  return async () => {
    if (clock() - prunedAt < DAY_MS) return
    await pruneSync(db, clock())
    prunedAt = clock()
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
