import { AppError } from './error.ts'

/** A mail address as its owner wrote it, its domain in ASCII, and the key that all spellings of it have in common. */
export type MailAddress = { address: string; key: string }

/** A mail address with the name that mail programs show beside it; the name may be empty. */
export type Sender = { readonly name: string; readonly address: string }

/** Letters of an address: RFC 5321 gives a path 256, two of which are its brackets. */
export const LONGEST_ADDRESS = 254
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
  const isSound = local.length <= MOST_LOCAL_LETTERS && LOCAL.test(local) && address.length <= LONGEST_ADDRESS
  if (domain === undefined || !isSound) {
    throw new AppError('invalid', 'That is not a mail address. Write it as in ann@example.org.')
  }
  return { address, key: address.toLowerCase() }
}

function toAsciiDomain(text: string): string | undefined {
  // Anything longer is refused anyway, and to read it would take time.
  if (text.length > LONGEST_ADDRESS || !WRITTEN.test(text) || !URL.canParse(`http://${text}/`)) return undefined
  const { hostname } = new URL(`http://${text}/`)
  return DOMAIN.test(hostname) ? hostname : undefined
}

/** The domain of an address, in small letters: "example.org". */
export function toMailDomain(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}

/** Whether a domain is another one, or lies below it: "mail.example.org" below "example.org". */
export function isAtOrBelow(domain: string, other: string): boolean {
  const [below, above] = [domain.toLowerCase(), other.toLowerCase()]
  return below === above || below.endsWith(`.${above}`)
}

/**
 * The key of the mailbox behind an address: "ann+papers@example.org" and "ann@example.org" have one, and at Gmail so has
 * "a.n.n@googlemail.com". Source: https://support.google.com/mail/answer/7436150
 */
export function toMailboxKey(key: string): string {
  const untagged = key.replace(/(?<=.)\+[^@]*(?=@)/, '')
  const [, name] = /^([^@]*)@(?:gmail|googlemail)\.com$/.exec(untagged) ?? []
  return name === undefined ? untagged : `${name.replaceAll('.', '')}@gmail.com`
}

/** An address as logs and operators' lists may show it: "a…@e…"; of one without "@", its first letter. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@')
  const parts = at < 0 ? [address] : [address.slice(0, at), address.slice(at + 1)]
  return parts.map((part) => `${Array.from(part)[0] ?? ''}…`).join('@')
}
