import type { DigestId } from '../../domain/digest.ts'
import type { Channel, Pause } from '../../domain/ports.ts'
import type { ChannelName } from '../../domain/subscription.ts'
import type { UnixMs } from '../../domain/time.ts'
import { pause } from '../../platform/pause.ts'
import { settleAbandoned } from '../../store/abandoned-deliveries.ts'
import { toStoreError } from '../../store/db.ts'
import { findFirstWaiting, findNextClaimEnd, renewClaims } from '../../store/deliveries.ts'
import type { AtWork } from '../at-work.ts'
import { CLAIM_MS, keepClaims } from '../keep-claims.ts'
import { type ChannelLanes, type ChannelRests, openChannel } from './deliver-channel.ts'
import type { DeliverDeps, Delivered } from './deliver-digest.ts'
import { dropLate } from './drop-late.ts'
import { markDeliveries } from './mark-deliveries.ts'

/** How many deliveries ended in which way. */
export type DeliveryCounts = Record<Exclude<Delivered, 'left'>, number>

/** What deliveries ended since the report before, and when there is something to do next. */
export type DeliveryReport = DeliveryCounts & {
  /** How many are still being sent. */
  underWay: number
  /** Absent where nothing is open. */
  nextAt?: UnixMs
}

/** What it takes to deliver what is due. */
export type DeliveringDeps = DeliverDeps & {
  /** Those that are switched on; what is for another one waits, and is dropped once it is late. */
  channels: readonly Channel[]
  /** Which other workers have died. */
  listGone: AtWork['listGone']
  /** How many of one channel are under way at once. */
  atOnce: number
  /** By what claims are kept. The machine's own where absent. */
  claimPause?: Pause
  /** By what a look waits for what it began. The machine's own where absent. */
  lookPause?: Pause
}

/** Delivers digests. */
export type Delivering = {
  /**
   * Has a look: settles what others left, drops what is too late, has each channel deliver what is due, and waits a
   * moment for all of that to end. What takes longer goes on, and the next look is soon: a message that hangs for minutes,
   * or a slow channel, keeps none waiting that falls due meanwhile. Nothing more is begun once the signal is aborted.
   *
   * A digest is sent once: it is claimed in the database by one worker, and before its last byte goes out that is noted.
   * What a worker left that died before that is sent by another; what it left after that is `unknown` and stays so. Faults
   * of one digest, address or channel stop no others.
   *
   * @throws AppError `unavailable` when the database does not answer, or did not since the last look
   */
  deliverDue(signal: AbortSignal): Promise<DeliveryReport>
  /** Waits until nothing is under way any more, after the signal was aborted. @returns what ended since the last look */
  settle(): Promise<DeliveryCounts>
}

type ChannelsAtWork = ReadonlyMap<ChannelName, ChannelLanes>

/** So long a look waits: what falls due while others are under way waits no longer. */
const LOOK_MS = 1000

/** Makes the use case for one worker. */
export function createDelivering(deps: DeliveringDeps): Delivering {
  const rests: ChannelRests = new Map()
  const held = new Set<DigestId>()
  const counts = countDeliveries()
  const marks = markDeliveries(deps)
  const claim = () => ({ worker: deps.worker, now: deps.clock(), until: deps.clock() + CLAIM_MS })
  const atWork: ChannelsAtWork = new Map(
    deps.channels.map((channel) => [
      channel.name,
      openChannel(deps, { channel, marks, rests, claim, held, count: counts.add }),
    ]),
  )
  const hold = holdClaims(deps, held, atWork)
  return {
    async deliverDue(signal) {
      try {
        counts.add('unknown', await settleLeft(deps))
        counts.add('dropped', await dropLate(deps, rests))
        if (!signal.aborted) await topUp(deps, rests, atWork, signal)
        await waitAMoment(deps, hold())
        const [failure] = [...atWork.values()].flatMap((lanes) => lanes.takeFailure() ?? [])
        if (failure) throw failure.error
        const nextAt = await findNext(deps, rests, atWork)
        return { ...counts.take(), underWay: countLanes(atWork), ...(nextAt !== undefined && { nextAt }) }
      } catch (error) {
        throw toStoreError(error)
      }
    },
    async settle() {
      await hold()
      return counts.take()
    },
  }
}

function countDeliveries() {
  const none = (): DeliveryCounts => ({ sent: 0, failed: 0, unknown: 0, dropped: 0, postponed: 0 })
  let counts = none()
  return {
    add: (delivered: Delivered, count = 1): void => void (delivered !== 'left' && (counts[delivered] += count)),
    take(): DeliveryCounts {
      const taken = counts
      counts = none()
      return taken
    },
  }
}

/** Has each channel that does not rest deliver what is due by it. */
async function topUp(
  { db, clock }: DeliveringDeps,
  rests: ChannelRests,
  atWork: ChannelsAtWork,
  signal: AbortSignal,
): Promise<void> {
  const awake = [...atWork.keys()].filter((name) => !isResting(rests, name, clock()))
  const first = await findFirstWaiting(db, awake)
  for (const name of awake) if ((first.get(name) ?? Infinity) <= clock()) atWork.get(name)?.topUp(signal)
}

/** Keeps what is claimed from the first that is under way to the last. @returns what tells when none is; it never rejects */
function holdClaims(deps: DeliveringDeps, held: ReadonlySet<DigestId>, atWork: ChannelsAtWork): () => Promise<void> {
  let holding: Promise<void> | undefined
  const hold = async (): Promise<void> => {
    const ended = new AbortController()
    const claiming = keepClaims(() => renew(deps, held), deps.claimPause ?? pause, ended.signal)
    while (countLanes(atWork) > 0) await Promise.all([...atWork.values()].map((lanes) => lanes.idle()))
    holding = undefined
    ended.abort()
    await claiming
  }
  return async () => holding ?? (countLanes(atWork) > 0 ? (holding = hold()) : undefined)
}

/** A database that does not answer is tried again: whoever delivers meets it too, and tells it. */
async function renew({ db, clock, worker }: DeliveringDeps, held: ReadonlySet<DigestId>): Promise<boolean> {
  await renewClaims(db, [...held], worker, clock() + CLAIM_MS).catch(() => undefined)
  return true
}

async function waitAMoment({ lookPause = pause }: DeliveringDeps, ended: Promise<void>): Promise<void> {
  const waiting = new AbortController()
  const moment = lookPause(LOOK_MS, waiting.signal).catch(() => undefined)
  await Promise.race([ended, moment])
  waiting.abort()
}

/** @returns how many may have arrived */
async function settleLeft({ db, clock, listGone, log }: DeliveringDeps): Promise<number> {
  const gone = listGone()
  const settled = await settleAbandoned(db, clock(), gone.isDead)
  gone.forget()
  if (settled.waiting + settled.unknown > 0) {
    log('deliveries.abandoned', settled, settled.unknown > 0 ? 'warn' : 'info')
  }
  return settled.unknown
}

/** What is for a channel that rests is not looked for before that may be asked again; while some are under way, soon. */
async function findNext(
  { db, clock }: DeliveringDeps,
  rests: ChannelRests,
  atWork: ChannelsAtWork,
): Promise<UnixMs | undefined> {
  if (countLanes(atWork) > 0) return clock()
  const first = await findFirstWaiting(db, [...atWork.keys()])
  const next = [...first].map(([name, at]) => Math.max(at, rests.get(name)?.until ?? 0))
  const known = [await findNextClaimEnd(db), ...next].filter((at) => at !== undefined)
  return known.length === 0 ? undefined : Math.min(...known)
}

function countLanes(atWork: ChannelsAtWork): number {
  return [...atWork.values()].reduce((sum, lanes) => sum + lanes.count(), 0)
}

function isResting(rests: ChannelRests, name: ChannelName, now: UnixMs): boolean {
  return (rests.get(name)?.until ?? 0) > now
}
