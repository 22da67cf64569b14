import { z } from 'zod'
import { AppError } from '../domain/error.ts'
import { isLoopback } from '../domain/loopback.ts'
import { parseMailAddress, type Sender } from '../domain/mail-address.ts'
import type { SmtpServer } from '../domain/mail-server.ts'

/** How mail goes out. */
export type MailSettings = {
  readonly way:
    | { readonly kind: 'none' }
    /** A message a file, into a folder. */
    | { readonly kind: 'file'; readonly folder: string }
    | { readonly kind: 'smtp'; readonly server: SmtpServer }
  readonly from: Sender
  /** Absent where another program signs, or none. */
  readonly dkim: { readonly domain: string; readonly selector: string; readonly keyFile: string } | undefined
  /** Messages a second; 0 for as many as the server takes. */
  readonly rate: number
  /** How many are handed over at once. */
  readonly connections: number
  /** Where mail comes back to that cannot be delivered; absent where that is `from`. */
  readonly returnPath: string | undefined
  /** Who sends, by a postal address that stands at the end of every mail; absent where none does. */
  readonly postalAddress: string | undefined
}

const NONE = 'none'
const FILE_PREFIX = 'file:'
const TLS = ['required', 'optional', 'none'] as const
const NOBODY: Sender = { name: 'Broadsheet', address: 'broadsheet@localhost' }

/** The settings of mail, as they stand in the environment. */
export const mailShape = {
  MAIL_URL: z
    .string()
    .refine(
      isWay,
      'must be none, file:FOLDER, smtp://HOST or smtps://HOST, with USER:PASSWORD@ and ?tls=required, optional or none where wished',
    )
    .default(NONE)
    .describe(
      'How mail goes out: `smtp://USER:PASSWORD@HOST:PORT` (port 587 where none is given; TLS by STARTTLS, which every host but this machine must offer with a valid certificate, unless `?tls=optional` or `?tls=none` stands behind), `smtps://…` (TLS from the start, port 465), `file:FOLDER` (a message a file, for trials) or `none`.',
    ),
  MAIL_FROM: z
    .string()
    .max(300)
    .refine((text) => toSender(text) !== undefined, 'must be ADDRESS or NAME <ADDRESS>')
    .optional()
    .describe(
      'Who the mail is from: `digest@papers.example.org`, or `Daily papers <digest@papers.example.org>`. Must be set where MAIL_URL is a server.',
    ),
  MAIL_RETURN_PATH: z
    .string()
    .max(200)
    .refine((text) => toAddress(text) !== undefined, 'must be a mail address')
    .refine((text) => (text.split('@')[0] ?? '').length <= 16, 'must have 16 letters or fewer before the @')
    .transform((text) => toAddress(text) ?? text)
    .optional()
    .describe(
      'Where mail comes back to that cannot be delivered, as in `bounces@papers.example.org`: each message gets an address of its own, `bounces+KEY@…`, that `broadsheet mail bounced` knows again (docs/operating.md). Without it mail comes back to MAIL_FROM.',
    ),
  MAIL_POSTAL_ADDRESS: z
    .string()
    .max(300)
    .optional()
    .describe(
      'Who sends the mail, by a postal address that stands at the end of each: laws of some countries (CAN-SPAM in the United States) want one in mail to many.',
    ),
  MAIL_RATE: z
    .string()
    .regex(/^\d{1,4}(\.\d{1,3})?$/, 'must be a number from 0 to 9999')
    .transform(Number)
    .default(20)
    .describe(
      'How many messages a second are handed over at most, by one server; `0` sets no limit. What is more waits its turn.',
    ),
  MAIL_CONNECTIONS: z
    .string()
    .regex(/^\d{1,2}$/, 'must be a whole number from 1 to 50')
    .transform(Number)
    .refine((count) => count >= 1 && count <= 50, 'must be a whole number from 1 to 50')
    .default(5)
    .describe('How many connections to the mail server are open at once, at most.'),
  MAIL_DKIM_DOMAIN: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'must be a domain')
    .optional()
    .describe(
      'The domain that signs mail with DKIM: that of MAIL_FROM or one above it. Leave the three settings away where the mail server signs; its signature must cover the headers List-Unsubscribe and List-Unsubscribe-Post.',
    ),
  MAIL_DKIM_SELECTOR: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/i, 'must be letters, digits and hyphens')
    .optional()
    .describe('Under which name the public key stands in the DNS: `SELECTOR._domainkey.DOMAIN`.'),
  MAIL_DKIM_KEY_FILE: z
    .string()
    .optional()
    .describe('The file of the private RSA key, as PEM; 2048 bits are usual. `broadsheet mail check` looks at both.'),
}

type Settings = z.output<z.ZodObject<typeof mailShape>>

/** How mail goes out by the settings. */
export function toMailSettings(settings: Settings): MailSettings {
  const { MAIL_DKIM_DOMAIN: domain, MAIL_DKIM_SELECTOR: selector, MAIL_DKIM_KEY_FILE: keyFile } = settings
  return {
    way: toWay(settings.MAIL_URL),
    from: (settings.MAIL_FROM === undefined ? undefined : toSender(settings.MAIL_FROM)) ?? NOBODY,
    dkim:
      domain !== undefined && selector !== undefined && keyFile !== undefined
        ? { domain, selector, keyFile }
        : undefined,
    rate: settings.MAIL_RATE,
    connections: settings.MAIL_CONNECTIONS,
    returnPath: settings.MAIL_RETURN_PATH,
    postalAddress: settings.MAIL_POSTAL_ADDRESS,
  }
}

/** What is wrong with the settings of mail together, by the name of the setting to mend. */
export function findMailFaults(settings: Settings): [name: string, fault: string][] {
  const faults: [string, string][] = []
  const isSent = toWay(settings.MAIL_URL).kind === 'smtp'
  if (isSent && settings.MAIL_FROM === undefined) faults.push(['MAIL_FROM', 'must be set where MAIL_URL is a server'])
  const dkim = ['MAIL_DKIM_DOMAIN', 'MAIL_DKIM_SELECTOR', 'MAIL_DKIM_KEY_FILE'] as const
  const missing = dkim.filter((name) => settings[name] === undefined)
  if (missing.length < dkim.length)
    for (const name of missing) faults.push([name, 'must be set beside the other two of DKIM'])
  return faults
}

function toWay(text: string): MailSettings['way'] {
  if (text === NONE) return { kind: 'none' }
  if (text.startsWith(FILE_PREFIX)) return { kind: 'file', folder: text.slice(FILE_PREFIX.length) }
  return { kind: 'smtp', server: toServer(new URL(text)) }
}

function toServer(url: URL): SmtpServer {
  const isSecure = url.protocol === 'smtps:'
  const [user, password] = [url.username, url.password].map(decodeURIComponent)
  const fallback = isLoopback(url.hostname) ? 'optional' : 'required'
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (isSecure ? 465 : 587) : Number(url.port),
    isSecure,
    tls: TLS.find((wish) => wish === url.searchParams.get('tls')) ?? fallback,
    login: user !== undefined && user !== '' ? { user, password: password ?? '' } : undefined,
  }
}

function isWay(text: string): boolean {
  if (text === NONE) return true
  if (text.startsWith(FILE_PREFIX)) return text.length > FILE_PREFIX.length
  if (!/^smtps?:\/\//.test(text) || !URL.canParse(text)) return false
  const url = new URL(text)
  const { hostname, pathname, searchParams, hash } = url
  const wishes = [...searchParams]
  const areWishesKnown = wishes.every(([name, value]) => name === 'tls' && TLS.some((wish) => wish === value))
  return hostname !== '' && /^\/?$/.test(pathname) && hash === '' && areWishesKnown && isDecodable(url)
}

function isDecodable({ username, password }: URL): boolean {
  try {
    decodeURIComponent(username + password)
    return true
  } catch {
    return false
  }
}

function toSender(text: string): Sender | undefined {
  const [, name = '', written = text] = /^([^<>]*)<([^<>]+)>\s*$/.exec(text) ?? []
  // What else a header may hold would end this one, or begin another.
  const isPlain = [...name].every((letter) => letter >= ' ' && letter !== '\u007f')
  const address = toAddress(written)
  return isPlain && address !== undefined ? { name: name.trim().replace(/^"(.*)"$/, '$1'), address } : undefined
}

function toAddress(text: string): string | undefined {
  try {
    return parseMailAddress(text).address
  } catch (thrown) {
    if (thrown instanceof AppError) return undefined
    throw thrown
  }
}
