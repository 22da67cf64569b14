import type { DeliveryState } from '../../domain/digest.ts'
import type { ChannelName, SubscriptionState } from '../../domain/subscription.ts'
import { type Clock, DAY_MS, MINUTE_MS, toUtcDay, type UnixMs } from '../../domain/time.ts'
import { keepFor } from '../../platform/keep-for.ts'
import { type Db, toStoreError } from '../../store/db.ts'
import {
  countEnded,
  countOpen,
  countSubscriptions,
  countSuppressed,
  type ChannelCount,
  type DigestQueue,
  findLastSentAt,
  readDigestQueue,
} from '../../store/digest-standing.ts'
import { findNextDueAt } from '../../store/due-subscriptions.ts'
import { findModelUse } from '../../store/model-use.ts'

/** How it stands with digests, of all readers together. */
export type DigestStanding = {
  subscriptions: readonly ChannelCount<SubscriptionState>[]
  /** Recipients to whom nothing is sent any more. */
  suppressed: readonly { channel: ChannelName; count: number }[]
  /** Deliveries that are open, and those that ended in the last 24 hours. */
  open: readonly ChannelCount<DeliveryState>[]
  ended: readonly ChannelCount<DeliveryState>[]
  queue: DigestQueue
  /** When the next digest is due; in the past where it is late. */
  nextAt?: UnixMs
  /** When a digest went out last, within the last month. */
  sentAt?: UnixMs
  /** What a language model was asked today (UTC). */
  modelUse?: { tokens: number; asked: number; refused: number; failed: number }
}

/** Tells how it stands with digests. @throws AppError `unavailable` when the database does not answer */
export type DescribeDigests = () => Promise<DigestStanding>

/** Where nobody can subscribe there is nothing to tell. */
export const NO_DIGESTS: DigestStanding = {
  ...{ subscriptions: [], suppressed: [], open: [], ended: [] },
  queue: {
    ...{ plan: { count: 0 }, compose: { count: 0, failed: 0 }, send: { count: 0 }, retry: { count: 0 } },
    ask: { count: 0 },
  },
}

/** Counting a hundred thousand subscriptions takes a moment in which SQLite does nothing else; the queue is read by indexes. */
const COUNTED_FOR_MS = 300_000
const QUEUE_FOR_MS = 10_000
const DAYS_BACK = 31

/** Makes the use case. Counts are as of at most five minutes ago, the queue of at most ten seconds. */
export function describeDigests(db: Db, clock: Clock): DescribeDigests {
  const count = keepFor(COUNTED_FOR_MS, clock, async () => ({
    subscriptions: await countSubscriptions(db),
    suppressed: await countSuppressed(db),
    ended: await countEnded(db, clock() - DAY_MS),
  }))
  const look = keepFor(QUEUE_FOR_MS, clock, async () => {
    const now = clock()
    const nextAt = await findNextDueAt(db)
    const sentAt = await findLastSentAt(db, now - DAYS_BACK * DAY_MS)
    const use = await findModelUse(db, toUtcDay(now))
    const { tokens = 0, asked = 0, refused = 0, failed = 0 } = use ?? {}
    return {
      open: await countOpen(db, now),
      queue: await readDigestQueue(db, now),
      ...(nextAt !== undefined && { nextAt }),
      ...(sentAt !== undefined && { sentAt }),
      ...(use && { modelUse: { tokens, asked, refused, failed } }),
    }
  })
  return async () => {
    try {
      return { ...(await count()), ...(await look()) }
    } catch (error) {
      throw toStoreError(error)
    }
  }
}

/** Shorter than this nobody notices, and the hour at which most are due takes some minutes. */
const LATE_MS = 15 * MINUTE_MS

/** Whether what was due at an instant, and has not gone out, is late. */
export function isLate(dueAt: UnixMs, now: UnixMs): boolean {
  return now - dueAt > LATE_MS
}

/** When the digest was due that waits longest to go out for the first time; `undefined` where none waits. */
export function findOldestDueAt({ plan, compose, send }: DigestQueue): UnixMs | undefined {
  const due = [plan, compose, send].flatMap(({ dueAt }) => dueAt ?? [])
  return due.length === 0 ? undefined : Math.min(...due)
}
