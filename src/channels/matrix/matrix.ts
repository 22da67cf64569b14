import type { ChannelKind } from '../channel-kind.ts'
import { parseMatrixAddress } from './matrix-address.ts'
import { createMatrixChannel } from './matrix-channel.ts'

/** Digests in rooms of Matrix. */
export const matrix: ChannelKind<'matrix'> = {
  name: 'matrix',
  parseAddress: parseMatrixAddress,
  create: ({ sendRequest, services }) => createMatrixChannel({ sendRequest, ...services.matrix }),
}
