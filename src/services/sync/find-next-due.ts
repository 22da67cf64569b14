import type { PaperSource } from '../../domain/harvest.ts'
import type { SourceName } from '../../domain/paper.ts'
import type { Clock, Day, UnixMs } from '../../domain/time.ts'
import { listOpenBatches } from '../../store/announced-batches.ts'
import { listMissing } from '../../store/announcements.ts'
import type { Db } from '../../store/db.ts'
import type { AnnouncedBatchTable } from '../../store/schema.ts'
import { listSourceStates } from '../../store/source-states.ts'
import { listTaskOutlooks } from '../../store/tasks.ts'
import { toBatchLook } from './complete-batches.ts'

/** How soon to look again whether another runner has given a source back. */
const LOOK_AGAIN_MS = 5000

/** When any of the sources has something to do next; `undefined` where nothing is planned. */
export async function findNextDue(
  { db, clock, runner }: { db: Db; clock: Clock; runner: string },
  sources: readonly PaperSource[],
): Promise<UnixMs | undefined> {
  const now = clock()
  const states = await listSourceStates(db)
  const outlooks = new Map((await listTaskOutlooks(db, now)).map((outlook) => [outlook.source, outlook]))
  const instants: UnixMs[] = []
  for (const source of sources) {
    const state = states.get(source.name)
    const batches = source.announces ? await listOpenBatches(db, source.name, now) : []
    const looks = await Promise.all(batches.map((batch) => findBatchLook(db, batch, now)))
    const wanted = [outlooks.get(source.name)?.nextAt, ...looks].filter((at) => at !== undefined)
    if (wanted.length === 0) continue
    const isOthers = state?.holder !== null && state?.holder !== runner && (state?.held_until ?? 0) > now
    const restsUntil = Math.max(state?.stopped_until ?? 0, source.restsUntil?.(now) ?? 0)
    instants.push(Math.max(Math.min(...wanted), restsUntil, isOthers ? now + LOOK_AGAIN_MS : 0))
  }
  return instants.length === 0 ? undefined : Math.min(...instants)
}

/** A batch whose papers are all here is looked at at once: who brought the last of them died before it could. */
async function findBatchLook(db: Db, batch: AnnouncedBatchTable, now: UnixMs): Promise<UnixMs> {
  if (batch.read_at === null) return toBatchLook(batch)
  const missing = await listMissing(db, batch.source as SourceName, batch.day as Day)
  return missing.length === 0 ? now : toBatchLook(batch)
}
