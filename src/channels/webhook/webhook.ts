import type { ChannelKind } from '../channel-kind.ts'
import { parseWebhookAddress } from './webhook-address.ts'
import { createWebhookChannel } from './webhook-channel.ts'

/** Digests for programs, by signed requests. */
export const webhook: ChannelKind<'webhook'> = {
  name: 'webhook',
  parseAddress: parseWebhookAddress,
  create: createWebhookChannel,
}
