import type { ChannelKind } from '../channel-kind.ts'
import { parseTeamsAddress } from './teams-address.ts'
import { createTeamsChannel } from './teams-channel.ts'

/** Digests in channels of Microsoft Teams, by workflows. */
export const teams: ChannelKind<'teams'> = {
  name: 'teams',
  parseAddress: parseTeamsAddress,
  create: createTeamsChannel,
}
