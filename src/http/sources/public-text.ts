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
    .replace(HOSTS, (host, offset: number, text: string) => {
      const around = { before: text.slice(0, offset), after: text.slice(offset + host.length) }
      return isInternal(host, around) ? INSIDE : host
    })
  return shown.startsWith(INSIDE) ? shown.replace('an', 'An') : shown
}

function toHostOf(address: string): string {
  const [closing = ''] = CLOSING.exec(address) ?? []
  const text = address.slice(0, address.length - closing.length)
  return `${URL.canParse(text) ? new URL(text).host || INSIDE : INSIDE}${closing}`
}

type Around = { before: string; after: string }

function isInternal(text: string, around: Around): boolean {
  const [, host = '', port] = /^(\[.+\]|[^:]+)(?::(\d+))?$/.exec(text) ?? []
  const name = host.replace(/^\[|\]$/g, '')
  if (isIP(name) !== 0) return !isPublicAddress(name)
  if (INTERNAL_NAMES.test(name)) return true
  return port !== undefined && !name.includes('.') && isHostWithPort(name, Number(port), around)
}

const FIRST_FREE_PORT = 1024
const MOST_PORT = 65_535
/** What stands before a host wherever one of ours is named: nothing, as a rule. */
const NAMES_A_HOST = /(?:^|^What |leads to |from https to http \()$/
/** Feeds are called by their hosts and the beginning of a hash. */
const HASH = /^ \([0-9a-f]{6}\)/
const DIGITS = /^\d+$/
/** The beginning of an instant: "2026-11-21T19". */
const HOUR_OF_DAY = /^\d{4}-\d\d-\d\dT\d\d$/i

/**
 * A name without a dot is a host only where a port stands behind it, but "owls:42" in a title looks the same. Numbers that
 * servers of one's own listen at tell a host, unless they are years; lower ones only where messages name hosts. What is
 * quoted with a capital is a title: of ours are only names of feeds quoted, in small letters as addresses have them.
 */
function isHostWithPort(name: string, port: number, { before, after }: Around): boolean {
  if (DIGITS.test(name) || HOUR_OF_DAY.test(name)) return false
  const isSmall = name === name.toLowerCase()
  if (isSmall && (NAMES_A_HOST.test(before) || HASH.test(after))) return true
  const isYear = port >= 1900 && port < 2100
  return port >= FIRST_FREE_PORT && port <= MOST_PORT && !isYear && (isSmall || !isQuoted(before))
}

/** Whether a text ends within quotation marks. */
function isQuoted(before: string): boolean {
  return before.split('"').length % 2 === 0
}
