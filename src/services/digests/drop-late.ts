import type { DigestId } from '../../domain/digest.ts'
import type { Log } from '../../domain/ports.ts'
import type { Rhythm } from '../../domain/subscription.ts'
import type { Clock, UnixMs } from '../../domain/time.ts'
import type { Db } from '../../store/db.ts'
import { dropWaiting, freePapers, listUntried, type Untried } from '../../store/deliveries.ts'
import { LATENESS_MS } from './delivery-pauses.ts'

const TOO_LATE = 'It was too late to send: its papers come with the next digest.'
const SIZE = 500

/**
 * Drops digests that nobody has tried to send until long after their hour, so that nobody gets yesterday's news: their
 * papers may come into the next. What was tried in time and put off is not late. @returns how many
 */
export async function dropLate({ db, clock, log }: { db: Db; clock: Clock; log: Log }): Promise<number> {
  let dropped = 0
  let after: Untried | undefined
  do {
    const now = clock()
    const untried = await listUntried(db, { before: now - LATENESS_MS.day, size: SIZE, after })
    after = untried.length < SIZE ? undefined : untried.at(-1)
    const late = untried.filter(({ nextAt, rhythm }) => nextAt < now - LATENESS_MS[toSpan(rhythm)])
    dropped += await drop(
      db,
      late.map(({ id }) => id),
      now,
    )
  } while (after)
  if (dropped > 0) log('deliveries.dropped', { count: dropped, trouble: TOO_LATE }, 'warn')
  return dropped
}

async function drop(db: Db, ids: readonly DigestId[], now: UnixMs): Promise<number> {
  if (ids.length === 0) return 0
  return db.transaction().execute(async (tx) => {
    const gone = await dropWaiting(tx, ids, now, TOO_LATE)
    await freePapers(tx, gone)
    return gone.length
  })
}

function toSpan(rhythm: string): Rhythm['span'] {
  return (JSON.parse(rhythm) as Rhythm).span
}
