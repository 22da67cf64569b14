import type { Digest, DigestId } from '../../domain/digest.ts'
import type { Recipient, Subscription, SubscriptionId } from '../../domain/subscription.ts'
import { createSigner } from '../../platform/signing.ts'
import type { Db } from '../../store/db.ts'
import { findDigest } from '../../store/digests.ts'
import { listReadableDigests, type ReadableDigest } from '../../store/past-digests.ts'
import { findRecipient } from '../../store/recipients.ts'
import { findSubscription } from '../../store/subscriptions.ts'

const MOST_DIGESTS = 10
const KEY = /^([\w-]{22})\.([\w-]{24})$/

/** What a private feed is made of. */
export type PrivateFeed = {
  subscription: Subscription
  /** Its last digests that can be read, the last first. */
  digests: readonly ReadableDigest[]
}

/** The feeds of what the digests of one subscription brought. */
export type PrivateFeeds = {
  /**
   * What the address of a feed holds: it lets nobody do more than read along. Another private link of the recipient makes
   * it another.
   */
  toFeedKey(recipient: Pick<Recipient, 'secret'>, id: SubscriptionId): string
  /** `undefined` where the key is not ours, or no longer. */
  findFeed(key: string): Promise<PrivateFeed | undefined>
  /** Digests of a feed, in their order, without those that were forgotten since. */
  readFeed(feed: PrivateFeed): AsyncIterable<Digest>
}

/** Makes the use cases on a database. @param secret of the installation: keys are signed by it */
export function createPrivateFeeds({ db, secret }: { db: Db; secret: string }): PrivateFeeds {
  const { sign, isSigned } = createSigner(secret, 'feed')
  return {
    toFeedKey: (recipient, id) => `${id}.${sign(id, recipient.secret)}`,
    async findFeed(key) {
      const [, id = '', signature = ''] = KEY.exec(key) ?? []
      const subscription = id === '' ? undefined : await findSubscription(db, id as SubscriptionId)
      const recipient = subscription && (await findRecipient(db, subscription.recipientId))
      if (!recipient || !isSigned(signature, id, recipient.secret)) return undefined
      return { subscription, digests: await listReadableDigests(db, subscription.id, MOST_DIGESTS) }
    },
    readFeed: ({ digests }) =>
      readDigests(
        db,
        digests.map(({ id }) => id),
      ),
  }
}

/** One at a time: who has enough asks for no more. */
async function* readDigests(db: Db, ids: readonly DigestId[]): AsyncGenerator<Digest> {
  for (const id of ids) {
    const digest = await findDigest(db, id)
    if (digest) yield digest
  }
}
