import { AppError } from './error.ts'

/** A mail address as its owner wrote it, its domain in ASCII, and the key that all spellings of it have in common. */
export type MailAddress = { address: string; key: string }

/** RFC 5321 gives a path 256 letters, two of which are its brackets. */
const MOST_LETTERS = 254
const MOST_LOCAL_LETTERS = 64
// Source: https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2, Dot-string; without quoted ones, which nobody has.
const LOCAL = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/
/** What a domain may be written with, in any script: nothing that an address of the web would read otherwise. */
const WRITTEN = /^[\p{L}\p{N}\p{M}.。．｡\u200c\u200d-]+$/u
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
// The last label is no number, so that no address of a machine passes.
const DOMAIN = new RegExp(`^(?:${LABEL}\\.)+(?=[a-z0-9-]*[a-z])${LABEL}$`)

/**
 * Reads a mail address. Its domain comes out as mail servers know it (lower case, IDNA); what stands before the "@" is
 * kept, and compared in lower case, as every provider does it.
 *
 * @throws AppError `invalid` where it is none, is longer than mail allows, or holds what no address may hold
 */
export function parseMailAddress(text: string): MailAddress {
  const trimmed = text.trim()
  const at = trimmed.lastIndexOf('@')
  const local = trimmed.slice(0, Math.max(0, at))
  const domain = toAsciiDomain(trimmed.slice(at + 1))
  const address = `${local}@${domain ?? ''}`
  const isSound = local.length <= MOST_LOCAL_LETTERS && LOCAL.test(local) && address.length <= MOST_LETTERS
  if (domain === undefined || !isSound) {
    throw new AppError('invalid', 'That is not a mail address. Write it as in ann@example.org.')
  }
  return { address, key: address.toLowerCase() }
}

function toAsciiDomain(text: string): string | undefined {
  // Anything longer is refused anyway, and to read it would take time.
  if (text.length > MOST_LETTERS || !WRITTEN.test(text) || !URL.canParse(`http://${text}/`)) return undefined
  const { hostname } = new URL(`http://${text}/`)
  return DOMAIN.test(hostname) ? hostname : undefined
}

/** The key of the mailbox behind an address: "ann+papers@example.org" and "ann@example.org" have one. */
export function toMailboxKey(key: string): string {
  return key.replace(/(?<=.)\+[^@]*(?=@)/, '')
}

/** An address as logs and operators' lists may show it: "a…@e…"; of one without "@", its first letter. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@')
  const parts = at < 0 ? [address] : [address.slice(0, at), address.slice(at + 1)]
  return parts.map((part) => `${Array.from(part)[0] ?? ''}…`).join('@')
}
