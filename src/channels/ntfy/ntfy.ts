import type { ChannelKind } from '../channel-kind.ts'
import { parseNtfyAddress } from './ntfy-address.ts'
import { createNtfyChannel } from './ntfy-channel.ts'

/** Digests as notifications of ntfy. */
export const ntfy: ChannelKind<'ntfy'> = {
  name: 'ntfy',
  parseAddress: parseNtfyAddress,
  create: createNtfyChannel,
}
