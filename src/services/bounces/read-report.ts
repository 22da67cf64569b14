import { hideAddresses } from '../../platform/hide-addresses.ts'

/** What a mail server tells of a message that it could not deliver, or a provider of one that somebody complained of. */
export type MailReport =
  | {
      kind: 'bounce'
      /** Whether it says that the address takes nothing, whatever one sends. */
      isHard: boolean
      /** What the server said, for people. */
      says: string
    }
  | { kind: 'complaint' }

const DELIVERY = 'message/delivery-status'
const FEEDBACK = 'message/feedback-report'

/**
 * Reads a message that came back: a delivery status notification (RFC 3464) or a complaint (ARF, RFC 5965). `undefined`
 * for any other message, and for reports of delays and of what was delivered. Takes a time in proportion to the text.
 */
export function readReport(text: string): MailReport | undefined {
  const message = splitMessage(text)
  const parts = listParts(message)
  const feedback = parts.find(({ type }) => type === FEEDBACK)
  if (feedback) return readFeedback(feedback.body)
  const status = parts.find(({ type }) => type === DELIVERY)
  return status && readStatus(status.body)
}

/** RFC 5965, 7.3: `not-spam` takes a complaint back, and `virus` and `fraud` are about somebody else who uses our name. */
function readFeedback(body: string): MailReport | undefined {
  const kind = readFields(body).get('feedback-type')?.toLowerCase() ?? ''
  return kind === 'abuse' || kind === 'opt-out' || kind === 'opt-out-list' || kind === 'complaint'
    ? { kind: 'complaint' }
    : undefined
}

/** The first group of fields is about the message, each other about one recipient; ours go to one each. */
function readStatus(body: string): MailReport | undefined {
  const groups = body.split(/\n[ \t]*\n/).map(readFields)
  const failed = groups.find((fields) => fields.get('action')?.toLowerCase() === 'failed')
  if (!failed) return undefined
  const status = /\d\.\d{1,3}\.\d{1,3}/.exec(failed.get('status') ?? '')?.[0] ?? ''
  const diagnosis = failed.get('diagnostic-code')?.replace(/^[\w-]+;\s*/, '')
  return { kind: 'bounce', isHard: isHard(status), says: hideAddresses(diagnosis ?? status) }
}

/**
 * Whether a status (RFC 3463) is about the address, and for good. Others are about the message (5.3.4, 5.6), the server
 * (5.3, 5.5), who sends or what is allowed (5.1.7, 5.1.8, 5.7), or a mailbox that is full (5.2.2).
 */
function isHard(status: string): boolean {
  return /^5\.(0\.|1\.(?![78]$)|2\.[014]$|4\.)/.test(status)
}

type Part = { type: string; body: string }
type Message = { fields: ReadonlyMap<string, string>; body: string }

function splitMessage(text: string): Message {
  const lines = text.replaceAll('\r\n', '\n')
  const end = lines.indexOf('\n\n')
  const head = end < 0 ? lines : lines.slice(0, end)
  return { fields: readFields(head), body: end < 0 ? '' : lines.slice(end + 2) }
}

function listParts({ fields, body }: Message): Part[] {
  const type = fields.get('content-type') ?? ''
  const [, quoted, bare] = /boundary=(?:"([^"]{1,200})"|([^\s;]{1,200}))/i.exec(type) ?? []
  const boundary = quoted ?? bare
  if (boundary === undefined || !/^multipart\/report\b/i.test(type)) return []
  return `\n${body}`.split(`\n--${boundary}`).map((text) => {
    const part = splitMessage(text.replace(/^[^\n]*\n/, ''))
    const [kind = ''] = (part.fields.get('content-type') ?? '').split(';')
    return { type: kind.trim().toLowerCase(), body: part.body }
  })
}

/** Fields by name in small letters; of one that stands twice the first. A line that begins with a space goes on the last. */
function readFields(text: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const line of text.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase()
    if (colon > 0 && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim())
  }
  return fields
}
