import type { ChannelKind } from '../channel-kind.ts'
import { parseDiscordAddress } from './discord-address.ts'
import { createDiscordChannel } from './discord-channel.ts'

/** Digests in channels and threads of Discord, by webhooks. */
export const discord: ChannelKind<'discord'> = {
  name: 'discord',
  parseAddress: parseDiscordAddress,
  create: createDiscordChannel,
}
