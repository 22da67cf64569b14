import { createPrivateKey } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { FEWEST_DKIM_BITS, type SmtpServer } from '../../domain/mail-server.ts'
import { isLoopback } from '../../domain/loopback.ts'
import { isAtOrBelow, toMailDomain } from '../../domain/mail-address.ts'
import { type Finding, failure, ok, skipped, warning } from './check.ts'

/** What the doctor needs to know of the mail settings. */
export type WatchedMail = {
  way: { kind: 'none' } | { kind: 'smtp'; server: Pick<SmtpServer, 'host' | 'port'> } | { kind: 'file'; folder: string }
  from: { address: string }
  dkim: { domain: string; selector: string; keyFile: string } | undefined
}

const READABLE_BY_OTHERS = 0o077
const USUAL_BITS = 2048
/** Names that no mail comes from. Source: RFC 2606, and machines' own */
const NOBODY = /(^|\.)(localhost|localdomain|local|internal|test|example|invalid)$|(^|\.)example\.(com|net|org)$/i

/** Whether the settings of mail are such that its readers' providers take it. Asks nobody: `broadsheet mail check` does. */
export async function checkMail(mail: WatchedMail, baseUrl: string | undefined): Promise<Finding> {
  if (mail.way.kind === 'none') return skipped('Mail is off (MAIL_URL=none): nobody can subscribe on the pages.')
  if (mail.way.kind === 'file') return warning('Mail goes into files, and to nobody.', 'Set MAIL_URL (docs/mail.md).')
  const domain = toMailDomain(mail.from.address)
  const signing = await checkSigning(mail.dkim, domain)
  const faults = [checkSender(domain), checkLinks(baseUrl), signing].filter((found) => found && found.outcome !== 'ok')
  return faults.length === 0 ? signing : joinFaults(faults as Finding[])
}

/** All of them as one, as grave as the gravest: who mends one is not to be told of the next by another look. */
function joinFaults(faults: readonly Finding[]): Finding {
  const says = faults.map((found) => found.says).join('\n')
  const mend = faults.flatMap((found) => found.mend ?? []).join(' ')
  return faults.some(({ outcome }) => outcome === 'failure') ? failure(says, mend) : warning(says, mend)
}

function checkSender(domain: string): Finding | undefined {
  if (!NOBODY.test(domain) && domain.includes('.')) return undefined
  const mend = 'Set MAIL_FROM to an address of a domain of yours.'
  return failure(`MAIL_FROM is of ${domain}, from where no mail is taken.`, mend)
}

async function checkSigning(dkim: WatchedMail['dkim'], domain: string): Promise<Finding> {
  if (!dkim) {
    return warning(
      `Mail of ${domain} is not signed here.`,
      'See that your mail server signs it, List-Unsubscribe-Post among what is signed; or set MAIL_DKIM_… (docs/mail.md).',
    )
  }
  if (!isAtOrBelow(domain, dkim.domain)) {
    return failure(
      `Mail from ${domain} is signed by ${dkim.domain}, which does not count for it.`,
      'Set MAIL_DKIM_DOMAIN to the domain of MAIL_FROM, or one above it.',
    )
  }
  return checkKey(dkim)
}

/** Links in mail must lead here from anywhere, and one-click unsubscribing is by HTTPS alone (RFC 8058, section 3.1). */
function checkLinks(baseUrl: string | undefined): Finding | undefined {
  const { protocol, hostname, origin } = new URL(baseUrl ?? 'http://localhost')
  const mend = 'Set BASE_URL to the address under which readers reach the server, with https://.'
  if (isLoopback(hostname)) return warning(`Links in mail lead to ${origin}: they work on this machine alone.`, mend)
  if (protocol === 'https:') return undefined
  return failure(`Links in mail lead to ${origin}, and unsubscribing with one click takes https.`, mend)
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
  if (bits < FEWEST_DKIM_BITS)
    return failure(`The key of DKIM has ${bits} bits, which nobody believes.`, 'Make one of 2048.')
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
