import type { Recipient } from '../../domain/subscription.ts'
import type { Site } from '../views/layout.tsx'

/** Whether digests go out to a recipient: none do by mail from a server that sends none. */
export function isSentTo({ channel }: Pick<Recipient, 'channel'>, { offersMail }: Pick<Site, 'offersMail'>): boolean {
  return offersMail || channel !== 'mail'
}
