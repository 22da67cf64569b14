import type { Log } from '../../domain/ports.ts'
import { type Clock, DAY_MS, HOUR_MS, type UnixMs } from '../../domain/time.ts'
import { deleteAllowancesBefore } from '../../store/allowances.ts'
import { deleteExpiredConfirmations } from '../../store/confirmations.ts'
import { type Db, toStoreError } from '../../store/db.ts'
import { deleteIdleRecipients } from '../../store/recipients.ts'
import { deleteUnconfirmed } from '../../store/subscriptions.ts'
import { pruneOldDigests } from '../digests/prune-old-digests.ts'
import { CONFIRMATION_MS } from './confirmation-token.ts'

/** Longer than any window of the limits. */
const DAYS_OF_ALLOWANCES = 2

/**
 * Forgets who was asked and never answered: questions that expired, their subscriptions, and the addresses that have no
 * other; and counts of limits of long ago. What was confirmed stays, with its proof.
 *
 * @throws AppError `unavailable` when the database does not answer
 */
export async function pruneSubscriptions(db: Db, now: UnixMs): Promise<{ subscriptions: number; recipients: number }> {
  try {
    return await db.transaction().execute(async (tx) => {
      await deleteExpiredConfirmations(tx, now)
      const strangers = await deleteUnconfirmed(tx, now - CONFIRMATION_MS)
      const recipients = await deleteIdleRecipients(tx, strangers)
      await deleteAllowancesBefore(tx, now - DAYS_OF_ALLOWANCES * DAY_MS)
      return { subscriptions: strangers.length, recipients }
    })
  } catch (error) {
    throw toStoreError(error)
  }
}

type PrunerDeps = {
  db: Db
  clock: Clock
  log: Log
  /** After so many days what stood in a digest is forgotten; absent where never. */
  digestDays?: number | undefined
}

/**
 * Forgets what is not to be kept any longer of questions and of digests, at most once an hour however often it is called.
 *
 * @returns when it is to be called next
 */
export function createPruner({ db, clock, log, digestDays }: PrunerDeps): (signal: AbortSignal) => Promise<UnixMs> {
  let prunedAt = -Infinity
  return async (signal) => {
    const now = clock()
    if (now - prunedAt >= HOUR_MS) {
      await pruneSubscriptions(db, now)
      const count = digestDays === undefined ? 0 : await pruneOldDigests(db, { days: digestDays, now }, signal)
      if (count > 0) log('digests.pruned', { count, days: digestDays })
      prunedAt = now
    }
    return prunedAt + HOUR_MS
  }
}
