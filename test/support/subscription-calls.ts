import type { PaperId } from '../../src/domain/paper.ts'
import { OPEN_STATES, type RecipientId, type SubscriptionId } from '../../src/domain/subscription.ts'
import type { DigestId } from '../../src/domain/digest.ts'
import { deleteAllowancesBefore, returnAllowance, takeAllowance } from '../../src/store/allowances.ts'
import * as confirmations from '../../src/store/confirmations.ts'
import type { Db } from '../../src/store/db.ts'
import * as feedback from '../../src/store/digest-feedback.ts'
import { listLastDigests, listPastDigests, listReadableDigests } from '../../src/store/past-digests.ts'
import * as recipients from '../../src/store/recipients.ts'
import * as subscriptions from '../../src/store/subscriptions.ts'

const [id, recipientId, paperId] = ['s' as SubscriptionId, 'r' as RecipientId, '2611.00001' as PaperId]
const address = { channel: 'mail', address: 'ann@example.org', key: 'ann@example.org' } as const
const asked = { tokenHash: 'h', subscriptionId: id, askedAt: 1, askedFrom: '192.0.2.1', expiresAt: 9 }
const order = {
  wish: { kind: 'trending' },
  rhythm: { span: 'day', weekdays: [1], hour: 7, zone: 'UTC' },
  ...{ size: 10, sendsEmpty: false },
} as const
const pending = { id, recipientId, ...order, state: 'pending', createdAt: 1 } as const

/** Every function of the store that is about subscribers, by name. */
export const SUBSCRIPTION_CALLS: Record<string, (db: Db) => Promise<unknown>> = {
  allowRecipient: (db) => recipients.allowRecipient(db, recipientId),
  claimConfirmation: (db) => confirmations.claimConfirmation(db, { now: 1, until: 2 }),
  deleteAllowancesBefore: (db) => deleteAllowancesBefore(db, 1),
  deleteExpiredConfirmations: (db) => confirmations.deleteExpiredConfirmations(db, 1),
  deleteFeedback: (db) => feedback.deleteFeedback(db, id, paperId),
  deleteIdleRecipients: (db) => recipients.deleteIdleRecipients(db, [recipientId]),
  deleteUnconfirmed: (db) => subscriptions.deleteUnconfirmed(db, 1),
  endSubscriptionsOf: (db) => subscriptions.endSubscriptionsOf(db, recipientId, 1),
  findConfirmation: (db) => confirmations.findConfirmation(db, 'h'),
  findFeedback: (db) => feedback.findFeedback(db, id, paperId),
  findNextConfirmation: confirmations.findNextConfirmation,
  findRecipient: (db) => recipients.findRecipient(db, recipientId),
  findRecipientByKey: (db) => recipients.findRecipientByKey(db, 'mail', address.key),
  findRecipientBySecret: (db) => recipients.findRecipientBySecret(db, 'x'),
  findSubscription: (db) => subscriptions.findSubscription(db, id),
  giveBackConfirmation: (db) => confirmations.giveBackConfirmation(db, 'h', 1),
  insertConfirmation: (db) => confirmations.insertConfirmation(db, asked),
  insertSubscription: (db) => subscriptions.insertSubscription(db, pending),
  listFeedback: (db) => feedback.listFeedback(db, id, 10),
  listLastDigests: (db) => listLastDigests(db, [id]),
  listPastDigests: (db) => listPastDigests(db, recipientId, { size: 9, before: { dueAt: 1, id: 'd' as DigestId } }),
  listReadableDigests: (db) => listReadableDigests(db, id, 10),
  'listSubscriptions of one recipient': (db) =>
    subscriptions.listSubscriptions(db, { size: 9 }, { recipientId, states: ['active'] }),
  listSubscriptions: (db) => subscriptions.listSubscriptions(db, { size: 9, after: id }),
  listSubscriptionsOf: (db) => subscriptions.listSubscriptionsOf(db, recipientId, OPEN_STATES, 20),
  listSuppressed: (db) => recipients.listSuppressed(db, 10),
  markConfirmationSent: (db) => confirmations.markConfirmationSent(db, 'h'),
  releaseConfirmation: (db) => confirmations.releaseConfirmation(db, 'h', 2),
  replaceSecret: (db) => recipients.replaceSecret(db, 'x', 'y'),
  replaceTokenHash: (db) => confirmations.replaceTokenHash(db, 'h', 'g'),
  returnAllowance: (db) => returnAllowance(db, { key: 'k', windowMs: 10 }, 25),
  suppressRecipient: (db) => recipients.suppressRecipient(db, recipientId, 'It bounced.', 1),
  takeAllowance: (db) => takeAllowance(db, { key: 'k', most: 3, windowMs: 10 }, 25),
  takeConfirmation: (db) => confirmations.takeConfirmation(db, 'h', { now: 1, network: '192.0.2.1' }),
  updateSubscription: (db) =>
    subscriptions.updateSubscription(db, id, ['active'], { state: 'paused', nextAt: undefined }),
  upsertRecipient: (db) => recipients.upsertRecipient(db, address, { id: recipientId, secret: 'x', createdAt: 1 }),
  writeFeedback: (db) => feedback.writeFeedback(db, id, { paperId, kind: 'more', at: 1 }),
}
