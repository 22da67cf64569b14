import type { Digest, DigestId, DigestPaper } from '../../src/domain/digest.ts'
import type { PaperId } from '../../src/domain/paper.ts'
import type { SubscriptionId } from '../../src/domain/subscription.ts'
import type { Day } from '../../src/domain/time.ts'
import { listAnnouncedDays, listDayPapers, rankDay } from '../../src/store/day-papers.ts'
import type { Db } from '../../src/store/db.ts'
import * as digests from '../../src/store/digests.ts'
import { findSentPapers } from '../../src/store/digest-papers.ts'
import * as due from '../../src/store/due-subscriptions.ts'
import { listNewestTexts } from '../../src/store/newest-texts.ts'

const day = '2026-04-01' as Day
const paper = { id: '2604.00001' as PaperId } as DigestPaper
const subscriptionId = 's' as SubscriptionId
const id = `s.${day}` as DigestId
const digest = { id, subscriptionId, from: day, to: day, dueAt: 1, composedAt: 2, papers: [paper] } as unknown as Digest

/** What planning and composing digests asks the database, by name. */
export const COMPOSING_CALLS: Record<string, (db: Db) => Promise<unknown>> = {
  discardDigests: (db) => digests.discardDigests(db, [id]),
  findDigest: (db) => digests.findDigest(db, id),
  findForDigest: (db) => due.findForDigest(db, subscriptionId),
  findEmptySince: (db) => digests.findEmptySince(db, subscriptionId, day),
  findLastDigest: (db) => digests.findLastDigest(db, subscriptionId, day),
  findNextCompositionAt: digests.findNextCompositionAt,
  findNextDueAt: due.findNextDueAt,
  findSentPapers: (db) => findSentPapers(db, subscriptionId, [paper.id]),
  findPrunedDigest: (db) => digests.findPrunedDigest(db, id),
  freezeDigests: (db) => digests.freezeDigests(db, [{ digest, isDelivered: true }]),
  insertDigest: (db) => due.insertDigest(db, subscriptionId, digest),
  keepPlans: (db) => due.keepPlans(db, [{ subscriptionId, dueAt: 1, nextAt: 2, digest }]),
  listAnnouncedDays: (db) => listAnnouncedDays(db, [paper.id]),
  listDayPapers: (db) => listDayPapers(db, [{ id: paper.id, votes: 1, isFeatured: true }]),
  listDueSubscriptions: (db) => due.listDueSubscriptions(db, 1, 200),
  listNewestTexts: (db) => listNewestTexts(db, 600),
  listWaitingDigests: (db) => digests.listWaitingDigests(db, 1, 32),
  pruneDigests: (db) => digests.pruneDigests(db, 1, 200),
  rankDay: (db) => rankDay(db, day),
  setBackDigest: (db) => digests.setBackDigest(db, id, { trouble: 'No.', retryAt: 2 }),
}
