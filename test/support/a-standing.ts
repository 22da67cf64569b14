import type { SourceName } from '../../src/domain/paper.ts'
import type { Day, UnixMs } from '../../src/domain/time.ts'
import { createSourceStanding, type SourceStanding } from '../../src/services/sync/source-standing.ts'
import type { ListedSource } from '../../src/services/sync/describe-sources.ts'
import { planDay, planPapers, toDueAt } from '../../src/sources/arxiv/plan.ts'
import { insertBatch, markAnnounced, updateBatch } from '../../src/store/announced-batches.ts'
import type { Db } from '../../src/store/db.ts'

/** arXiv with its calendar, and nothing that asks it. */
export const ARXIV: ListedSource = {
  ...{ name: 'arxiv', title: 'arXiv', terms: 'One request every three seconds.' },
  announces: { dueAt: toDueAt, planDay, planPapers },
}

/** A source that announces nothing. */
export const DAILY_PAPERS: ListedSource = { name: 'daily_papers', title: 'Daily Papers', terms: 'Few requests.' }

type Wish = { sources?: readonly ListedSource[]; switchedOff?: readonly SourceName[] }

/** How it stands with arXiv on a database, at the instants that a clock tells. */
export function aStanding(db: Db, clock: () => UnixMs, wish: Wish = {}): SourceStanding {
  return createSourceStanding({ db, sources: [ARXIV], switchedOff: [], clock, ...wish })
}

/** Has arXiv announce `announced` papers for a day, `missing` of which are not here and are asked for next at `retryAt`. */
export async function announce(
  db: Db,
  day: Day,
  {
    announced,
    missing,
    retryAt,
    closedAt,
  }: { announced: number; missing: number; retryAt?: UnixMs; closedAt?: UnixMs },
): Promise<void> {
  const dueAt = toDueAt(day) ?? 0
  await awaitBatch(db, day)
  await markAnnounced(db, 'arxiv', { day, announced }, dueAt)
  const completed = missing === 0 ? { completed_at: dueAt } : { retry_at: retryAt ?? null, closed_at: closedAt ?? null }
  await updateBatch(db, 'arxiv', day, { missing, ...completed })
}

/** Has arXiv's announcement of a day be waited for. */
export async function awaitBatch(db: Db, day: Day): Promise<void> {
  await insertBatch(db, 'arxiv', { day, dueAt: toDueAt(day) ?? 0 })
}
