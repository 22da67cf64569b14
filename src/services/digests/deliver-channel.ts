import type { DeliveryError } from '../../domain/delivery-error.ts'
import type { DigestId } from '../../domain/digest.ts'
import type { Channel } from '../../domain/ports.ts'
import type { ChannelName } from '../../domain/subscription.ts'
import type { UnixMs } from '../../domain/time.ts'
import { createLanes, type Lanes } from '../../platform/lanes.ts'
import { claimDeliveries, type DeliveryClaim, releaseDeliveries } from '../../store/deliveries.ts'
import { listOutgoing, type Outgoing } from '../../store/outgoing.ts'
import { type Delivered, type DeliverDeps, deliverDigest, endUnsent } from './deliver-digest.ts'
import { toChannelRest } from './delivery-pauses.ts'
import type { DeliveryMarks } from './mark-deliveries.ts'

/** Channels that could not be reached: how often in a row, until when they are left alone, and why. */
export type ChannelRests = Map<ChannelName, { failures: number; until: UnixMs; trouble: string }>

/** A channel at work for one worker. */
export type ChannelWork = {
  channel: Channel
  marks: DeliveryMarks
  rests: ChannelRests
  claim: () => DeliveryClaim
  /** What the worker has claimed and not settled. */
  held: Set<DigestId>
  /** Told what became of each. */
  count: (delivered: Delivered) => void
}

/** The lanes of a channel: each delivers one digest after the other. */
export type ChannelLanes = Omit<Lanes, 'topUp'> & {
  /**
   * Has as many deliver as may at once, of which some may be at work since long: each until nothing is due, the signal is
   * aborted, or the channel cannot be reached. Then it rests, and what it has not taken waits as if nobody had tried.
   */
  topUp(signal: AbortSignal): void
}

type Deps = DeliverDeps & { atOnce: number }

/** So many are claimed for each that is under way: claiming is a transaction, and what is claimed is in memory. */
const CLAIMS_EACH = 8
const UNREADABLE = 'What was composed cannot be read.'

/** Makes the lanes of a channel, none of which is at work. */
export function openChannel(deps: Deps, work: ChannelWork): ChannelLanes {
  const { topUp, ...lanes } = createLanes()
  let round: Round | undefined
  return {
    ...lanes,
    topUp(signal) {
      // Of one that was broken off, lanes may still wait for their last answers.
      if (!round || round.signal.aborted || lanes.count() === 0) round = beginRound(deps, work, signal)
      const own = round
      topUp(deps.atOnce, () => runLane(deps, work, own))
    },
  }
}

/** Lanes that take from one queue, until they are broken off together. */
type Round = { signal: AbortSignal; breakOff: () => void; queue: ReturnType<typeof openQueue> }

function beginRound(deps: Deps, work: ChannelWork, signal: AbortSignal): Round {
  const stopping = new AbortController()
  const any = AbortSignal.any([signal, stopping.signal])
  return { signal: any, breakOff: () => stopping.abort(), queue: openQueue(deps, work, any) }
}

async function runLane(deps: Deps, work: ChannelWork, { signal, breakOff, queue }: Round): Promise<void> {
  try {
    for (let outgoing = await queue.take(); outgoing; outgoing = await queue.take()) {
      const { delivered, down } = await deliverDigest(deps, work, outgoing, signal).finally(() =>
        work.held.delete(outgoing.digest.id),
      )
      work.count(delivered)
      if (down) rest(deps, work, down)
      else if (delivered !== 'left' && delivered !== 'dropped') work.rests.delete(work.channel.name)
      if (down) breakOff()
    }
  } catch (error) {
    breakOff() // the others would meet the same database
    throw error
  } finally {
    // By whichever ends first: others may wait for an answer for minutes.
    if (signal.aborted) await queue.giveBack()
  }
}

/** Of several that failed at once only the first counts. */
function rest({ clock, log }: DeliverDeps, { channel: { name }, rests }: ChannelWork, down: DeliveryError): void {
  const before = rests.get(name)
  if (before && before.until > clock()) return
  const failures = (before?.failures ?? 0) + 1
  const until = Math.max(clock() + toChannelRest(failures), down.until ?? 0)
  rests.set(name, { failures, until, trouble: down.message })
  log('channel.rested', { channel: name, failures, trouble: down.message, until }, 'warn')
}

/** Claimed deliveries in their order, claimed anew when they run out. */
function openQueue(deps: Deps, { channel, claim, held }: ChannelWork, signal: AbortSignal) {
  const queue: Outgoing[] = []
  let refilling: Promise<void> | undefined
  const refill = async (): Promise<void> => {
    const ids = await claimDeliveries(deps.db, channel.name, deps.atOnce * CLAIMS_EACH, claim())
    const found = await listOutgoing(deps.db, ids)
    const byId = new Map(found.map((outgoing) => [outgoing.digest.id, outgoing]))
    for (const id of byId.keys()) held.add(id)
    queue.push(...ids.flatMap((id) => byId.get(id) ?? []))
    await endUnreadable(
      deps,
      ids.filter((id) => !byId.has(id)),
    )
  }
  return {
    /** `undefined` once nothing is due, or the signal is aborted. */
    async take(): Promise<Outgoing | undefined> {
      if (queue.length === 0 && !signal.aborted) {
        refilling ??= refill().finally(() => (refilling = undefined))
        await refilling
      }
      return signal.aborted ? undefined : queue.shift()
    },
    /** Gives back what nobody has taken; for when the signal is aborted. */
    async giveBack(): Promise<void> {
      await refilling?.catch(() => undefined)
      const ids = queue.splice(0).map(({ digest }) => digest.id)
      for (const id of ids) held.delete(id)
      await releaseDeliveries(deps.db, ids, deps.worker)
    },
  }
}

async function endUnreadable({ db, worker, clock, log }: DeliverDeps, ids: readonly DigestId[]): Promise<void> {
  if (ids.length === 0) return
  const end = { state: 'failed', now: clock(), isTried: false, trouble: UNREADABLE } as const
  const ended = await db.transaction().execute((tx) => endUnsent(tx, ids, worker, end))
  // Of the others the recipient was forgotten meanwhile, and there is nothing to tell.
  for (const digest of ended) log('delivery.failed', { digest, outcome: 'failed', trouble: UNREADABLE }, 'error')
}
