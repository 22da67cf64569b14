import type { Digest, DigestId, ListedState } from '../../domain/digest.ts'
import { AppError } from '../../domain/error.ts'
import type { SubscriptionId } from '../../domain/subscription.ts'
import type { Clock } from '../../domain/time.ts'
import { type Db, toStoreError } from '../../store/db.ts'
import { reopenDelivery } from '../../store/deliveries.ts'
import {
  type DeliveryStanding,
  findDelivery,
  listDeliveries,
  type ListedDigest,
  listEmptyDigests,
} from '../../store/delivery-lists.ts'
import { takePapers } from '../../store/digest-papers.ts'
import { findDigest, findPrunedDigest } from '../../store/digests.ts'
import { noteAsked } from '../../store/wanted-digests.ts'
import { planNow } from './plan-digests.ts'

/** What an operator does about deliveries. All throw AppError `unavailable` when the database does not answer. */
export type OperatingDeliveries = {
  /** Digests in some states, at most `size`, those first whose deliveries are open; then the last first. */
  list(states: readonly ListedState[], size: number): Promise<ListedDigest[]>
  /**
   * A composed digest and how it stands with its delivery; without one where it was empty.
   *
   * @throws AppError `not_found`, also where it is not kept any more
   */
  show(id: DigestId): Promise<{ digest: Digest; delivery?: DeliveryStanding }>
  /**
   * Has a digest sent again, as it was composed, whatever became of it: who has it already gets it twice.
   *
   * @throws AppError `not_found` where none was to be delivered, `conflict` where it is being sent, is not kept any more, or nothing may be
   *   sent
   */
  resend(id: DigestId): Promise<void>
  /** Has a digest of a subscription composed and sent now. @throws AppError as `planNow` does */
  send(id: SubscriptionId): Promise<void>
}

const PRUNED = 'What stood in this digest is not kept any more: it was composed more than DIGEST_DAYS ago.'

/** Makes the use cases on a database. A server that runs does the sending, within seconds. */
export function createOperatingDeliveries({ db, clock }: { db: Db; clock: Clock }): OperatingDeliveries {
  return {
    list: (states, size) => ask(list(db, states, size)),
    async show(id) {
      const [digest, delivery] = [await ask(findDigest(db, id)), await ask(findDelivery(db, id))]
      if (!digest && (await ask(findPrunedDigest(db, id)))) throw new AppError('not_found', PRUNED)
      if (!digest) throw new AppError('not_found', 'There is no such digest. "broadsheet digests list" lists them.')
      return { digest, ...(delivery && { delivery }) }
    },
    async resend(id) {
      const [digest, delivery] = [await ask(findDigest(db, id)), await ask(findDelivery(db, id))]
      if (delivery && !digest && (await ask(findPrunedDigest(db, id)))) {
        throw new AppError('conflict', `${PRUNED} It cannot be sent again.`)
      }
      if (!digest || !delivery) {
        throw new AppError('not_found', 'There is no such digest, or it was empty. Nothing was sent.')
      }
      if (delivery.recipient.suppressed) {
        const { reason } = delivery.recipient.suppressed
        throw new AppError('conflict', `Nothing may be sent to this recipient: ${reason} Nothing was done.`)
      }
      await ask(
        db.transaction().execute(async (tx) => {
          await noteAsked(tx, id, clock())
          const isReopened = await reopenDelivery(tx, id, clock())
          if (!isReopened) throw new AppError('conflict', 'It is being sent at this moment. Nothing was done.')
          await takePapers(tx, digest)
        }),
      )
    },
    send: (id) => ask(planNow({ db, clock }, id)),
  }
}

async function list(db: Db, states: readonly ListedState[], size: number): Promise<ListedDigest[]> {
  const ofDeliveries = states.filter((state) => state !== 'empty')
  const deliveries = ofDeliveries.length === 0 ? [] : await listDeliveries(db, { states: ofDeliveries, size })
  const empty = ofDeliveries.length === states.length ? [] : await listEmptyDigests(db, size)
  const toEnd = ({ endedAt = Infinity }: ListedDigest): number => endedAt
  return [...deliveries, ...empty].sort((a, b) => (toEnd(a) === toEnd(b) ? 0 : toEnd(b) - toEnd(a))).slice(0, size)
}

async function ask<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    throw toStoreError(error)
  }
}
