import type { ChannelName } from '../../domain/subscription.ts'

/**
 * What limits count as one place that a channel reaches: a URL by its host and its path, whatever login, port's protocol or
 * query it has, since those may be made up at will; a chat without its topics.
 *
 * Recipients are told apart by more than that (`ParseAddress`): a query may name another room behind one host.
 *
 * @param address as the channel keeps it
 */
export function toPlaceKey(channel: ChannelName, address: string): string {
  return `${channel} ${URL.canParse(address) ? toUrlKey(new URL(address)) : address.replace(/\/\d+$/, '')}`
}

function toUrlKey({ host, pathname }: URL): string {
  const parts = decode(pathname)
    .split('/')
    .filter((part) => part !== '')
  return [host.replace(/\.(?=:|$)/, ''), ...parts].join('/')
}

/** As far as it can be decoded: "%68" is an "h", and "%" alone stays. */
function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch (thrown) {
    if (thrown instanceof URIError) return path
    throw thrown
  }
}
