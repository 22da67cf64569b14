import { createPrivateKey } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { type Finding, failure, ok, skipped, warning } from './check.ts'

/** What the doctor needs to know of the mail settings. */
export type WatchedMail = {
  way: { kind: 'none' | 'file' | 'smtp' }
  from: { address: string }
  dkim: { domain: string; selector: string; keyFile: string } | undefined
}

const READABLE_BY_OTHERS = 0o077
/** Shorter keys are not believed any more. Source: RFC 8301, section 3.2 */
const LEAST_BITS = 1024
const USUAL_BITS = 2048
/** Names that no mail comes from. Source: RFC 2606, and machines' own */
const NOBODY = /(^|\.)(localhost|localdomain|local|internal|test|example|invalid)$|(^|\.)example\.(com|net|org)$/i
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/

/** Whether the settings of mail are such that its readers' providers take it. Asks nobody: `broadsheet mail check` does. */
export async function checkMail(mail: WatchedMail, baseUrl: string | undefined): Promise<Finding> {
  if (mail.way.kind === 'none') return skipped('Mail is off (MAIL_URL=none): nobody can subscribe on the pages.')
  if (mail.way.kind === 'file') return warning('Mail goes into files, and to nobody.', 'Set MAIL_URL (docs/mail.md).')
  const domain = mail.from.address.split('@').at(-1) ?? ''
  if (NOBODY.test(domain) || !domain.includes('.')) {
    return failure(
      `MAIL_FROM is of ${domain}, from where no mail is taken.`,
      'Set it to an address of a domain of yours.',
    )
  }
  const address = checkLinks(baseUrl)
  if (address) return address
  if (!mail.dkim) {
    return warning(
      `Mail of ${domain} is not signed here.`,
      'See that your mail server signs it, List-Unsubscribe-Post among what is signed; or set MAIL_DKIM_… (docs/mail.md).',
    )
  }
  if (!isAligned(domain, mail.dkim.domain)) {
    return failure(
      `Mail from ${domain} is signed by ${mail.dkim.domain}, which does not count for it.`,
      'Set MAIL_DKIM_DOMAIN to the domain of MAIL_FROM, or one above it.',
    )
  }
  return checkKey(mail.dkim)
}

/** Links in mail must lead here from anywhere, and one-click unsubscribing is by HTTPS alone (RFC 8058, section 3.1). */
function checkLinks(baseUrl: string | undefined): Finding | undefined {
  const { protocol, hostname, origin } = new URL(baseUrl ?? 'http://localhost')
  const mend = 'Set BASE_URL to the address under which readers reach the server, with https://.'
  if (LOOPBACK.test(hostname)) return warning(`Links in mail lead to ${origin}: they work on this machine alone.`, mend)
  if (protocol === 'https:') return undefined
  return failure(`Links in mail lead to ${origin}, and unsubscribing with one click takes https.`, mend)
}

function isAligned(from: string, signer: string): boolean {
  return from.toLowerCase() === signer.toLowerCase() || from.toLowerCase().endsWith(`.${signer.toLowerCase()}`)
}

async function checkKey({ domain, selector, keyFile }: NonNullable<WatchedMail['dkim']>): Promise<Finding> {
  const found = await stat(keyFile).catch(() => undefined)
  if (!found)
    return failure(`The key of DKIM is not at ${keyFile}.`, 'Make one (docs/mail.md), or set MAIL_DKIM_KEY_FILE.')
  if (process.platform !== 'win32' && (found.mode & READABLE_BY_OTHERS) !== 0) {
    return failure(`Other users can read ${keyFile}: they could sign mail as ${domain}.`, `chmod 600 ${keyFile}`)
  }
  const bits = await readBits(keyFile)
  if (bits === undefined) {
    return failure(
      `${keyFile} cannot be read, or holds no RSA key as PEM.`,
      `chown "$(id -un)" ${keyFile}; or make one (docs/mail.md).`,
    )
  }
  if (bits < LEAST_BITS) return failure(`The key of DKIM has ${bits} bits, which nobody believes.`, 'Make one of 2048.')
  if (bits < USUAL_BITS) return warning(`The key of DKIM has ${bits} bits.`, 'Make one of 2048 bits (docs/mail.md).')
  return ok(`Mail is signed by ${selector}._domainkey.${domain}; "broadsheet mail check" looks at what the DNS says.`)
}

async function readBits(file: string): Promise<number | undefined> {
  try {
    return createPrivateKey(await readFile(file)).asymmetricKeyDetails?.modulusLength
  } catch {
    return undefined
  }
}
