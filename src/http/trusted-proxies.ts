import { BlockList, isIP } from 'node:net'
import type { Network } from '../domain/network.ts'

/** What a proxy before us says of who asks: nothing of it holds unless the proxy is trusted. */
export type ProxyTrust = {
  isTrusted(address: string): boolean
  /**
   * The address of the client.
   *
   * @param peer who is connected to us
   * @param forwarded the header `X-Forwarded-For`: every proxy adds at its end the address from which it was asked
   */
  findClient(peer: string, forwarded: string | undefined): string
}

/** Trusts the proxies of some networks; without any, nobody. */
export function trustProxies(networks: readonly Network[]): ProxyTrust {
  const list = new BlockList()
  for (const { address, prefix } of networks) list.addSubnet(address, prefix, isIP(address) === 6 ? 'ipv6' : 'ipv4')
  const isTrusted = (address: string): boolean => {
    if (networks.length === 0) return false
    const bare = toBareAddress(address)
    const version = bare === undefined ? 0 : isIP(bare)
    return version !== 0 && list.check(bare ?? '', version === 6 ? 'ipv6' : 'ipv4')
  }
  return {
    isTrusted,
    // From the right, since what stands further left than the first stranger is only what that stranger said.
    findClient(peer, forwarded) {
      if (forwarded === undefined || !isTrusted(peer)) return peer
      let client = peer
      for (const hop of forwarded.slice(-LONGEST_HEADER).split(',').reverse()) {
        const address = toBareAddress(hop)
        if (address === undefined) return client
        client = address
        if (!isTrusted(address)) return client
      }
      return client
    },
  }
}

const LONGEST_HEADER = 2000

/** The address alone, without the port and brackets that some proxies write; undefined where it is none. */
function toBareAddress(text: string): string | undefined {
  const [, bracketed, withPort] = /^\[([^\]]+)\](?::\d+)?$|^([\d.]+):\d+$/.exec(text.trim()) ?? []
  const address = (bracketed ?? withPort ?? text.trim()).replace(/^::ffff:(?=[\d.]+$)/i, '')
  return isIP(address) === 0 ? undefined : address
}
