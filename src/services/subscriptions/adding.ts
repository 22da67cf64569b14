import { AppError } from '../../domain/error.ts'
import type { Recipient, Subscription, SubscriptionId } from '../../domain/subscription.ts'
import type { Clock } from '../../domain/time.ts'
import type { RandomBytes } from '../../platform/random-key.ts'
import type { Db } from '../../store/db.ts'
import { replaceSecret } from '../../store/recipients.ts'
import { findSubscription } from '../../store/subscriptions.ts'
import { beginAgain, beginFor } from './beginning.ts'
import type { Order } from './check-order.ts'
import { getBySecret } from './managing.ts'

/**
 * What begins behind the private link, without a mail: whoever has the link may change everything anyway, and its mailbox
 * has said yes before.
 */
export type Adding = {
  /**
   * Begins a further subscription.
   *
   * @throws AppError `not_found` where nobody has the secret, `invalid` for an order that cannot be kept or could bring
   *   nothing, `conflict` where one brings the same, there are too many, or nothing may be sent to the recipient
   */
  add(secret: string, order: Order): Promise<Subscription>
  /** Begins one again that has ended, as it was; one that has not stays as it is. @throws AppError as `add` does */
  beginAgain(secret: string, id: SubscriptionId): Promise<Subscription>
}

type Deps = { db: Db; clock: Clock; draw?: RandomBytes | undefined }

/** Makes the use cases on a database. */
export function createAdding({ db, clock, draw }: Deps): Adding {
  return {
    add: (secret, order) =>
      db.transaction().execute(async (tx) => {
        const recipient = await holdRecipient(tx, secret)
        return beginFor(tx, recipient, order, { now: clock(), draw, isReaders: true })
      }),
    beginAgain: (secret, id) =>
      db.transaction().execute(async (tx) => {
        const recipient = await holdRecipient(tx, secret)
        const subscription = await findSubscription(tx, id)
        if (subscription?.recipientId !== recipient.id)
          throw new AppError('not_found', 'There is no such subscription.')
        return beginAgain(tx, recipient, subscription, clock())
      }),
  }
}

async function holdRecipient(tx: Db, secret: string): Promise<Recipient> {
  const known = await getBySecret(tx, secret)
  // Changes nothing, and holds the row, so that of two who add at once the second sees what the first did.
  const recipient = (await replaceSecret(tx, secret, secret)) ?? known
  if (!recipient.suppressed) return recipient
  throw new AppError('conflict', 'Nothing is sent to this address. Say first that it is to be tried again.')
}
