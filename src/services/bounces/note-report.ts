import type { RecipientId, SubscriptionId } from '../../domain/subscription.ts'
import type { Clock } from '../../domain/time.ts'
import { type Db, toStoreError } from '../../store/db.ts'
import { findRecipient } from '../../store/recipients.ts'
import { findSubscription } from '../../store/subscriptions.ts'
import { suppressAddress } from '../digests/suppress-address.ts'
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

const COMPLAINED = 'Its reader told the provider that the mail is unwanted.'

/** Makes the use case. */
export function noteReport({ db, clock, returnPaths }: { db: Db; clock: Clock; returnPaths: ReturnPaths }): NoteReport {
  const find = async (text: string): Promise<RecipientId | undefined> => {
    for (const id of returnPaths.findRecipients(text)) if (await findRecipient(db, id)) return id
    return findByDigest(db, text)
  }
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
      const id = await find(`${to}\n${text}`)
      return id ? await suppress(id, report) : { outcome: 'unrecognised' }
    } catch (error) {
      throw toStoreError(error)
    }
  }
}

// As digests are named: whoever knows one has had the message.
const DIGEST_IDS = /\b([\w-]{22})\.\d{4}-\d{2}-\d{2}@/g
const MOST_LOOKED_UP = 5

/** By the ids of our messages, where the address that it came back to does not tell: the report holds what it is of. */
async function findByDigest(db: Db, text: string): Promise<RecipientId | undefined> {
  const ids = new Set([...text.matchAll(DIGEST_IDS)].map(([, id]) => id as SubscriptionId))
  for (const id of [...ids].slice(0, MOST_LOOKED_UP)) {
    const subscription = await findSubscription(db, id)
    if (subscription) return subscription.recipientId
  }
  return undefined
}
