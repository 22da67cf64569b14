import type { ChannelKind } from '../channel-kind.ts'
import { parseFileAddress } from './file-address.ts'
import { createFileChannel } from './file-channel.ts'

/** Digests as files on this machine. */
export const file: ChannelKind<'file'> = {
  name: 'file',
  parseAddress: parseFileAddress,
  create: createFileChannel,
}
