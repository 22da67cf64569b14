import { AppError } from '../../domain/error.ts'
import { toMailboxKey } from '../../domain/mail-address.ts'
import { DAY_MS, HOUR_MS, type UnixMs } from '../../domain/time.ts'
import { toHexId } from '../../platform/hashing.ts'
import { takeAllowance } from '../../store/allowances.ts'
import type { Db } from '../../store/db.ts'

/** How often anybody may have us send a mail that nobody has confirmed yet. */
export type AskLimits = {
  /** To one mailbox, or place that a channel reaches, a day, whoever asks. */
  mailboxDaily: number
  /** For one network. */
  networkHourly: number
  networkDaily: number
  /** For everybody together. */
  overallHourly: number
}

/** Enough for a lab behind one address, and too little to flood a mailbox by way of us. */
export const ASK_LIMITS: AskLimits = { mailboxDaily: 3, networkHourly: 20, networkDaily: 60, overallHourly: 500 }

/**
 * Takes one mail from what may be asked for.
 *
 * @param asked.key of the address
 * @returns false where the mailbox has had its share: who asks is not told, for it may be somebody else's
 * @throws AppError `rate_limited` where this network, or everybody, has had theirs
 */
export async function takeAsk(
  tx: Db,
  limits: AskLimits,
  asked: { key: string; network: string },
  now: UnixMs,
): Promise<boolean> {
  const network = `network ${asked.network}`
  const isLeft =
    (await takeAllowance(tx, { key: `${network} hour`, most: limits.networkHourly, windowMs: HOUR_MS }, now)) &&
    (await takeAllowance(tx, { key: `${network} day`, most: limits.networkDaily, windowMs: DAY_MS }, now))
  if (!isLeft) {
    throw new AppError('rate_limited', 'Too much was asked for from your network. Nothing was sent: try again later.')
  }
  if (!(await takeAllowance(tx, { key: 'everybody hour', most: limits.overallHourly, windowMs: HOUR_MS }, now))) {
    throw new AppError('rate_limited', 'Too many people ask at once. Nothing was sent: try again in an hour.')
  }
  // By a hash: addresses of people who never confirmed anything have no business in this table.
  const mailbox = `mailbox ${toHexId(toMailboxKey(asked.key))}`
  return takeAllowance(tx, { key: mailbox, most: limits.mailboxDaily, windowMs: DAY_MS }, now)
}
