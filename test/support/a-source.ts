import type { Harvest, HarvestContext, PaperSource, PlannedTask } from '../../src/domain/harvest.ts'
import type { PaperId } from '../../src/domain/paper.ts'
import type { Log } from '../../src/domain/ports.ts'
import type { UnixMs } from '../../src/domain/time.ts'
import { planNow } from '../../src/services/sync/plan-tasks.ts'
import { runDue, type RunReport, type SyncDeps } from '../../src/services/sync/run-due.ts'
import type { Db } from '../../src/store/db.ts'
import { aPaper } from './builders.ts'

/** What a made-up source answers to a task: an answer, or what it throws. */
export type Answer = (key: string, resume: string | undefined, context: HarvestContext) => Harvest | Promise<Harvest>

/** A source with what a test is not about filled in: by default each task has one answer, without anything. */
export function aSource(answer: Answer = () => ({ items: [] }), wish: Partial<PaperSource> = {}): PaperSource {
  return {
    ...{ name: 'arxiv', title: 'arXiv', terms: 'Ask seldom.', addresses: [], slots: [] },
    harvest: async (key, resume, context) => answer(key, resume, context),
    ...wish,
  }
}

/** A task whose subject is its key. */
export function aTask(key: string, subject: string = key): PlannedTask {
  return { key, subject }
}

/** A record of a made-up paper in its first version, by the last five digits of its id; of none with `told` empty. */
export function aRecord(
  digits: string,
  wish: Parameters<typeof aPaper>[0] = {},
  told: { version?: number } = { version: 1 },
): { paper: ReturnType<typeof aPaper> } {
  const id = `2611.${digits}` as PaperId
  return {
    paper: aPaper({
      id,
      ...wish,
      fields: { title: `A paper called ${digits} and nothing else`, ...told, ...wish.fields },
    }),
  }
}

/** A store that is synchronised under a clock of the test's own. */
export type Syncing = {
  deps: SyncDeps
  /** What was logged: the event's name and its facts. */
  logged: ({ event: string; level: string } & Record<string, unknown>)[]
  now(): UnixMs
  setNow(instant: UnixMs): void
  /** Plans tasks to be done now. */
  plan(...tasks: PlannedTask[]): Promise<void>
  run(): Promise<RunReport>
}

/** Synchronises one source, or several, with a database from an instant on. */
export function syncing(db: Db, sources: PaperSource | readonly PaperSource[], start: UnixMs = 1_000_000): Syncing {
  let now = start
  const all: readonly PaperSource[] = Array.isArray(sources) ? sources : [sources as PaperSource]
  const logged: Syncing['logged'] = []
  const log: Log = (event, facts, level = 'info') => void logged.push({ event, level, ...facts })
  const deps: SyncDeps = { db, sources: all, clock: () => now, log, runner: 'test' }
  return {
    deps,
    logged,
    now: () => now,
    setNow: (instant) => void (now = instant),
    plan: (...tasks) => planNow(db, all[0]!.name, tasks, now),
    run: () => runDue(deps, new AbortController().signal),
  }
}
