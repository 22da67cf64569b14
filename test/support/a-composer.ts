import type { DigestId } from '../../src/domain/digest.ts'
import type { Headline } from '../../src/domain/headline.ts'
import type { UnixMs } from '../../src/domain/time.ts'
import { createComposing } from '../../src/services/digests/composing.ts'
import type { Db } from '../../src/store/db.ts'

const never = new AbortController().signal

/** Plans and composes digests on a database, by a clock of its own. */
export type Composer = {
  time: { now: UnixMs }
  logged: string[]
  /** Makes the digests that are due. @returns how many */
  plan(): Promise<number>
  /** Composes what was planned, until nothing is left. @returns which */
  compose(): Promise<DigestId[]>
}

/** Makes one. `search` is asked for what searches find: by default nothing. */
export function aComposer(
  db: Db,
  now: UnixMs,
  search: () => Promise<Headline[]> = () => Promise.resolve([]),
): Composer {
  const [time, logged] = [{ now }, [] as string[]]
  const searching = {
    searchPapers: async () => ({
      ...{ found: (await search()).map((headline) => ({ headline, score: 1, title: [] })), hasMore: false, matched: 0 },
      ...{ isExact: true, filters: [], problems: [], isPartial: false, waiting: 0 },
    }),
  }
  const log = (event: string): void => void logged.push(event)
  const composing = createComposing({ db, clock: () => time.now, log, searching })
  return {
    ...{ time, logged },
    plan: () => composing.planDue(never),
    async compose() {
      const ids: DigestId[] = []
      for (;;) {
        const { composed, failed, discarded } = await composing.composeDue(never)
        ids.push(...composed)
        if (composed.length + failed + discarded === 0) return ids
      }
    },
  }
}
