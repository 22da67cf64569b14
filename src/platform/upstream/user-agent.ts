import { readVersion } from '../version.ts'

/**
 * How the program names itself to upstreams: its name, its version, and how to reach whoever runs it, so that they write
 * before they block.
 *
 * @param contact a mail address or a URL; without one it says what the program is
 */
export function toUserAgent(contact: string | undefined, version: string = readVersion()): string {
  const plain = (contact ?? '').replace(/[^\x21-\x7e]|[()\\]/g, '')
  if (plain === '') return `Broadsheet/${version} (a self-hosted reader of papers; no contact given)`
  return `Broadsheet/${version} (+${/^https?:/.test(plain) ? plain : `mailto:${plain}`})`
}
