import type { RecipientId } from '../../domain/subscription.ts'
import type { UnixMs } from '../../domain/time.ts'
import type { Db } from '../../store/db.ts'
import { suppressRecipient } from '../../store/recipients.ts'
import { endSubscriptionsOf } from '../../store/subscriptions.ts'

/**
 * Sends nothing any more to an address that takes nothing, or that complained: its subscriptions end, and its reader and
 * the operator see why. Belongs into a transaction.
 *
 * @param reason a whole sentence, for the reader
 * @returns whether it was news
 */
export async function suppressAddress(db: Db, id: RecipientId, reason: string, now: UnixMs): Promise<boolean> {
  const isNews = await suppressRecipient(db, id, reason, now)
  await endSubscriptionsOf(db, id, now)
  return isNews
}
