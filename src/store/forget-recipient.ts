import type { RecipientId } from '../domain/subscription.ts'
import { type Db, isPostgres } from './db.ts'

/**
 * Deletes all that is kept of a recipient: subscriptions, what was asked and answered, feedback, digests and how they were
 * delivered. One to whom nothing may be sent stays, with its address alone: that is to be remembered. To be called within
 * a transaction.
 *
 * @returns whether nothing is left
 */
export async function forgetRecipient(tx: Db, id: RecipientId): Promise<boolean> {
  const own = tx.selectFrom('subscription').select('id').where('recipient_id', '=', id)
  const digests = tx.selectFrom('digest').select('id').where('subscription_id', 'in', own)
  if (isPostgres(tx)) {
    // Whoever asks, plans or freezes at this moment is waited for, and nobody adds what would then belong to nothing.
    await tx.selectFrom('recipient').select('id').where('id', '=', id).forUpdate().execute()
    await own.orderBy('id').forUpdate().execute()
    await digests.orderBy('id').forUpdate().execute()
    const deliveries = tx.selectFrom('delivery').select('digest_id').where('digest_id', 'in', digests)
    await deliveries.orderBy('digest_id').forUpdate().execute()
  }
  await tx.deleteFrom('delivery').where('digest_id', 'in', digests).execute()
  for (const table of ['digest_paper', 'digest', 'digest_feedback', 'confirmation'] as const) {
    await tx.deleteFrom(table).where('subscription_id', 'in', own).execute()
  }
  await tx.deleteFrom('subscription').where('recipient_id', '=', id).execute()
  const query = tx.deleteFrom('recipient').where('id', '=', id).where('suppressed_at', 'is', null)
  return (await query.executeTakeFirst()).numDeletedRows > 0n
}
