import { showToReaders } from '../../domain/shown-address.ts'
import type { Subscription } from '../../domain/subscription.ts'
import type { Clock } from '../../domain/time.ts'
import type { Db } from '../../store/db.ts'
import { findRecipient } from '../../store/recipients.ts'
import { findSubscription } from '../../store/subscriptions.ts'
import { endSubscription } from './moving.ts'
import type { SignedLinks } from './signed-links.ts'

/** The subscription that a link to leave is about. */
export type Leave = { subscription: Subscription; address: string }

/** Leaving by the link of a mail, without any other proof. */
export type Leaving = {
  /** What a link is about; `undefined` where it is not ours. Changes nothing. */
  findLeave(token: string): Promise<Leave | undefined>
  /** Ends the subscription of a link; again, it changes nothing. `undefined` where the link is not ours. */
  endBySignature(token: string): Promise<Leave | undefined>
}

/** Makes the use cases on a database. */
export function createLeaving({ db, clock, links }: { db: Db; clock: Clock; links: SignedLinks }): Leaving {
  const findLeave = async (token: string): Promise<Leave | undefined> => {
    const id = links.readLeave(token)
    const subscription = id && (await findSubscription(db, id))
    const recipient = subscription && (await findRecipient(db, subscription.recipientId))
    return recipient && { subscription, address: showToReaders(recipient) }
  }
  return {
    findLeave,
    async endBySignature(token) {
      const leave = await findLeave(token)
      if (!leave) return undefined
      return { ...leave, subscription: await endSubscription(db, leave.subscription, clock()) }
    },
  }
}
