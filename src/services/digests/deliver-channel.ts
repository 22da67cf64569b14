import type { DeliveryError } from '../../domain/delivery-error.ts'
import type { DigestId } from '../../domain/digest.ts'
import type { Channel } from '../../domain/ports.ts'
import type { ChannelName } from '../../domain/subscription.ts'
import type { UnixMs } from '../../domain/time.ts'
import { settleAll } from '../../platform/settle-all.ts'
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
  /** Told what became of each. */
  count: (delivered: Delivered) => void
}

/** So many are claimed for each that is under way: claiming is a transaction, and what is claimed is in memory. */
const CLAIMS_EACH = 8
const UNREADABLE = 'What was composed cannot be read.'

/**
 * Delivers what is due by one channel, some at once, until nothing is, the signal is aborted, or the channel cannot be
 * reached: then it rests, and what it has not taken waits as if nobody had tried.
 *
 * @throws what the database failed with
 */
export async function deliverChannel(
  deps: DeliverDeps & { atOnce: number },
  work: ChannelWork,
  signal: AbortSignal,
): Promise<void> {
  const stopping = new AbortController()
  const any = AbortSignal.any([signal, stopping.signal])
  const queue = openQueue(deps, work, any)
  const lanes = Array.from({ length: deps.atOnce }, async () => {
    try {
      for (let outgoing = await queue.take(); outgoing; outgoing = await queue.take()) {
        const { delivered, down } = await deliverDigest(deps, work, outgoing, any)
        work.count(delivered)
        if (down) rest(deps, work, down)
        else if (delivered !== 'left') work.rests.delete(work.channel.name)
        if (down) stopping.abort()
      }
    } catch (error) {
      stopping.abort() // the others would meet the same database
      throw error
    }
  })
  try {
    await settleAll(lanes)
  } finally {
    await queue.giveBack()
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
function openQueue(deps: DeliverDeps & { atOnce: number }, work: ChannelWork, signal: AbortSignal) {
  const queue: Outgoing[] = []
  let refilling: Promise<void> | undefined
  const refill = async (): Promise<void> => {
    const ids = await claimDeliveries(deps.db, work.channel.name, deps.atOnce * CLAIMS_EACH, work.claim())
    const found = await listOutgoing(deps.db, ids)
    const byId = new Map(found.map((outgoing) => [outgoing.digest.id, outgoing]))
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
    giveBack: () =>
      releaseDeliveries(
        deps.db,
        queue.map(({ digest }) => digest.id),
        deps.worker,
      ),
  }
}

async function endUnreadable({ db, worker, clock, log }: DeliverDeps, ids: readonly DigestId[]): Promise<void> {
  if (ids.length === 0) return
  const end = { state: 'failed', now: clock(), isTried: false, trouble: UNREADABLE } as const
  const ended = await db.transaction().execute((tx) => endUnsent(tx, ids, worker, end))
  // Of the others the recipient was forgotten meanwhile, and there is nothing to tell.
  for (const digest of ended) log('delivery.failed', { digest, outcome: 'failed', trouble: UNREADABLE }, 'error')
}
