import type { DeliveryState } from '../../../domain/digest.ts'
import type { Inbox } from '../../../services/subscriptions/managing.ts'

/** A digest as a list of past ones has it. */
export type PastDigest = Inbox['digests'][number]

const STATES: Readonly<Record<DeliveryState, string>> = {
  waiting: 'waiting to be sent',
  claimed: 'being sent',
  sent: 'sent',
  failed: 'not delivered',
  unknown: 'perhaps sent: the mail server went away before it had answered',
  dropped: 'not sent, for it was too late; its papers come with the next',
}

/** What became of a digest, in words: "sent", "not delivered: The mailbox is full." */
export function toDeliveryText({ composedAt, delivery, trouble }: PastDigest): string {
  if (composedAt === undefined) return trouble === undefined ? 'being put together' : `not put together: ${trouble}`
  if (!delivery) return 'not sent, for nothing was worth it'
  const isWrong = delivery.state === 'failed' || delivery.state === 'waiting'
  return `${STATES[delivery.state]}${isWrong && trouble !== undefined ? `: ${trouble}` : ''}`
}
