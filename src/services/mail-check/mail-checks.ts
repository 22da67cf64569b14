import { toMailDomain } from '../../domain/mail-address.ts'
import type { FindTexts } from '../../platform/network/find-texts.ts'
import { type Check, failure, type Finding, ok, skipped } from '../doctor/check.ts'
import { checkMail, type WatchedMail } from '../doctor/mail.ts'
import { checkPolicy, checkSenders, checkSigningKey, type SigningKey } from './dns-records.ts'

/** What a check of mail looks at. */
export type CheckedMail = {
  mail: WatchedMail & { returnPath: string | undefined }
  baseUrl: string | undefined
  /** Reads the key that signs; gives none where none is set. */
  readSigning: () => Promise<SigningKey | undefined>
  findTexts: FindTexts
  /** Connects to the mail server and says who answered; absent where no mail is sent. */
  connect?: (() => Promise<string>) | undefined
  /** Sends a test message; absent where none is wished for. */
  sendTest?: (() => Promise<void>) | undefined
}

/** All that must be right for mail to arrive, in the order in which it is mended. */
export function listMailChecks(checked: CheckedMail): Check[] {
  const { mail, findTexts } = checked
  const from = toMailDomain(mail.from.address)
  const isSent = mail.way.kind === 'smtp'
  const ofDns = (look: () => Promise<Finding>) => () =>
    isSent ? look() : skipped('No mail goes out: nobody looks at the DNS.')
  return [
    { name: 'settings', look: () => checkMail(mail, checked.baseUrl) },
    { name: 'connection', look: () => checkConnection(checked) },
    { name: 'DKIM', look: ofDns(async () => checkSigningKey(await checked.readSigning(), findTexts)) },
    {
      name: 'SPF',
      look: ofDns(() => checkSenders(toMailDomain(mail.returnPath ?? mail.from.address), from, findTexts)),
    },
    { name: 'DMARC', look: ofDns(() => checkPolicy(from, findTexts)) },
    { name: 'test message', look: () => checkTest(checked) },
  ]
}

async function checkConnection({ mail: { way }, connect }: CheckedMail): Promise<Finding> {
  if (!connect) return skipped('No mail is sent: MAIL_URL is none.')
  const where = way.kind === 'smtp' ? `${way.server.host}, port ${way.server.port}: ` : ''
  try {
    return ok(await connect())
  } catch (error) {
    return failure(
      where + (error as Error).message,
      'See MAIL_URL: host, port, user and password, and whether a firewall is between.',
    )
  }
}

async function checkTest({ mail: { way }, connect, sendTest }: CheckedMail): Promise<Finding> {
  if (!sendTest || !connect) return skipped('--to ADDRESS sends one.')
  try {
    await sendTest()
    if (way.kind === 'file') return ok(`It lies in ${way.folder}, as a file: it went to nobody.`)
    return ok(
      'It was taken. Look whether it arrives, not among spam, with "pass" for SPF, DKIM and DMARC in its headers.',
    )
  } catch (error) {
    return failure((error as Error).message, 'The answer of the mail server says what it wants.')
  }
}
