import type { SourceName } from '../../domain/paper.ts'
import type { Clock } from '../../domain/time.ts'
import { toContentTag } from '../../platform/hashing.ts'
import { keepFor } from '../../platform/keep-for.ts'
import { listOpenBatches } from '../../store/announced-batches.ts'
import { type Db, toStoreError } from '../../store/db.ts'
import type { Day } from '../../domain/time.ts'
import type { FindVersion } from '../reading.ts'
import { type BatchDescription, type DescribeBatch, describeBatch } from './describe-batch.ts'
import { type DescribeSources, describeSources, type ListedSource } from './describe-sources.ts'
import { type DescribeStart, describeStart, type FirstStart } from './describe-start.ts'
import { type ListTroubles, listTroubles } from './list-troubles.ts'

/** All that pages, programs and those who watch ask of how it stands with sources. */
export type SourceStanding = {
  describeSources: DescribeSources
  listTroubles: ListTroubles
  describeBatch: DescribeBatch
  /** As of at most a second ago. */
  describeStart: DescribeStart
  /** Changes whenever what editions say of their batches does, or of the first papers; '' while all is well. */
  findVersion: FindVersion
  /** Sources that could be asked, and by the settings are not. */
  switchedOff: readonly SourceName[]
}

/** Where no source is asked there is nothing to tell. */
export const NO_SOURCES: SourceStanding = {
  describeSources: () => Promise.resolve([]),
  listTroubles: () => Promise.resolve([]),
  describeBatch: () => Promise.resolve(undefined),
  describeStart: () => Promise.resolve(undefined),
  findVersion: () => Promise.resolve(''),
  switchedOff: [],
}

type Deps = { db: Db; sources: readonly ListedSource[]; switchedOff: readonly SourceName[]; clock: Clock }

/** Sources work in another thread, or another process: how often to look what they have done. Each request is too often. */
const LOOK_MS = 1000

/** Makes the use cases on a database. */
export function createSourceStanding({ db, sources, switchedOff, clock }: Deps): SourceStanding {
  const describe = describeSources(db, sources, clock)
  const describeDay = describeBatch(db, sources, clock)
  const describeFirst = describeStart(db, describe, clock)
  const announcing = sources.find(({ announces }) => announces !== undefined)
  const look = keepFor(LOOK_MS, clock, async (): Promise<Look> => {
    const open = announcing ? await listOpenBatches(db, announcing.name, clock()) : []
    const batches = await Promise.all(open.map(({ day }) => describeDay(day as Day)))
    const start = sources.length === 0 ? undefined : await describeFirst()
    return { start, version: toVersion(batches, start) }
  })
  const orStoreError = async <T>(asked: Promise<T>): Promise<T> => {
    try {
      return await asked
    } catch (error) {
      throw toStoreError(error)
    }
  }
  return {
    describeSources: () => orStoreError(describe()),
    listTroubles: (size) => orStoreError(listTroubles(db)(size)),
    describeBatch: (day) => orStoreError(describeDay(day)),
    describeStart: async () => (await orStoreError(look())).start,
    findVersion: async () => (await orStoreError(look())).version,
    switchedOff,
  }
}

type Look = { start: FirstStart | undefined; version: string }

function toVersion(batches: readonly (BatchDescription | undefined)[], start: FirstStart | undefined): string {
  if (batches.length === 0 && start === undefined) return ''
  return toContentTag(JSON.stringify([batches, start]))
}
