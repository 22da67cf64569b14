import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Log } from '../domain/ports.ts'
import type { UnixMs } from '../domain/time.ts'
import type { Composing } from '../services/digests/composing.ts'
import type { Delivering, DeliveryCounts } from '../services/digests/delivering.ts'
import type { SendConfirmations } from '../services/subscriptions/send-confirmations.ts'
import type { Lane } from './rounds.ts'

/** What the lanes of digests take. */
export type MailingDeps = {
  composing: Pick<Composing, 'planDue' | 'composeDue' | 'findNextAt'>
  delivering: Delivering
  /** Absent where no mail is sent. */
  sendConfirmations?: SendConfirmations | undefined
  log: Log
  /** Called when digests were composed. */
  onComposed: () => void
}

const NOTHING: DeliveryCounts = { sent: 0, failed: 0, unknown: 0, dropped: 0, postponed: 0 }
/** While thousands go out, the log is told with every so many looks, of about a second each. */
const LOOKS_TOLD = 60

/**
 * The lanes of digests. They go on side by side: the mail that somebody waits for who subscribes does not wait for ten
 * thousand digests, and these go out while others are still composed.
 */
export function toMailLanes({ composing, delivering, sendConfirmations, log, onComposed }: MailingDeps): Lane[] {
  const compose = async (signal: AbortSignal): Promise<UnixMs | undefined> => {
    await composing.planDue(signal)
    const sum = { composed: 0, failed: 0, discarded: 0 }
    for (;;) {
      const { composed, failed, discarded } = await composing.composeDue(signal)
      if (composed.length + failed + discarded === 0) break
      sum.composed += composed.length
      sum.failed += failed
      sum.discarded += discarded
      onComposed()
      await nextTurn() // what came in from the network meanwhile is heard
    }
    if (sum.composed + sum.failed > 0) log('digests.composed', sum)
    return composing.findNextAt()
  }
  const ask = async (signal: AbortSignal): Promise<UnixMs | undefined> => {
    const round = await sendConfirmations?.(signal)
    if (round && round.sent + round.givenUp + round.postponed > 0) {
      const { sent, postponed, givenUp } = round
      log('confirmations.sent', { sent, postponed, givenUp })
    }
    return round?.nextAt
  }
  const lanes: Lane[] = [{ name: 'compose', run: compose }, deliverLane(delivering, log)]
  return sendConfirmations ? [...lanes, { name: 'ask', run: ask }] : lanes
}

function deliverLane({ deliverDue, settle }: Delivering, log: Log): Lane {
  let [untold, looks] = [NOTHING, 0]
  const add = (counts: DeliveryCounts): void => void (untold = sumUp(untold, counts))
  const tell = (): void => {
    if (Object.values(untold).some((count) => count > 0)) log('digests.delivered', untold)
    ;[untold, looks] = [NOTHING, 0]
  }
  return {
    name: 'deliver',
    async run(signal) {
      const report = await deliverDue(signal)
      add(report)
      if (report.underWay === 0 || ++looks === LOOKS_TOLD) tell()
      return report.nextAt
    },
    async end() {
      add(await settle())
      tell()
    },
  }
}

function sumUp(a: DeliveryCounts, b: DeliveryCounts): DeliveryCounts {
  return {
    sent: a.sent + b.sent,
    failed: a.failed + b.failed,
    unknown: a.unknown + b.unknown,
    dropped: a.dropped + b.dropped,
    postponed: a.postponed + b.postponed,
  }
}
