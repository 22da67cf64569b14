import { saysAddressIsDead } from '../../domain/dead-address.ts'
import { hideAddresses } from '../../platform/hide-addresses.ts'
import { listReportParts, type Part, readFields, readMessage } from './read-message.ts'
import { readQmailReport } from './read-qmail-report.ts'

/** What a mail server tells of a message that it could not deliver, or a provider of one that somebody complained of. */
export type MailReport = {
  /** Of the message that it is about, by the headers of that message alone; absent where it does not hold them. */
  messageId?: string
} & (
  | {
      kind: 'bounce'
      /** Whether it says that the address takes nothing, whatever one sends. */
      isHard: boolean
      /** What the server said, for people. */
      says: string
    }
  | { kind: 'complaint' }
)

const DELIVERY = 'message/delivery-status'
const FEEDBACK = 'message/feedback-report'
/** The message that came back, or its headers: RFC 6522, 4, and RFC 6533, 6. */
const RETURNED = ['message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers']

/**
 * Reads a message that came back: a delivery status notification (RFC 3464), a report of qmail, or a complaint (ARF, RFC
 * 5965). `undefined` for any other message, and for reports of delays and of what was delivered. Takes a time in proportion
 * to the text.
 */
export function readReport(text: string): MailReport | undefined {
  const message = readMessage(text)
  const parts = listReportParts(message)
  const report = readParts(parts)
  if (report) return withMessageId(report, parts.find(({ type }) => RETURNED.includes(type))?.body)
  const qmail = readQmailReport(message.body)
  return qmail && withMessageId(toBounce(qmail.diagnosis, ''), qmail.returned)
}

function readParts(parts: readonly Part[]): MailReport | undefined {
  const feedback = parts.find(({ type }) => type === FEEDBACK)
  if (feedback) return readFeedback(feedback.body)
  const status = parts.find(({ type }) => type === DELIVERY)
  return status && readStatus(status.body)
}

function withMessageId(report: MailReport, returned: string | undefined): MailReport {
  const messageId = returned === undefined ? undefined : readMessage(returned).fields.get('message-id')
  return messageId === undefined ? report : { ...report, messageId }
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
  return toBounce(failed.get('diagnostic-code')?.replace(/^[\w-]+;\s*/, '') ?? '', status)
}

// Behind the code of an answer, as SMTP has it (RFC 2034), or "(#5.1.1)", as qmail writes its own.
const TOLD_STATUS = /^(?:Remote host said: )?[245]\d\d[ -]#?([245]\.\d{1,3}\.\d{1,3})\b|\(#([245]\.\d{1,3}\.\d{1,3})\)/m
const PASSING = /^(?:Remote host said: )?4\d\d\b/m

/**
 * What the other server said tells more than what the reporting one makes of it: Exim writes 5.0.0 into each report, and
 * some make an unknown address of all that they cannot read.
 */
function toBounce(diagnosis: string, status: string): MailReport {
  const [, told, ofQmail] = TOLD_STATUS.exec(diagnosis) ?? []
  const known = told ?? ofQmail ?? (PASSING.test(diagnosis) ? '' : status)
  const isHard = saysAddressIsDead(known, diagnosis)
  return { kind: 'bounce', isHard, says: hideAddresses(diagnosis === '' ? status : diagnosis) }
}
