import type { ChannelKind } from '../channel-kind.ts'
import { parseSlackAddress } from './slack-address.ts'
import { createSlackChannel } from './slack-channel.ts'

/** Digests in channels of Slack, by incoming webhooks. */
export const slack: ChannelKind<'slack'> = {
  name: 'slack',
  parseAddress: parseSlackAddress,
  create: createSlackChannel,
}
