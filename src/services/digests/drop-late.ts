import type { DigestId } from '../../domain/digest.ts'
import type { Log } from '../../domain/ports.ts'
import { CHANNELS, type ChannelName, type Rhythm } from '../../domain/subscription.ts'
import type { Clock, UnixMs } from '../../domain/time.ts'
import type { Db } from '../../store/db.ts'
import { dropWaiting, listUntried, type Untried } from '../../store/deliveries.ts'
import { freePapers } from '../../store/digest-papers.ts'
import type { ChannelRests } from './deliver-channel.ts'
import { LATENESS_MS } from './delivery-pauses.ts'

const TOO_LATE = 'It was too late to send: its papers come with the next digest.'
const SIZE = 500

/**
 * Drops digests that nobody has tried to send until long after their hour, so that nobody gets yesterday's news: their
 * papers may come into the next. What was tried in time and put off is not late.
 *
 * @param rests channels that could not be reached: why not is told of what is dropped
 * @returns how many
 */
export async function dropLate(
  { db, clock, log }: { db: Db; clock: Clock; log: Log },
  rests: ChannelRests = new Map(),
): Promise<number> {
  let dropped = 0
  // Those that are switched off too: nobody else drops what is for them.
  for (const channel of CHANNELS)
    dropped += await dropLateOf(db, channel, clock, toTrouble(rests.get(channel)?.trouble))
  if (dropped > 0) log('deliveries.dropped', { count: dropped, trouble: TOO_LATE }, 'warn')
  return dropped
}

async function dropLateOf(db: Db, channel: ChannelName, clock: Clock, trouble: string): Promise<number> {
  let dropped = 0
  let after: Untried | undefined
  do {
    const now = clock()
    const untried = await listUntried(db, channel, { before: now - LATENESS_MS.day, size: SIZE, after })
    after = untried.length < SIZE ? undefined : untried.at(-1)
    const late = untried.filter(({ nextAt, rhythm }) => nextAt < now - LATENESS_MS[toSpan(rhythm)])
    if (late.length > 0)
      dropped += await drop(
        db,
        late.map(({ id }) => id),
        { now, trouble },
      )
  } while (after)
  return dropped
}

function toTrouble(why: string | undefined): string {
  return why === undefined ? TOO_LATE : `${TOO_LATE} Until then: ${why}`
}

async function drop(
  db: Db,
  ids: readonly DigestId[],
  { now, trouble }: { now: UnixMs; trouble: string },
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const gone = await dropWaiting(tx, ids, now, trouble)
    await freePapers(tx, gone)
    return gone.length
  })
}

function toSpan(rhythm: string): Rhythm['span'] {
  return (JSON.parse(rhythm) as Rhythm).span
}
