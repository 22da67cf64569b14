import type { DigestId } from '../../src/domain/digest.ts'
import type { Log, OutgoingDigest } from '../../src/domain/ports.ts'
import type { Clock } from '../../src/domain/time.ts'
import type { DeliveringDeps } from '../../src/services/digests/delivering.ts'
import { chunks } from '../../src/store/chunks.ts'
import type { Db } from '../../src/store/db.ts'
import { insertDelivery } from '../../src/store/deliveries.ts'
import { anOutgoingDigest } from './an-outgoing-digest.ts'

/** Seven in the morning in Oslo, when the digests of these tests are due. */
export const DUE = Date.parse('2026-11-20T06:00:00Z')

/** Keeps digests with all that belongs to them, composed and due at `DUE` unless they say otherwise. */
export async function keepDigests(db: Db, messages: readonly OutgoingDigest[]): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const chunk of chunks(messages)) {
      await tx
        .insertInto('recipient')
        .values(chunk.map(toRecipientRow))
        .onConflict((on) => on.doNothing())
        .execute()
      await tx
        .insertInto('subscription')
        .values(chunk.map(toSubscriptionRow))
        .onConflict((on) => on.doNothing())
        .execute()
      await tx.insertInto('digest').values(chunk.map(toDigestRow)).execute()
      await tx.insertInto('digest_paper').values(chunk.flatMap(toPaperRows)).execute()
    }
    for (const { digest } of messages) await insertDelivery(tx, digest.id, digest.dueAt)
  })
}

/** As many digests as wished, each for a recipient of its own. */
export function someDigests(count: number): OutgoingDigest[] {
  return Array.from({ length: count }, (_, index) => anOutgoingDigest({ number: index + 1, dueAt: DUE }))
}

/** What delivering takes, with what a test is not about filled in: no channels, a worker that never dies, looks that wait. */
export function deliveringDeps(db: Db, wish: Partial<DeliveringDeps> & { clock?: Clock; log?: Log }): DeliveringDeps {
  return {
    ...{ db, clock: () => DUE, log: () => undefined, worker: 'worker 1', channels: [], atOnce: 4 },
    lookPause: untilAborted,
    listGone: () => ({ isDead: () => false, forget: () => undefined }),
    toLinks: () => anOutgoingDigest().links,
    ...wish,
  }
}

/** A pause that ends only where it is broken off: a look waits for all that it began. */
export function untilAborted(_ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))))
}

/** How it stands with deliveries, in the order of their ids. */
export async function readDeliveries(db: Db) {
  return db.selectFrom('delivery').selectAll().orderBy('digest_id').execute()
}

/** How it stands with one delivery. */
export async function readDelivery(db: Db, id: DigestId) {
  return db.selectFrom('delivery').selectAll().where('digest_id', '=', id).executeTakeFirstOrThrow()
}

function toRecipientRow({ recipient }: OutgoingDigest) {
  return {
    ...{ id: recipient.id, channel: recipient.channel, address: recipient.address, address_key: recipient.address },
    ...{ secret: recipient.secret, created_at: recipient.createdAt },
    suppressed_at: recipient.suppressed?.at ?? null,
    suppressed_reason: recipient.suppressed?.reason ?? null,
  }
}

function toSubscriptionRow({ subscription }: OutgoingDigest) {
  return {
    ...{ id: subscription.id, recipient_id: subscription.recipientId, state: subscription.state },
    ...{ wish: JSON.stringify(subscription.wish), rhythm: JSON.stringify(subscription.rhythm) },
    ...{ size: subscription.size, sends_empty: 0, created_at: 0, confirmed_at: 0, ended_at: null },
    next_at: subscription.nextAt ?? null,
  }
}

function toDigestRow({ digest }: OutgoingDigest) {
  return {
    ...{ id: digest.id, subscription_id: digest.subscriptionId, from_day: digest.from, to_day: digest.to },
    ...{
      due_at: digest.dueAt,
      composed_at: digest.composedAt,
      content: JSON.stringify(digest),
      papers: digest.papers.length,
    },
    ...{ asked_at: null, attempts: 0, retry_at: null, trouble: null },
  }
}

function toPaperRows({ digest }: OutgoingDigest) {
  return digest.papers.map(({ id }) => ({
    subscription_id: digest.subscriptionId,
    paper_id: id,
    digest_id: digest.id,
  }))
}
