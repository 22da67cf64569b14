import { AppError } from '../../domain/error.ts'
import { DAY_MS, HOUR_MS, type UnixMs } from '../../domain/time.ts'
import { toHexId } from '../../platform/hashing.ts'
import { returnAllowance, takeAllowance } from '../../store/allowances.ts'
import type { Db } from '../../store/db.ts'

/** How often anybody may have us send a mail that nobody has confirmed yet. */
export type AskLimits = {
  /** To one mailbox, or place that a channel reaches, a day, whoever asks. What is confirmed does not count. */
  mailboxDaily: number
  /** For one network. */
  networkHourly: number
  networkDaily: number
  /** For all networks that a provider commonly gives to one customer, or to neighbours (`toWideNetwork`). */
  wideHourly: number
  wideDaily: number
  /** For everybody together. */
  overallHourly: number
  /** Of `overallHourly`, what is left to those who have not asked before on this day. */
  newcomersHourly: number
}

/** Enough for a lab behind one address, and too little to flood a mailbox by way of us. */
export const ASK_LIMITS: AskLimits = {
  ...{ mailboxDaily: 3, networkHourly: 20, networkDaily: 60, wideHourly: 60, wideDaily: 200 },
  ...{ overallHourly: 500, newcomersHourly: 200 },
}

/** Who asks, and to what address something would go. */
export type Asking = {
  /** Of the mailbox (`toMailboxKey`), or of the place that a channel reaches (`toPlaceKey`). */
  key: string
  network: string
}

/**
 * Takes one mail to a new reader from what may be asked for.
 *
 * @returns false where the mailbox has had its share: who asks is not told, for it may be somebody else's
 * @throws AppError `rate_limited` where this network, or everybody, has had theirs
 */
export async function takeAsk(tx: Db, limits: AskLimits, asking: Asking, now: UnixMs): Promise<boolean> {
  await takeNetworks(tx, limits, asking.network, now)
  const wide = toWideNetwork(asking.network)
  const isNew = await takeAllowance(tx, { key: `first ${wide}`, most: 1, windowMs: DAY_MS }, now)
  const most = isNew ? limits.overallHourly : limits.overallHourly - limits.newcomersHourly
  if (!(await takeAllowance(tx, { key: 'everybody hour', most, windowMs: HOUR_MS }, now))) {
    const says = 'Too many people ask at once. Nothing was sent: try again in an hour.'
    throw new AppError('rate_limited', says, { waitMs: toWait(HOUR_MS, now) })
  }
  return takeMailbox(tx, limits, asking.key, now)
}

/**
 * As `takeAsk`, for a mail that goes to nobody who was not written to before: what everybody asks for together does not
 * hold it up, so that nobody can lock readers out.
 */
export async function takeLink(tx: Db, limits: AskLimits, asking: Asking, now: UnixMs): Promise<boolean> {
  await takeNetworks(tx, limits, asking.network, now)
  return takeMailbox(tx, limits, asking.key, now)
}

/** Gives a mailbox back what was taken for a question that its owner has answered: it was no flood. */
export function returnAsk(tx: Db, key: string, askedAt: UnixMs): Promise<void> {
  return returnAllowance(tx, toMailboxWindow(key), askedAt)
}

async function takeNetworks(tx: Db, limits: AskLimits, network: string, now: UnixMs): Promise<void> {
  const wide = `networks ${toWideNetwork(network)}`
  const allowances = [
    { key: `network ${network} hour`, most: limits.networkHourly, windowMs: HOUR_MS },
    { key: `network ${network} day`, most: limits.networkDaily, windowMs: DAY_MS },
    { key: `${wide} hour`, most: limits.wideHourly, windowMs: HOUR_MS },
    { key: `${wide} day`, most: limits.wideDaily, windowMs: DAY_MS },
  ]
  for (const allowance of allowances) {
    if (await takeAllowance(tx, allowance, now)) continue
    const says = 'Too much was asked for from your network. Nothing was sent: try again later.'
    throw new AppError('rate_limited', says, { waitMs: toWait(allowance.windowMs, now) })
  }
}

/** Until the window that holds an instant is over (`takeAllowance`). */
function toWait(windowMs: number, now: UnixMs): number {
  return windowMs - (now % windowMs)
}

function takeMailbox(tx: Db, { mailboxDaily }: AskLimits, key: string, now: UnixMs): Promise<boolean> {
  return takeAllowance(tx, { ...toMailboxWindow(key), most: mailboxDaily }, now)
}

/** By a hash: addresses of people who never confirmed anything have no business in this table. */
function toMailboxWindow(key: string): { key: string; windowMs: number } {
  return { key: `mailbox ${toHexId(key)}`, windowMs: DAY_MS }
}

/**
 * The networks that are counted together, by the key of one of them: of an IPv4 address the 256 beside it, of the first 64
 * bits of an IPv6 one those that begin with the same 48, which is what one customer may have 65,536 of
 * (https://www.rfc-editor.org/rfc/rfc6177). Anything else stands for itself.
 */
function toWideNetwork(network: string): string {
  const separator = network.includes(':') ? ':' : '.'
  const parts = network.split(separator)
  return parts.length === 4 ? parts.slice(0, 3).join(separator) : network
}
