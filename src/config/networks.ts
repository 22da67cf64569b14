import { isIP } from 'node:net'
import type { Network } from '../domain/network.ts'

const WORDS: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1'],
  // RFC 1918, RFC 4193, and what a machine gives itself on a link.
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7', '169.254.0.0/16', 'fe80::/10'],
}

/** Whether a text is a list that `parseNetworks` can read. */
export function isNetworkList(text: string): boolean {
  return splitList(text).every((part) => part in WORDS || parseNetwork(part) !== undefined)
}

/** Reads addresses, networks and the words `loopback` and `private`, with commas or spaces between. */
export function parseNetworks(text: string): Network[] {
  return splitList(text)
    .flatMap((part) => WORDS[part] ?? [part])
    .map(parseNetwork)
    .filter((network) => network !== undefined)
}

function splitList(text: string): string[] {
  return text.split(/[\s,]+/).filter((part) => part !== '')
}

function parseNetwork(text: string): Network | undefined {
  const [, address = '', digits] = /^([\da-f.:]+)(?:\/(\d{1,3}))?$/i.exec(text) ?? []
  const version = isIP(address)
  const bits = version === 6 ? 128 : 32
  const prefix = digits === undefined ? bits : Number(digits)
  return version === 0 || prefix > bits ? undefined : { address, prefix }
}
