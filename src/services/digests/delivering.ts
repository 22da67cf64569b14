import type { Channel, Pause } from '../../domain/ports.ts'
import type { ChannelName } from '../../domain/subscription.ts'
import type { UnixMs } from '../../domain/time.ts'
import { pause } from '../../platform/pause.ts'
import { settleAll } from '../../platform/settle-all.ts'
import { settleAbandoned } from '../../store/abandoned-deliveries.ts'
import { toStoreError } from '../../store/db.ts'
import { findNextClaimEnd, findNextDelivery, listDueChannels, renewClaims } from '../../store/deliveries.ts'
import type { AtWork } from '../at-work.ts'
import { CLAIM_MS, keepClaims } from '../keep-claims.ts'
import { type ChannelRests, deliverChannel } from './deliver-channel.ts'
import type { DeliverDeps, Delivered } from './deliver-digest.ts'
import { dropLate } from './drop-late.ts'
import { markDeliveries } from './mark-deliveries.ts'

/** How many deliveries ended in which way, and when there is something to do next. */
export type DeliveryReport = Record<Exclude<Delivered, 'left'>, number> & {
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
}

/** Delivers digests. */
export type Delivering = {
  /**
   * Delivers what is due, channel beside channel, until nothing is or the signal is aborted, and drops what is too late.
   *
   * A digest is sent once: it is claimed in the database by one worker, and before its last byte goes out that is noted.
   * What a worker left that died before that is sent by another; what it left after that is `unknown` and stays so. Faults
   * of one digest, address or channel stop no others.
   *
   * @throws AppError `unavailable` when the database does not answer
   */
  deliverDue(signal: AbortSignal): Promise<DeliveryReport>
}

/** Makes the use case for one worker. */
export function createDelivering(deps: DeliveringDeps): Delivering {
  const rests: ChannelRests = new Map()
  const marks = markDeliveries(deps)
  const deliver = async (report: DeliveryReport, signal: AbortSignal): Promise<void> => {
    const due = new Set(await listDueChannels(deps.db, deps.clock()))
    const ready = deps.channels.filter(({ name }) => due.has(name) && !isResting(rests, name, deps.clock()))
    if (ready.length === 0) return
    const count = (delivered: Delivered): void => void (delivered !== 'left' && report[delivered]++)
    const claim = () => ({ worker: deps.worker, now: deps.clock(), until: deps.clock() + CLAIM_MS })
    const lanes = ready.map((channel) => deliverChannel(deps, { channel, marks, rests, claim, count }, signal))
    await settleAll(lanes)
  }
  return {
    async deliverDue(signal) {
      const report: DeliveryReport = { sent: 0, failed: 0, unknown: 0, dropped: 0, postponed: 0 }
      const ended = new AbortController()
      const claiming = keepClaims(() => renew(deps), deps.claimPause ?? pause, ended.signal)
      try {
        await settleLeft(deps, report)
        report.dropped += await dropLate(deps, rests)
        if (!signal.aborted) await deliver(report, signal)
        const nextAt = await findNext(deps, rests)
        return { ...report, ...(nextAt !== undefined && { nextAt }) }
      } catch (error) {
        throw toStoreError(error)
      } finally {
        ended.abort()
        await claiming
      }
    },
  }
}

/** A database that does not answer is tried again: whoever delivers meets it too, and tells it. */
async function renew({ db, clock, worker }: DeliveringDeps): Promise<boolean> {
  await renewClaims(db, worker, clock() + CLAIM_MS).catch(() => undefined)
  return true
}

async function settleLeft({ db, clock, listGone, log }: DeliveringDeps, report: DeliveryReport): Promise<void> {
  const gone = listGone()
  const settled = await settleAbandoned(db, clock(), gone.isDead)
  gone.forget()
  report.unknown += settled.unknown
  if (settled.waiting + settled.unknown > 0) {
    log('deliveries.abandoned', settled, settled.unknown > 0 ? 'warn' : 'info')
  }
}

/** What is for a channel that rests is not looked for before that may be asked again. */
async function findNext({ db, channels, clock }: DeliveringDeps, rests: ChannelRests): Promise<UnixMs | undefined> {
  const now = clock()
  const names = channels.map(({ name }) => name)
  const resting = names.filter((name) => isResting(rests, name, now))
  const awake = names.filter((name) => !resting.includes(name))
  const instants = [await findNextClaimEnd(db), await findNextDelivery(db, awake)]
  for (const name of resting) {
    const nextAt = await findNextDelivery(db, [name])
    if (nextAt !== undefined) instants.push(Math.max(nextAt, rests.get(name)?.until ?? 0))
  }
  const known = instants.filter((at) => at !== undefined)
  return known.length === 0 ? undefined : Math.min(...known)
}

function isResting(rests: ChannelRests, name: ChannelName, now: UnixMs): boolean {
  return (rests.get(name)?.until ?? 0) > now
}
