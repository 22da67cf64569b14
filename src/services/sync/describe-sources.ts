import type { PaperSource } from '../../domain/harvest.ts'
import type { SourceName } from '../../domain/paper.ts'
import type { Clock, UnixMs } from '../../domain/time.ts'
import type { Db } from '../../store/db.ts'
import type { SourceStateTable, TaskTable } from '../../store/schema.ts'
import { listSourceStates } from '../../store/source-states.ts'
import { listOpenTasks, listTaskOutlooks, type TaskOutlook } from '../../store/tasks.ts'
import { listOpenTroubles, type Trouble } from '../../store/troubles.ts'
import { type BatchDescription, describeNewestBatch } from './describe-batch.ts'
import { type CatchUp, describeCatchUps } from './describe-catch-ups.ts'

/** A task that is under way or waits, for progress bars: it goes on where it stands. */
export type TaskProgress = {
  key: string
  /** Records taken in, records left out, and how many there are, where the source tells. */
  taken: number
  faults: number
  total?: number
  /** Whether an answer of it was kept, and more are to come. */
  isUnderWay: boolean
  dueAt: UnixMs
  /** When it is tried next, where it failed. */
  retryAt?: UnixMs
  /** Why it failed the last time. */
  trouble?: string
}

/** How it stands with a source, for people. */
export type SourceDescription = {
  name: SourceName
  title: string
  terms: string
  /** When an answer of it was kept last. */
  succeededAt?: UnixMs
  failedAt?: UnixMs
  /** Tries without success since then. */
  failures: number
  /** What is wrong, the newest first; empty while nothing is. */
  troubles: Trouble[]
  /** It asked to be left alone, or does not answer: nothing is asked of it before. */
  stoppedUntil?: UnixMs
  /** When it is asked next; not later than now while it is being asked. Absent where nothing is planned. */
  nextAt?: UnixMs
  /** The newest day that it announced papers for, or should have by now. */
  newestBatch?: BatchDescription
  /** What it fetches of past days, whoever asked for that; empty where it is not behind. */
  catchUps: CatchUp[]
  /** Tasks that are due and not done. */
  due: number
  /** Those that are worked on first, at most ten. */
  tasks: TaskProgress[]
}

/** What describing takes of a source. */
export type ListedSource = Pick<PaperSource, 'name' | 'title' | 'terms' | 'announces'>

/** Tells how it stands with each source, in the order in which they are switched on. */
export type DescribeSources = () => Promise<SourceDescription[]>

const TASKS_SHOWN = 10

/** Makes the use case. */
export function describeSources(db: Db, sources: readonly ListedSource[], clock: Clock): DescribeSources {
  return async () => {
    const now = clock()
    const states = await listSourceStates(db)
    const outlooks = new Map((await listTaskOutlooks(db, now)).map((outlook) => [outlook.source, outlook]))
    const troubles = await listOpenTroubles(db)
    const catchUps = await describeCatchUps(db, now)
    return Promise.all(
      sources.map(async (source) => {
        const tasks = await listOpenTasks(db, source.name, TASKS_SHOWN)
        const newestBatch = await describeNewestBatch(db, source, now)
        return {
          ...{ name: source.name, title: source.title, terms: source.terms },
          ...toStanding(states.get(source.name), outlooks.get(source.name), now),
          troubles: troubles.filter((trouble) => trouble.source === source.name),
          ...(newestBatch && { newestBatch }),
          catchUps: catchUps.get(source.name) ?? [],
          tasks: tasks.map(toProgress),
        }
      }),
    )
  }
}

type Standing = Pick<SourceDescription, 'succeededAt' | 'failedAt' | 'failures' | 'stoppedUntil' | 'nextAt' | 'due'>

function toStanding(state: SourceStateTable | undefined, outlook: TaskOutlook | undefined, now: UnixMs): Standing {
  const stopped = state?.stopped_until ?? undefined
  const stoppedUntil = stopped !== undefined && stopped > now ? stopped : undefined
  const nextAt = outlook && Math.max(outlook.nextAt, stoppedUntil ?? outlook.nextAt)
  return {
    failures: state?.failures ?? 0,
    due: outlook?.due ?? 0,
    ...(typeof state?.succeeded_at === 'number' && { succeededAt: state.succeeded_at }),
    ...(typeof state?.failed_at === 'number' && { failedAt: state.failed_at }),
    ...(stoppedUntil !== undefined && { stoppedUntil }),
    ...(nextAt !== undefined && { nextAt }),
  }
}

function toProgress(task: TaskTable): TaskProgress {
  return {
    ...{ key: task.key, taken: task.taken, faults: task.faults, dueAt: task.due_at },
    isUnderWay: task.resume !== null,
    ...(task.total !== null && { total: task.total }),
    ...(task.retry_at !== null && { retryAt: task.retry_at }),
    ...(task.trouble !== null && { trouble: task.trouble }),
  }
}
