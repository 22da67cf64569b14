import { createPublicKey, type KeyObject } from 'node:crypto'
import { isAtOrBelow } from '../../domain/mail-address.ts'
import type { FindTexts } from '../../platform/network/find-texts.ts'
import { type Finding, failure, ok, skipped, warning } from '../doctor/check.ts'

/** What signs mail: the private key, and under which name the public one stands in the DNS. */
export type SigningKey = { domain: string; selector: string; key: KeyObject }

/** Whether the DNS holds the public key by which others verify the signature (RFC 6376, 3.6). */
export async function checkSigningKey(signing: SigningKey | undefined, findTexts: FindTexts): Promise<Finding> {
  if (!signing)
    return skipped('Mail is not signed here: the mail server must, List-Unsubscribe-Post among what it signs.')
  const name = `${signing.selector}._domainkey.${signing.domain}`
  const own = toPublicKey(signing.key)
  const record = `v=DKIM1; k=rsa; p=${own}`
  const keys = (await findTexts(name)).map(readTags).filter((tags) => tags.has('p'))
  if (keys.length === 0) return failure(`The DNS has no key at ${name}.`, `Add a TXT record at ${name}: ${record}`)
  if (keys.length > 1) return failure(`The DNS has ${keys.length} keys at ${name}.`, 'Leave one of them.')
  const [tags = new Map<string, string>()] = keys
  const found = (tags.get('p') ?? '').replace(/\s+/g, '')
  if (found === '') return failure(`The key at ${name} was withdrawn.`, `Write this in its place: ${record}`)
  if (found !== own) {
    return failure(`The key at ${name} is another one than that of MAIL_DKIM_KEY_FILE.`, `It must be: ${record}`)
  }
  if (/\by\b/.test(tags.get('t') ?? '')) {
    return warning(`The key at ${name} is said to be on trial (t=y): signatures count for nothing.`, 'Take t=y away.')
  }
  return ok(`The DNS has the key of MAIL_DKIM_KEY_FILE at ${name}.`)
}

/** Whether the DNS says which servers may send for the domain to which mail comes back (RFC 7208). */
export async function checkSenders(returnDomain: string, fromDomain: string, findTexts: FindTexts): Promise<Finding> {
  const records = (await findTexts(returnDomain)).filter((text) => /^v=spf1(\s|$)/i.test(text))
  if (records.length === 0) {
    const mend = `Add a TXT record at ${returnDomain} that names your mail server: v=spf1 mx -all, or what its provider tells.`
    return failure(`The DNS does not say who may send mail for ${returnDomain} (SPF).`, mend)
  }
  if (records.length > 1) {
    return failure(
      `The DNS has ${records.length} records of SPF at ${returnDomain}, so none counts.`,
      'Make one of them.',
    )
  }
  const [record = ''] = records
  if (/\s\+?all\b/i.test(record)) {
    return failure(`SPF lets anybody send mail for ${returnDomain}: ${record}`, 'Write -all or ~all in place of +all.')
  }
  if (!isRelated(returnDomain, fromDomain)) {
    const says = `SPF of ${returnDomain} is there, but does not count for mail from ${fromDomain}.`
    return warning(says, 'Set MAIL_RETURN_PATH to an address of the same domain, or see that DKIM passes.')
  }
  return ok(`SPF of ${returnDomain}: ${record}. Whether your mail server is among these, only a test message shows.`)
}

/** Whether the DNS says what becomes of mail that is neither signed nor sent by whom SPF names (RFC 7489). */
export async function checkPolicy(fromDomain: string, findTexts: FindTexts): Promise<Finding> {
  const [record] = await findPolicy(fromDomain, findTexts)
  if (!record) {
    const mend = `Add a TXT record at _dmarc.${fromDomain}: v=DMARC1; p=none. Large providers want it of who sends much.`
    return warning(`The DNS has no policy for mail from ${fromDomain} (DMARC).`, mend)
  }
  const policy = readTags(record.text).get('p')?.toLowerCase()
  if (policy === undefined || !['none', 'quarantine', 'reject'].includes(policy)) {
    return failure(
      `The policy at ${record.name} cannot be read: ${record.text}`,
      'It must say p=none, quarantine or reject.',
    )
  }
  return ok(`DMARC of ${fromDomain}: p=${policy}, at ${record.name}.`)
}

/** The record of a domain, else of the one above it. Which of those above counts only a list of all suffixes tells. */
async function findPolicy(domain: string, findTexts: FindTexts): Promise<{ name: string; text: string }[]> {
  const labels = domain.split('.')
  for (let start = 0; start <= labels.length - 2; start++) {
    const name = `_dmarc.${labels.slice(start).join('.')}`
    const found = (await findTexts(name)).filter((text) => /^v=DMARC1\b/i.test(text))
    if (found.length > 0) return found.map((text) => ({ name, text }))
  }
  return []
}

/** As DMARC sees it by default: one is the other, or lies below it. */
function isRelated(one: string, other: string): boolean {
  return isAtOrBelow(one, other) || isAtOrBelow(other, one)
}

/** "k=rsa; p=…" by name. */
function readTags(text: string): Map<string, string> {
  const pairs = text.split(';').map((part) => /^\s*(\w+)\s*=\s*([^]*?)\s*$/.exec(part))
  return new Map(pairs.flatMap((pair) => (pair ? [[pair[1]!.toLowerCase(), pair[2]!] as const] : [])))
}

function toPublicKey(key: KeyObject): string {
  return createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64')
}
