import type { SourceName } from '../../domain/paper.ts'
import type { UnixMs } from '../../domain/time.ts'
import { isStarting } from '../../store/catch-ups.ts'
import type { Db } from '../../store/db.ts'
import { hasPapers } from '../../store/papers.ts'
import { listTaskCounts, type TaskCount } from '../../store/task-counts.ts'
import type { Trouble } from '../../store/troubles.ts'
import type { CatchUp } from './describe-catch-ups.ts'
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
  /** How long the rest takes, in minutes; absent while nobody can tell. */
  leftMinutes?: number
  /** What is wrong, the newest first. */
  troubles: Trouble[]
  /** When it is asked next; absent while it is being asked. */
  nextAt?: UnixMs
}

/** The time until all is here that was planned when sources were asked for the first time. */
export type FirstStart = {
  /** In the order in which they are switched on; once there is a paper, only those that are not done. */
  sources: FirstSteps[]
  /** Every source that was asked was silent: there is no network, or it leads nowhere. */
  isOffline: boolean
  /** Whether no paper is here yet, and a sample is shown. */
  isEmpty: boolean
}

/** Tells how far the first papers are; `undefined` once all of them are here, and where no source is switched on. */
export type DescribeStart = () => Promise<FirstStart | undefined>

/** Makes the use case. */
export function describeStart(db: Db, describeSources: DescribeSources, clock: () => UnixMs): DescribeStart {
  return async () => {
    const isEmpty = !(await hasPapers(db))
    if (!isEmpty && !(await isStarting(db))) return undefined
    const described = await describeSources()
    const now = clock()
    const sources = isEmpty ? await listAll(db, described, now) : listBehind(described, now)
    return sources.length === 0 ? undefined : { sources, isOffline: isOffline(described), isEmpty }
  }
}

/** Every source, also one that was not planned yet, or that plans nothing for a start. */
async function listAll(db: Db, described: readonly SourceDescription[], now: UnixMs): Promise<FirstSteps[]> {
  const counts = new Map((await listTaskCounts(db, now)).map((count) => [count.source, count]))
  return described.map((source) => toSteps(source, findStart(source) ?? counts.get(source.name), now))
}

function listBehind(described: readonly SourceDescription[], now: UnixMs): FirstSteps[] {
  return described.flatMap((source) => {
    const start = findStart(source)
    return start ? [toSteps(source, start, now)] : []
  })
}

function findStart({ catchUps }: SourceDescription): CatchUp | undefined {
  return catchUps.find(({ purpose }) => purpose === 'start')
}

function toSteps(source: SourceDescription, count: CatchUp | TaskCount | undefined, now: UnixMs): FirstSteps {
  const { name, title, troubles, nextAt = now } = source
  const { planned = 0, ended = 0, taken = 0 } = count ?? {}
  const leftMinutes = count && 'leftMinutes' in count ? count.leftMinutes : undefined
  return {
    ...{ name, title, planned, ended, taken, troubles },
    ...(leftMinutes !== undefined && { leftMinutes }),
    ...(nextAt > now && { nextAt }),
  }
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
