import type { Digest, DigestId } from '../../src/domain/digest.ts'
import type { Day } from '../../src/domain/time.ts'
import type { Db } from '../../src/store/db.ts'
import { settleAbandoned } from '../../src/store/abandoned-deliveries.ts'
import * as deliveries from '../../src/store/deliveries.ts'
import * as lists from '../../src/store/delivery-lists.ts'
import * as papers from '../../src/store/digest-papers.ts'
import * as standing from '../../src/store/digest-standing.ts'
import { listOutgoing } from '../../src/store/outgoing.ts'
import { listUnwanted, noteAsked } from '../../src/store/wanted-digests.ts'

const id = `s.${'2026-04-01' as Day}` as DigestId
const digest = { id, subscriptionId: 's', papers: [{ id: '2604.00001' }] } as unknown as Digest
const claim = { worker: 'w', now: 1, until: 2 }
const end = { state: 'sent', now: 2, isTried: true } as const

/** What delivering digests asks the database, by name. */
export const DELIVERY_CALLS: Record<string, (db: Db) => Promise<unknown>> = {
  claimDeliveries: (db) => deliveries.claimDeliveries(db, 'mail', 80, claim),
  countEnded: (db) => standing.countEnded(db, 1),
  countOpen: (db) => standing.countOpen(db, 1),
  countSubscriptions: standing.countSubscriptions,
  countSuppressed: standing.countSuppressed,
  dropWaiting: (db) => deliveries.dropWaiting(db, [id], 2, 'Too late.'),
  endDeliveries: (db) => deliveries.endDeliveries(db, [id], 'w', end),
  'endDeliveries that were not tried': (db) => deliveries.endDeliveries(db, [id], 'w', { ...end, isTried: false }),
  findDelivery: (db) => lists.findDelivery(db, id),
  findLastSentAt: (db) => standing.findLastSentAt(db, 1),
  findNextClaimEnd: deliveries.findNextClaimEnd,
  findFirstWaiting: (db) => deliveries.findFirstWaiting(db, ['mail']),
  freePapers: (db) => papers.freePapers(db, [id]),
  insertDelivery: (db) => deliveries.insertDelivery(db, id, 1),
  listEmptyDigests: (db) => lists.listEmptyDigests(db, 50),
  listDeliveries: (db) => lists.listDeliveries(db, { states: ['waiting', 'sent'], size: 50 }),
  listDigestTroubles: (db) => standing.listDigestTroubles(db, 1, 9),
  listOutgoing: (db) => listOutgoing(db, [id]),
  listSuppressionReasons: (db) => standing.listSuppressionReasons(db, 1, 9),
  listUntried: (db) =>
    deliveries.listUntried(db, 'mail', { before: 1, size: 500, after: { id, nextAt: 0, rhythm: '{}' } }),
  listUnwanted: (db) => listUnwanted(db, [id]),
  holdDeliveries: (db) => db.transaction().execute((tx) => deliveries.holdDeliveries(tx, [id])),
  markHandedOver: (db) => deliveries.markHandedOver(db, [id], 'w', 1),
  noteAsked: (db) => noteAsked(db, id, 1),
  postponeDelivery: (db) => deliveries.postponeDelivery(db, id, 'w', { now: 1, nextAt: 2, trouble: 'Later.' }),
  readDigestQueue: (db) => standing.readDigestQueue(db, 1),
  releaseDeliveries: (db) => deliveries.releaseDeliveries(db, [id], 'w'),
  'releaseDeliveries after a trouble': (db) => deliveries.releaseDeliveries(db, [id], 'w', 'It is not set.'),
  renewClaims: (db) => deliveries.renewClaims(db, [id], 'w', 2),
  reopenDelivery: (db) => deliveries.reopenDelivery(db, id, 1),
  settleAbandoned: (db) => settleAbandoned(db, 1, () => true),
  takePapers: (db) => papers.takePapers(db, digest),
}
