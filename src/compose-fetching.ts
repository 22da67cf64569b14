import { hostname } from 'node:os'
import type { Config } from './config/config.ts'
import { findSecretTag, loadSecret } from './config/secret.ts'
import type { NetworkSource } from './config/source-settings.ts'
import { createSources } from './compose-sources.ts'
import type { PaperSource } from './domain/harvest.ts'
import type { Log } from './domain/ports.ts'
import { createSchedule } from './jobs/schedule.ts'
import { backfillNow, syncNow } from './jobs/sync-now.ts'
import type { RoundDeps } from './jobs/sync-rounds.ts'
import { systemClock } from './platform/clock.ts'
import { pause } from './platform/pause.ts'
import { isOtherRunning } from './platform/running.ts'
import { HOST_GROUPS } from './platform/upstream/host-groups.ts'
import { createOwnPace } from './platform/upstream/own-pace.ts'
import { type DescribeSources, describeSources } from './services/sync/describe-sources.ts'
import { type BackfillPlan, type BackfillProgress, type DayRange, planBackfill } from './services/sync/plan-backfill.ts'
import { planNow } from './services/sync/plan-tasks.ts'
import type { SyncDeps } from './services/sync/run-due.ts'
import { type Db, openDatabase } from './store/db.ts'
import { migrateToLatest } from './store/migrate.ts'
import { storePace } from './store/paces.ts'
import { releaseDead } from './store/release-dead.ts'

/** What fetching takes of a configuration. It can be handed to a thread. */
export type FetchConfig = Pick<Config, 'databaseUrl' | 'dataFolder' | 'sources'>

/** What becomes of fetching: an event for each answer, and progress. */
export type FetchListener = { log: Log; onAnswer?: SyncDeps['onAnswer'] }

const MACHINE = hostname()
/** As other processes of this machine know this one. */
const RUNNER = `${MACHINE} ${process.pid}`

function isDead(holder: string): boolean {
  const [machine, pid] = holder.split(' ')
  return machine === MACHINE && pid !== String(process.pid) && !isOtherRunning(Number(pid))
}

/** All that rounds of asking take, on an open database. */
export async function toRoundDeps(
  db: Db,
  { dataFolder, sources: settings }: FetchConfig,
  { log, onAnswer }: FetchListener,
): Promise<RoundDeps & { pause: typeof pause }> {
  const clock = systemClock
  await loadSecret(dataFolder)
  await releaseDead(db, isDead, { now: clock(), gapMs: Math.max(...HOST_GROUPS.map((group) => group.gapMs)) })
  return {
    ...{ db, clock, log, pause, backfillDays: settings.backfillDays },
    sources: createSources(settings, storePace(db, { clock, pause, runner: RUNNER }), clock),
    listDue: createSchedule((await findSecretTag(dataFolder)) ?? ''),
    runner: RUNNER,
    ...(onAnswer && { onAnswer }),
  }
}

/** The sources of an installation, to be asked by a command. */
export type Fetching = {
  describeSources: DescribeSources
  /** Fetches what is due and, with `since`, all from that day on. */
  sync(since: DayRange | undefined, signal: AbortSignal): Promise<void>
  /** Plans a backfill; what was begun before goes on. */
  planBackfill(range: DayRange): Promise<BackfillPlan[]>
  backfill(
    plans: readonly BackfillPlan[],
    tell: (progress: readonly BackfillProgress[]) => void,
    signal: AbortSignal,
  ): Promise<BackfillProgress[]>
  close(): Promise<void>
}

/** Opens the database of a configuration, to ask some of its sources. @param names all that are switched on where absent */
export async function openFetching(
  config: FetchConfig,
  listener: FetchListener,
  names?: readonly NetworkSource[],
): Promise<Fetching> {
  const db = openDatabase(config.databaseUrl)
  try {
    await migrateToLatest(db)
    const sources = { ...config.sources, names: names ?? config.sources.names }
    const deps = await toRoundDeps(db, { ...config, sources }, listener)
    return {
      describeSources: describeSources(db, deps.sources, deps.clock),
      async sync(since, signal) {
        if (since) await planAgain(deps, since)
        await syncNow(deps, signal)
      },
      // One day back, so that what falls due meanwhile goes first.
      planBackfill: (range) => planBackfill(db, deps.sources, range, deps.clock() - 86_400_000),
      backfill: (plans, tell, signal) => backfillNow(deps, plans, tell, signal),
      close: () => db.destroy(),
    }
  } catch (error) {
    await db.destroy()
    throw error
  }
}

/** The sources that are switched on, to be told of and not to be asked. */
export function listSources({ sources }: Pick<Config, 'sources'>): PaperSource[] {
  const timing = { clock: systemClock, pause }
  return createSources(sources, createOwnPace(timing), systemClock)
}

/**
 * The sources that are switched on, to be asked without keeping what they give.
 *
 * @param databaseUrl whose servers and commands they take turns with; absent where its tables are not there
 */
export function openSources(
  { sources }: Pick<Config, 'sources'>,
  databaseUrl: string | undefined,
): { sources: PaperSource[]; close(): Promise<void> } {
  if (databaseUrl === undefined) return { sources: listSources({ sources }), close: () => Promise.resolve() }
  const db = openDatabase(databaseUrl)
  const pace = storePace(db, { clock: systemClock, pause, runner: RUNNER })
  return { sources: createSources(sources, pace, systemClock), close: () => db.destroy() }
}

async function planAgain({ db, sources, clock }: RoundDeps, { from, to }: DayRange): Promise<void> {
  for (const source of sources) await planNow(db, source.name, source.planBackfill?.(from, to) ?? [], clock())
}
