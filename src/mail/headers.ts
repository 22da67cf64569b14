import type { LinkMail, OutgoingDigest } from '../domain/ports.ts'
import type { UnixMs } from '../domain/time.ts'
import { toContentTag } from '../platform/hashing.ts'

/** What stands above a message beside From, To and Subject. All values are printable ASCII on one line. */
export type MessageHeaders = {
  /** With its angle brackets. */
  messageId: string
  date: Date
  /** By name, in the order in which they stand. */
  others: Readonly<Record<string, string>>
}

/** RFC 5321, 4.5.3.1.1: so much of an address may stand before its "@", and some check it of ids too. */
const LONGEST_NAME = 64
/** From 5 to 15 letters, says Google; whose it is, is told by the domain that signs. */
const FEEDBACK_SENDER = 'broadsheet'
// Answering machines keep quiet: RFC 3834 for all, the second for Microsoft Exchange, whose "All" would also suppress the
// reports that a mail could not be delivered.
const AUTOMATIC = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'OOF, AutoReply' }

/**
 * The headers of a digest: the same each time that it is sent, so that a message which arrives twice is seen to be one.
 * `List-Id` is one for each kind of wish, and a reader can file by it.
 *
 * Under an address that is not HTTPS the link to leave stands without its one click: RFC 8058 allows no other.
 *
 * Source: RFC 2919 (List-Id), RFC 2369 and 8058 (List-Unsubscribe), RFC 3834 (Auto-Submitted), RFC 5322;
 * https://support.google.com/mail/answer/6254652 (Feedback-ID: the parts by which complaints are counted, the sender last)
 *
 * @param place.baseUrl the public address of the installation; its host names lists and messages
 * @param place.name of the digest, in its Message-ID
 */
export function toDigestHeaders(
  { digest, subscription, links }: OutgoingDigest,
  { baseUrl, name }: { baseUrl: string; name: string },
): MessageHeaders {
  const host = toHost(baseUrl)
  const { kind } = subscription.wish
  const leave = toHeaderUrl(links.unsubscribe)
  return {
    messageId: `<${toLocalPart(name)}@${host}>`,
    date: new Date(digest.composedAt),
    others: {
      'List-Id': `"Digest: ${kind}" <${kind}.digest.${host}>`,
      ...(leave !== undefined && { 'List-Unsubscribe': `<${leave}>` }),
      ...(leave?.startsWith('https:') && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
      'Feedback-ID': `${digest.to.replaceAll('-', '')}:${kind}:${subscription.rhythm.span}:${FEEDBACK_SENDER}`,
      Precedence: 'bulk',
      ...AUTOMATIC,
    },
  }
}

/**
 * The headers of a mail that was asked for once: a question, or a private link. The same for the same link and time; the
 * link is hashed, since ids of messages are logged everywhere.
 */
export function toNoteHeaders({ link }: Pick<LinkMail, 'link'>, at: UnixMs, baseUrl: string): MessageHeaders {
  const messageId = `<note.${toContentTag(`${link} ${at}`)}@${toHost(baseUrl)}>`
  return { messageId, date: new Date(at), others: AUTOMATIC }
}

/** The host of an address as headers may hold it: letters, digits and hyphens with points between. */
function toHost(baseUrl: string): string {
  const name = URL.canParse(baseUrl) ? new URL(baseUrl).hostname.toLowerCase().replace(/[^a-z0-9.]+/g, '-') : ''
  return name.replace(/\.{2,}/g, '.').replace(/^[.-]+|[.-]+$/g, '') || 'localhost'
}

/** RFC 5322, 3.2.3: words with points between; of another name the tag. */
function toLocalPart(name: string): string {
  return name.length <= LONGEST_NAME && /^[\w-]+(?:\.[\w-]+)*$/.test(name) ? name : `digest.${toContentTag(name)}`
}

/** An address of printable ASCII that ends neither a bracket nor a list; `undefined` where it is none of the web. */
function toHeaderUrl(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { href, protocol } = new URL(url)
  const isSafe = /^[\x21-\x7e]+$/.test(href) && !/[<>,]/.test(href)
  return isSafe && (protocol === 'https:' || protocol === 'http:') ? href : undefined
}
