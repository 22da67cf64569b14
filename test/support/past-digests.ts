import type { Digest, DigestId } from '../../src/domain/digest.ts'
import type { PaperId } from '../../src/domain/paper.ts'
import type { SubscriptionId } from '../../src/domain/subscription.ts'
import type { Day } from '../../src/domain/time.ts'
import type { Db } from '../../src/store/db.ts'
import type { DeliveryTable } from '../../src/store/schema.ts'

/** A frozen digest of a subscription for one day, with some papers. */
export function aDigest(
  subscriptionId: SubscriptionId,
  to: string,
  papers: readonly string[] = ['2611.00001'],
): Digest {
  const day = to as Day
  return {
    ...{ id: `${subscriptionId}.${to}` as DigestId, subscriptionId, from: day, to: day },
    ...{ dueAt: Date.parse(to), composedAt: Date.parse(to) + 1, title: 'Trending papers', considered: 9 },
    isCatchUp: false,
    papers: papers.map((id) => ({
      ...{ id: id as PaperId, title: `On ${id}`, authors: ['Ada Kestrel'], authorCount: 1, votes: 3 },
      ...{ sentences: ['We wait.'], reason: 'It has many votes.', topic: 'Patience' },
    })),
  }
}

/** Puts a composed digest into a database as it stands after its delivery, by default a good one. */
export async function putDigest(db: Db, digest: Digest, delivery: Partial<DeliveryTable> = {}): Promise<void> {
  const { id, subscriptionId, from, to, dueAt, composedAt, papers } = digest
  await db
    .insertInto('digest')
    .values({
      ...{ id, subscription_id: subscriptionId, from_day: from, to_day: to, due_at: dueAt, composed_at: composedAt },
      ...{ content: JSON.stringify(digest), papers: papers.length, attempts: 0, retry_at: null, trouble: null },
    })
    .execute()
  const rows = papers.map((paper) => ({ subscription_id: subscriptionId, paper_id: paper.id, digest_id: id }))
  if (rows.length > 0) await db.insertInto('digest_paper').values(rows).execute()
  await db
    .insertInto('delivery')
    .values({
      ...{ digest_id: id, channel: 'mail', state: 'sent', next_at: null, first_at: dueAt, attempts: 1, worker: null },
      ...{ claimed_until: null, handed_over_at: dueAt, ended_at: dueAt + 5, trouble: null, ...delivery },
    })
    .execute()
}
