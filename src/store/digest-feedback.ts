import type { PaperId } from '../domain/paper.ts'
import type { DigestFeedback, SubscriptionId } from '../domain/subscription.ts'
import type { UnixMs } from '../domain/time.ts'
import type { Db } from './db.ts'

/** What a reader thought of a paper, and when. */
export type PaperFeedback = { paperId: PaperId; kind: DigestFeedback; at: UnixMs }

/** Keeps what the reader of a subscription thinks of a paper: the newest answer, and once. */
export async function writeFeedback(
  db: Db,
  subscriptionId: SubscriptionId,
  { paperId, kind, at }: PaperFeedback,
): Promise<void> {
  await db
    .insertInto('digest_feedback')
    .values({ subscription_id: subscriptionId, paper_id: paperId, kind, at })
    .onConflict((conflict) =>
      conflict.columns(['subscription_id', 'paper_id']).doUpdateSet({ kind, at }).where('digest_feedback.at', '<=', at),
    )
    .execute()
}

/** What the reader of a subscription said of a paper. */
export async function findFeedback(
  db: Db,
  subscriptionId: SubscriptionId,
  paperId: PaperId,
): Promise<PaperFeedback | undefined> {
  const query = feedbackOf(db, subscriptionId).where('paper_id', '=', paperId)
  const row = await query.executeTakeFirst()
  return row && toFeedback(row)
}

/** What the reader of a subscription said last, the newest first, at most `size`. */
export async function listFeedback(db: Db, subscriptionId: SubscriptionId, size: number): Promise<PaperFeedback[]> {
  const query = feedbackOf(db, subscriptionId).orderBy('at', 'desc').orderBy('paper_id').limit(size)
  return (await query.execute()).map(toFeedback)
}

/** Forgets what the reader of a subscription said of a paper. */
export async function deleteFeedback(db: Db, subscriptionId: SubscriptionId, paperId: PaperId): Promise<void> {
  const query = db.deleteFrom('digest_feedback').where('subscription_id', '=', subscriptionId)
  await query.where('paper_id', '=', paperId).execute()
}

function feedbackOf(db: Db, subscriptionId: SubscriptionId) {
  return db.selectFrom('digest_feedback').selectAll().where('subscription_id', '=', subscriptionId)
}

function toFeedback(row: { paper_id: string; kind: string; at: number }): PaperFeedback {
  return { paperId: row.paper_id as PaperId, kind: row.kind as DigestFeedback, at: row.at }
}
