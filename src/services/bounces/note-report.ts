import type { Recipient, RecipientId, SubscriptionId } from '../../domain/subscription.ts'
import type { Clock } from '../../domain/time.ts'
import { type Db, toStoreError } from '../../store/db.ts'
import { findRecipient } from '../../store/recipients.ts'
import { findSubscription } from '../../store/subscriptions.ts'
import { suppressAddress } from '../subscriptions/suppress-address.ts'
import type { DigestNames } from './digest-names.ts'
import { type MailReport, readReport } from './read-report.ts'
import type { ReturnPaths } from './return-paths.ts'

/**
 * What was done about a message that came back:
 *
 * - `suppressed`: nothing is sent to its recipient any more; `known` where that was so before
 * - `kept`: it says nothing against the address (a full mailbox, a rule against the message)
 * - `unreadable`: it is no report, or one of a delay
 * - `unrecognised`: nobody of ours is named in it
 */
export type NotedReport = {
  outcome: 'suppressed' | 'known' | 'kept' | 'unreadable' | 'unrecognised'
  recipient?: RecipientId
  /** What the other side said, for people. */
  says?: string
}

/** Does about a message that came back what is to be done. @throws AppError `unavailable` when the database does not answer */
export type NoteReport = (text: string, to?: string) => Promise<NotedReport>

/** Of a report that names more addresses of ours than this, somebody put them in. */
const MOST_LOOKED_UP = 5
const COMPLAINED = 'Its reader told the provider that the mail is unwanted.'

/** What noting reports takes. */
export type NoteReportDeps = { db: Db; clock: Clock; returnPaths: ReturnPaths; digestNames: DigestNames }

/** Makes the use case. */
export function noteReport(deps: NoteReportDeps): NoteReport {
  const { db, clock } = deps
  const suppress = async (id: RecipientId, report: MailReport): Promise<NotedReport> => {
    if (report.kind === 'bounce' && !report.isHard) return { outcome: 'kept', recipient: id, says: report.says }
    const says = report.kind === 'bounce' ? `Mail to it came back: ${report.says}` : COMPLAINED
    const isNews = await db.transaction().execute((tx) => suppressAddress(tx, id, says, clock()))
    return { outcome: isNews ? 'suppressed' : 'known', recipient: id, says }
  }
  return async (text, to = '') => {
    const report = readReport(text)
    if (!report) return { outcome: 'unreadable' }
    try {
      const recipient = await findAddressed(deps, report, `${to}\n${text}`)
      return recipient ? await suppress(recipient.id, report) : { outcome: 'unrecognised' }
    } catch (error) {
      throw toStoreError(error)
    }
  }
}

/**
 * To whom the message went that a report is about, by the address that it came back to, or else by the name of the digest:
 * both are signed, and stand nowhere but in the message. No mail comes back from other channels.
 */
async function findAddressed(
  { db, returnPaths, digestNames }: NoteReportDeps,
  { messageId }: MailReport,
  text: string,
): Promise<Recipient | undefined> {
  const ids = returnPaths.findRecipients(text).slice(0, MOST_LOOKED_UP)
  const digest = messageId === undefined ? undefined : digestNames.readMessageId(messageId)
  const subscription = digest && (await findSubscription(db, digest.split('.', 1)[0] as SubscriptionId))
  for (const id of [...ids, ...(subscription ? [subscription.recipientId] : [])]) {
    const recipient = await findRecipient(db, id)
    if (recipient?.channel === 'mail') return recipient
  }
  return undefined
}
