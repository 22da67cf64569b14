import { cutText } from '../domain/cut-text.ts'
import { DeliveryError } from '../domain/delivery-error.ts'
import { readRetryAfter } from '../platform/network/retry-after.ts'
import { toToldText } from '../platform/network/told-text.ts'
import { foldText } from '../platform/plain-text.ts'
import type { UnixMs } from '../domain/time.ts'
import type { ChannelAnswer } from './send-request.ts'

/** What a service means by an answer, where it differs from what HTTP says. */
export type Meaning = {
  /** Whether another try may help. */
  isPassing?: boolean
  isAddressDead?: boolean
  /** Whether it would answer so to every message: a setting is wrong. */
  isChannelDown?: boolean
  until?: UnixMs
  /** What it said, for people; without it, what most APIs say in JSON. */
  told?: string
}

/** Too early, too slow and too much are about this one try. */
const PASSING = new Set([408, 425, 429])
/** Whoever answers may write as much as they like into what pages and logs repeat. */
const MOST_TOLD = 300
const DEAD = new Set([404, 410])

/**
 * Returns where a service took the message.
 *
 * @throws DeliveryError `postponed` for 429, 5xx and redirects, `refused` for other answers; of 404 and 410 the address is dead
 */
export function requireTaken(answer: ChannelAnswer, meaning: Meaning = {}): void {
  const { status, host, headers, at } = answer
  if (status >= 200 && status < 300) return
  const { isPassing = status < 400 || status >= 500 || PASSING.has(status), isAddressDead = DEAD.has(status) } = meaning
  const told = cutText(foldText(meaning.told ?? toToldText(answer.text)), MOST_TOLD).replace(/[.\s]+$/, '')
  const message = `${host} answered ${told === '' ? status : `${status}: ${told}`}.`
  if (!isPassing) throw new DeliveryError('refused', message, { isAddressDead })
  const until = meaning.until ?? readRetryAfter(headers, at)
  const isChannelDown = meaning.isChannelDown ?? false
  throw new DeliveryError('postponed', message, { isChannelDown, ...(until !== undefined && { until }) })
}

/** The fields of an answer in JSON; none where it is something else. */
export function readFields(answer: ChannelAnswer): Record<string, unknown> {
  try {
    const value = JSON.parse(answer.text) as unknown
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
