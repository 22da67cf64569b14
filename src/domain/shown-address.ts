import { toAddressKind } from './channels.ts'
import { maskAddress } from './mail-address.ts'
import type { Recipient } from './subscription.ts'

/** So many letters at the end tell two webhooks apart, and help nobody to guess one. */
const SHOWN_LETTERS = 4
const SHORTEST_SECRET = 16

/**
 * Where a recipient is, as lists may show it: a chat, a room or a file as it is; of a mailbox its first letters; of a
 * webhook or a topic, whose address is a secret, its host and a few letters.
 */
export function showAddress({ channel, address }: Pick<Recipient, 'channel' | 'address'>): string {
  const kind = toAddressKind(channel)
  if (kind === 'mailbox') return maskAddress(address)
  if (kind === 'open') return address
  if (!URL.canParse(address)) return '…'
  const { host, pathname, search } = new URL(address)
  const secret = `${pathname}${search}`
  return `${host}/…${secret.length >= SHORTEST_SECRET ? secret.slice(-SHOWN_LETTERS) : ''}`
}

/** As `showAddress`, for readers: a mailbox is theirs to see; the link to a room's digests is everybody's in the room. */
export function showToReaders(recipient: Pick<Recipient, 'channel' | 'address'>): string {
  return recipient.channel === 'mail' ? recipient.address : showAddress(recipient)
}
