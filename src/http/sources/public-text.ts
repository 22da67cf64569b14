import { isIP } from 'node:net'
import { cutText } from '../../domain/cut-text.ts'
import { isPublicAddress } from '../../platform/network/public-addresses.ts'

/** Looking for addresses takes time with the square of the length, in the thread that answers. */
const MOST_LETTERS = 3000
const INSIDE = 'an internal address'
const URLS = /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s"'<>`]+/gi
/** What may end a sentence behind an address and is no part of it. */
const CLOSING = /[.,;:!?)\]…]+$/
/** A host as messages name it: with dots or a port, and not within a longer word. */
const HOSTS = /(?<![\w.@/-])(?:\[[0-9a-f:.]+\]|[a-z0-9-]+(?:\.[a-z0-9-]+)*)(?::\d{1,5})?(?![\w/-]|[.:]\w)/gi
const INTERNAL_NAMES = /^(?:localhost|.+\.(?:localhost|local|internal|intern|intranet|lan|home|corp|private|test))$/i

/**
 * A message about an upstream as everybody may read it. Of an address its host is left: feeds are handed out with keys in
 * their paths, and interfaces are asked with keys in their queries. Hosts that only this network knows are not named.
 */
export function toPublicText(message: string): string {
  const shown = cutText(message, MOST_LETTERS)
    .replace(URLS, toHostOf)
    .replace(HOSTS, (host) => (isInternal(host) ? INSIDE : host))
  return shown.startsWith(INSIDE) ? shown.replace('an', 'An') : shown
}

function toHostOf(address: string): string {
  const [closing = ''] = CLOSING.exec(address) ?? []
  const text = address.slice(0, address.length - closing.length)
  return `${URL.canParse(text) ? new URL(text).host || INSIDE : INSIDE}${closing}`
}

function isInternal(text: string): boolean {
  const [, host = '', port] = /^(\[.+\]|[^:]+)(?::(\d+))?$/.exec(text) ?? []
  const name = host.replace(/^\[|\]$/g, '')
  if (isIP(name) !== 0) return !isPublicAddress(name)
  if (INTERNAL_NAMES.test(name)) return true
  // A name without a dot is a host only where a port stands behind it.
  return port !== undefined && !name.includes('.') && !/^\d+$/.test(name)
}
