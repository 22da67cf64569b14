import { AppError } from './error.ts'
import type { UnixMs } from './time.ts'

/**
 * What became of a message that was not delivered: it may be tried again (`postponed`), never (`refused`), or nobody knows
 * whether it arrived (`unknown`).
 */
export type DeliveryOutcome = 'postponed' | 'refused' | 'unknown'

type DeliveryErrorDetails = { isAddressDead?: boolean; until?: UnixMs; isChannelDown?: boolean; cause?: unknown }

/** A message that was not delivered, or perhaps was. Its message is what the other side said, for people, without secrets. */
export class DeliveryError extends AppError {
  readonly outcome: DeliveryOutcome
  /** Whether it is the address that is wrong: nothing is sent there again. */
  readonly isAddressDead: boolean
  /** With `postponed`: not before this, where the other side said so. */
  readonly until: UnixMs | undefined
  /** With `postponed`: whether the whole channel is at fault, and not this message: nothing is held against the message. */
  readonly isChannelDown: boolean

  constructor(outcome: DeliveryOutcome, message: string, details: DeliveryErrorDetails = {}) {
    const { isAddressDead = false, until, isChannelDown = false, cause } = details
    super(outcome === 'refused' ? 'invalid' : 'unavailable', message, cause === undefined ? {} : { cause })
    this.outcome = outcome
    this.isAddressDead = isAddressDead
    this.until = until
    this.isChannelDown = isChannelDown
  }
}
