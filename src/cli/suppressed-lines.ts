import { showToReaders } from '../domain/shown-address.ts'
import type { Recipient } from '../domain/subscription.ts'
import { toIso, toMinute } from '../domain/time.ts'

/**
 * A recipient to whom nothing is sent, as a line of a list. A mailbox is whole, since its operator types it to have it
 * written to again; where an address is a secret, it is not.
 */
export function toSuppressedLine(recipient: Recipient): string {
  const { channel, suppressed } = recipient
  const where = `${channel === 'mail' ? '' : `${channel} `}${showToReaders(recipient)}`
  return `${toMinute(suppressed?.at ?? 0)}  ${where}  ${suppressed?.reason ?? ''}`
}

/** The same for programs: an object on one line. */
export function toSuppressedJson(recipient: Recipient): string {
  const { channel, suppressed } = recipient
  const [at, reason] = [toIso(suppressed?.at ?? 0), suppressed?.reason ?? '']
  return JSON.stringify({ at, channel, where: showToReaders(recipient), reason })
}
