import type { Network } from './network.ts'
import { type ChannelName, CHANNELS } from './subscription.ts'

/** What has to be known of a channel where its folder in `src/channels` is not. */
type ChannelFacts = {
  /** An address is that of a mailbox; or tells where a place is, and no more; or lets whoever has it write there. */
  address: 'mailbox' | 'open' | 'secret'
  /** Whether an operator may let readers subscribe such places by themselves; mailboxes they do anyway. */
  isForReaders: boolean
}

const FACTS = {
  mail: { address: 'mailbox', isForReaders: false },
  slack: { address: 'secret', isForReaders: true },
  discord: { address: 'secret', isForReaders: true },
  teams: { address: 'secret', isForReaders: true },
  telegram: { address: 'open', isForReaders: true },
  matrix: { address: 'open', isForReaders: true },
  ntfy: { address: 'secret', isForReaders: true },
  webhook: { address: 'secret', isForReaders: true },
  // Files are the operator's alone.
  file: { address: 'open', isForReaders: false },
} as const satisfies Readonly<Record<ChannelName, ChannelFacts>>

/** A way out that leads to no mailbox: nobody answers a question there. */
export type OtherChannel = Exclude<ChannelName, 'mail'>
/** Every way out but mail. */
export const OTHER_CHANNELS: readonly OtherChannel[] = CHANNELS.filter((name) => name !== 'mail')

/** A channel that an operator may let readers subscribe by themselves, beside mailboxes. */
export type ReadersChannel = {
  [Name in ChannelName]: (typeof FACTS)[Name]['isForReaders'] extends true ? Name : never
}[ChannelName]
/** All of those (`SUBSCRIBE_CHANNELS`). */
export const READERS_CHANNELS = CHANNELS.filter((name): name is ReadersChannel => FACTS[name].isForReaders)

/** What an operator has set up for channels to send by. Addresses have no closing slash; tokens are never logged nor shown. */
export type ChannelServices = {
  readonly telegram: { readonly url: string; readonly token: string | undefined }
  readonly matrix: { readonly url: string | undefined; readonly token: string | undefined }
  /** Networks that addresses of recipients may lead to though nobody outside reaches them. */
  readonly networks: readonly Network[]
}

/** What the addresses of a channel are: those of mailboxes, no secrets, or secrets as passwords are. */
export function toAddressKind(channel: ChannelName): ChannelFacts['address'] {
  return FACTS[channel].address
}
