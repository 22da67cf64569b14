import type { DeliveryState, Digest, DigestId } from '../../domain/digest.ts'
import { AppError } from '../../domain/error.ts'
import type { SubscriptionId } from '../../domain/subscription.ts'
import type { Clock } from '../../domain/time.ts'
import { type Db, toStoreError } from '../../store/db.ts'
import {
  type DeliveryStanding,
  findDelivery,
  listDeliveries,
  reopenDelivery,
  takePapers,
} from '../../store/delivery-lists.ts'
import { findDigest } from '../../store/digests.ts'
import { planNow } from './plan-digests.ts'

/** What an operator does about deliveries. All throw AppError `unavailable` when the database does not answer. */
export type OperatingDeliveries = {
  /** Deliveries in some states, at most `size`, the open ones first. */
  list(states: readonly DeliveryState[], size: number): Promise<DeliveryStanding[]>
  /** A composed digest and how it stands with its delivery; without one where it was empty. @throws AppError `not_found` */
  show(id: DigestId): Promise<{ digest: Digest; delivery?: DeliveryStanding }>
  /**
   * Has a digest sent again, as it was composed, whatever became of it: who has it already gets it twice.
   *
   * @throws AppError `not_found` where none was to be delivered, `conflict` where it is being sent or nothing may be sent
   */
  resend(id: DigestId): Promise<void>
  /** Has a digest of a subscription composed and sent now. @throws AppError as `planNow` does */
  send(id: SubscriptionId): Promise<void>
}

/** Makes the use cases on a database. A server that runs does the sending, within seconds. */
export function createOperatingDeliveries({ db, clock }: { db: Db; clock: Clock }): OperatingDeliveries {
  return {
    list: (states, size) => ask(listDeliveries(db, { states, size })),
    async show(id) {
      const [digest, delivery] = [await ask(findDigest(db, id)), await ask(findDelivery(db, id))]
      if (!digest) throw new AppError('not_found', 'There is no such digest. "broadsheet digests list" lists them.')
      return { digest, ...(delivery && { delivery }) }
    },
    async resend(id) {
      const [digest, delivery] = [await ask(findDigest(db, id)), await ask(findDelivery(db, id))]
      if (!digest || !delivery) {
        throw new AppError('not_found', 'There is no such digest, or it was empty. Nothing was sent.')
      }
      if (delivery.recipient.suppressed) {
        const { reason } = delivery.recipient.suppressed
        throw new AppError('conflict', `Nothing may be sent to this recipient: ${reason} Nothing was done.`)
      }
      const isOpen = await ask(
        db.transaction().execute(async (tx) => {
          await takePapers(tx, digest)
          return reopenDelivery(tx, id, clock())
        }),
      )
      if (!isOpen) throw new AppError('conflict', 'It is being sent at this moment. Nothing was done.')
    },
    send: (id) => ask(planNow({ db, clock }, id)),
  }
}

async function ask<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    throw toStoreError(error)
  }
}
