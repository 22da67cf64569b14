import type { Digest, DigestId } from '../domain/digest.ts'
import type { Recipient, Subscription } from '../domain/subscription.ts'
import type { UnixMs } from '../domain/time.ts'
import type { Db } from './db.ts'
import { toDigest } from './digests.ts'
import { toRecipient } from './recipients.ts'
import { toSubscription } from './subscriptions.ts'
import { listUnwanted, type Unwanted } from './wanted-digests.ts'

/** A digest that is to be delivered: as it was frozen, for whom, and how often that was tried. */
export type Outgoing = {
  digest: Digest
  recipient: Recipient
  subscription: Subscription
  attempts: number
  /** When it was tried first; absent where it never was. */
  firstAt?: UnixMs
  /** What stood against sending it when it was read. */
  unwanted?: Unwanted
}

/** Digests with all that their delivery takes, in no order; those that cannot be read are left out. At most some hundred. */
export async function listOutgoing(db: Db, ids: readonly DigestId[]): Promise<Outgoing[]> {
  if (ids.length === 0) return []
  const digests = await db
    .selectFrom('digest')
    .innerJoin('delivery', 'delivery.digest_id', 'digest.id')
    .select(['digest.subscription_id', 'digest.content', 'delivery.attempts', 'delivery.first_at'])
    .where('digest.id', 'in', ids)
    .execute()
  const subscriptions = await db
    .selectFrom('subscription')
    .selectAll()
    .where('id', 'in', toKeys(digests.map((row) => row.subscription_id)))
    .execute()
  const recipients = await db
    .selectFrom('recipient')
    .selectAll()
    .where('id', 'in', toKeys(subscriptions.map((row) => row.recipient_id)))
    .execute()
  const unwantedById = await listUnwanted(db, ids)
  const byId = new Map(subscriptions.map((row) => [row.id, toSubscription(row)]))
  const recipientById = new Map<string, Recipient>(recipients.map((row) => [row.id, toRecipient(row)]))
  return digests.flatMap((row) => {
    const subscription = byId.get(row.subscription_id)
    const recipient = subscription && recipientById.get(subscription.recipientId)
    const digest = toDigest(row.content)
    if (!subscription || !recipient || !digest) return []
    const { attempts, first_at: firstAt } = row
    const unwanted = unwantedById.get(digest.id)
    const own = { digest, recipient, subscription, attempts }
    return [{ ...own, ...(firstAt !== null && { firstAt }), ...(unwanted && { unwanted }) }]
  })
}

function toKeys(ids: readonly string[]): string[] {
  return [...new Set(ids)]
}
