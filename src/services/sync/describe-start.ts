import type { SourceName } from '../../domain/paper.ts'
import type { UnixMs } from '../../domain/time.ts'
import type { Db } from '../../store/db.ts'
import { hasPapers } from '../../store/papers.ts'
import { listTaskCounts, type TaskCount } from '../../store/task-counts.ts'
import type { Trouble } from '../../store/troubles.ts'
import type { DescribeSources, SourceDescription } from './describe-sources.ts'

/** How far a source is with what it has to fetch first. */
export type FirstSteps = {
  name: SourceName
  title: string
  /** Tasks that are due, and how many of them ended; both 0 before they are planned. */
  planned: number
  ended: number
  /** Records that were taken in. */
  taken: number
  /** What is wrong, the newest first. */
  troubles: Trouble[]
  /** When it is asked next; absent while it is being asked. */
  nextAt?: UnixMs
}

/** The time before the first paper is here. */
export type FirstStart = {
  /** In the order in which they are switched on. */
  sources: FirstSteps[]
  /** Every source that was asked was silent: there is no network, or it leads nowhere. */
  isOffline: boolean
}

/** Tells how far the first papers are; `undefined` once there is one, and where no source is switched on. */
export type DescribeStart = () => Promise<FirstStart | undefined>

/** Makes the use case. */
export function describeStart(db: Db, describeSources: DescribeSources, clock: () => UnixMs): DescribeStart {
  return async () => {
    if (await hasPapers(db)) return undefined
    const described = await describeSources()
    if (described.length === 0) return undefined
    const now = clock()
    const counts = new Map((await listTaskCounts(db, now)).map((count) => [count.source, count]))
    return {
      sources: described.map((source) => toSteps(source, counts.get(source.name), now)),
      isOffline: isOffline(described),
    }
  }
}

function toSteps(source: SourceDescription, count: TaskCount | undefined, now: UnixMs): FirstSteps {
  const { name, title, troubles, nextAt = now } = source
  const { planned = 0, ended = 0, taken = 0 } = count ?? {}
  return { name, title, planned, ended, taken, troubles, ...(nextAt > now && { nextAt }) }
}

function isOffline(sources: readonly SourceDescription[]): boolean {
  const asked = sources.filter(({ succeededAt, failedAt }) => succeededAt !== undefined || failedAt !== undefined)
  return (
    asked.length > 0 &&
    asked.every(
      ({ succeededAt, troubles }) => succeededAt === undefined && troubles.some(({ kind }) => kind === 'silent'),
    )
  )
}
