import type { Config } from './config/config.ts'
import { findSecretTag } from './config/secret.ts'
import type { NetworkSource } from './config/source-settings.ts'
import { openOnDatabase } from './compose-database.ts'
import { createSources, toHostGroupsOf } from './compose-sources.ts'
import type { PaperSource } from './domain/harvest.ts'
import type { Log } from './domain/ports.ts'
import { createSchedule } from './jobs/schedule.ts'
import { backfillNow, syncNow } from './jobs/sync-now.ts'
import type { RoundDeps } from './jobs/sync-rounds.ts'
import { systemClock } from './platform/clock.ts'
import { pause } from './platform/pause.ts'
import { createOwnPace } from './platform/upstream/own-pace.ts'
import type { Probing } from './services/doctor/probe-sources.ts'
import { type DescribeSources, describeSources } from './services/sync/describe-sources.ts'
import {
  type BackfillPlan,
  type BackfillProgress,
  type DayRange,
  planBackfill,
  planSince,
} from './services/sync/plan-backfill.ts'
import type { SyncDeps } from './services/sync/run-due.ts'
import { setAsideSilence } from './services/sync/set-aside-silence.ts'
import { startRunner } from './services/sync/start-runner.ts'
import { type Db, openDatabase } from './store/db.ts'
import { storePace } from './store/paces.ts'
import { findStop } from './store/source-states.ts'

/** What fetching takes of a configuration. It can be handed to a thread. */
export type FetchConfig = Pick<Config, 'databaseUrl' | 'dataFolder' | 'sources'>

/** What becomes of fetching: an event for each answer, and progress. */
export type FetchListener = { log: Log; onAnswer?: SyncDeps['onAnswer'] }

/** All that rounds of asking take, on an open database. `leave` is for when the last of them is over. */
export async function toRoundDeps(
  db: Db,
  { dataFolder, sources: settings }: FetchConfig,
  { log, onAnswer }: FetchListener,
): Promise<RoundDeps & { pause: typeof pause; leave(): void }> {
  const clock = systemClock
  const runner = await startRunner(db, dataFolder, { now: clock(), groups: toHostGroupsOf(settings) })
  return {
    ...{ db, clock, log, pause, backfillDays: settings.backfillDays },
    sources: createSources(settings, storePace(db, { clock, pause, runner: runner.name }), clock),
    listDue: createSchedule((await findSecretTag(dataFolder)) ?? ''),
    runner: runner.name,
    leave: runner.leave,
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
  return openOnDatabase(config.databaseUrl, async (db) => {
    const sources = { ...config.sources, names: names ?? config.sources.names }
    const deps = await toRoundDeps(db, { ...config, sources }, listener)
    return {
      describeSources: describeSources(db, deps.sources, deps.clock),
      async sync(since, signal) {
        await setAsideSilence(db, deps.sources)
        if (since) await planSince(db, deps.sources, since, deps.clock())
        await syncNow(deps, signal)
      },
      // One day back, so that what falls due meanwhile goes first.
      planBackfill: (range) => planBackfill(db, deps.sources, range, deps.clock() - 86_400_000),
      async backfill(plans, tell, signal) {
        await setAsideSilence(db, deps.sources)
        return backfillNow(deps, plans, tell, signal)
      },
      close: () => {
        deps.leave()
        return db.destroy()
      },
    }
  })
}

/** The sources that are switched on, to be told of and not to be asked. */
export function listSources({ sources }: Pick<Config, 'sources'>): PaperSource[] {
  const timing = { clock: systemClock, pause }
  return createSources(sources, createOwnPace(timing), systemClock)
}

/** Sources to be asked without keeping what they give; `findStop` is as probes take it. */
export type AskedSources = { sources: PaperSource[]; findStop: Probing['findStop']; close(): Promise<void> }

/**
 * The sources that are switched on, to be asked without keeping what they give.
 *
 * @param databaseUrl whose servers and commands they take turns with; absent where its tables are not there
 */
export function openSources({ sources }: Pick<Config, 'sources'>, databaseUrl: string | undefined): AskedSources {
  if (databaseUrl === undefined) {
    const nothing = (): Promise<undefined> => Promise.resolve(undefined)
    return { sources: listSources({ sources }), findStop: nothing, close: nothing }
  }
  const db = openDatabase(databaseUrl)
  const pace = storePace(db, { clock: systemClock, pause })
  return {
    sources: createSources(sources, pace, systemClock),
    findStop: (source) => findStop(db, source),
    close: () => db.destroy(),
  }
}
