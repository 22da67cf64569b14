import type { Selectable } from 'kysely'
import type { Subscription, SubscriptionId } from '../domain/subscription.ts'
import type { UnixMs } from '../domain/time.ts'
import type { Db } from './db.ts'
import type { ConfirmationTable } from './schema.ts'

/** What was asked for with a question: everything of a subscription that is its reader's to say. */
export type AskedOrder = Pick<Subscription, 'wish' | 'rhythm' | 'size' | 'sendsEmpty'>

/** A question to a reader that is to be mailed, or was: the store knows its answer's token by a hash alone. */
export type Confirmation = {
  tokenHash: string
  subscriptionId: SubscriptionId
  askedAt: UnixMs
  expiresAt: UnixMs
  /** Tries to send it. */
  attempts: number
  confirmedAt?: UnixMs
  /** What its answer begins; absent where that is the subscription as it is. */
  order?: AskedOrder
}

/**
 * Inserts a question that is to be sent at once.
 *
 * @param askedFrom the network that asked: kept beside the one that answers, as proof
 */
export async function insertConfirmation(
  db: Db,
  { askedFrom, ...asked }: Omit<Confirmation, 'attempts' | 'confirmedAt'> & { askedFrom: string },
): Promise<void> {
  await db
    .insertInto('confirmation')
    .values({
      ...{ token_hash: asked.tokenHash, subscription_id: asked.subscriptionId, asked_at: asked.askedAt },
      ...{ asked_from: askedFrom, expires_at: asked.expiresAt, next_at: asked.askedAt, attempts: 0 },
      ...{ confirmed_at: null, confirmed_from: null, ordered: asked.order ? JSON.stringify(asked.order) : null },
    })
    // Asked twice within a millisecond: one question.
    .onConflict((conflict) => conflict.column('token_hash').doNothing())
    .execute()
}

/** A question by the hash of its token. */
export async function findConfirmation(db: Db, tokenHash: string): Promise<Confirmation | undefined> {
  const query = db.selectFrom('confirmation').selectAll().where('token_hash', '=', tokenHash)
  const row = await query.executeTakeFirst()
  return row && toConfirmation(row)
}

/**
 * Uses a token up. The database decides: of all who show one token, one gets through, and none after it expired.
 *
 * @returns the subscription that is confirmed by it; `undefined` where the token is not known, used or expired
 */
export async function takeConfirmation(
  db: Db,
  tokenHash: string,
  { now, network }: { now: UnixMs; network: string },
): Promise<SubscriptionId | undefined> {
  const row = await db
    .updateTable('confirmation')
    .set({ confirmed_at: now, confirmed_from: network, next_at: null })
    .where('token_hash', '=', tokenHash)
    .where('confirmed_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('subscription_id')
    .executeTakeFirst()
  return row?.subscription_id as SubscriptionId | undefined
}

/**
 * Takes on the question that waits longest to be sent, of those that nobody has tried to send before of the others. Who dies
 * with it leaves it to be sent again at `until`.
 *
 * @returns `undefined` where none is due
 */
export async function claimConfirmation(
  db: Db,
  { now, until }: { now: UnixMs; until: UnixMs },
): Promise<Confirmation | undefined> {
  for (;;) {
    const due = db.selectFrom('confirmation').select(['token_hash', 'next_at']).where('next_at', '<=', now)
    const waiting = due.orderBy('next_at').orderBy('token_hash').limit(1)
    const fresh = await waiting.where('attempts', '=', 0).executeTakeFirst()
    const first = fresh ?? (await waiting.executeTakeFirst())
    if (!first) return undefined
    const claimed = await db
      .updateTable('confirmation')
      .set((eb) => ({ next_at: until, attempts: eb('attempts', '+', 1) }))
      .where('token_hash', '=', first.token_hash)
      .where('next_at', '=', first.next_at)
      .returningAll()
      .executeTakeFirst()
    // Another was faster: there may be a next one.
    if (claimed) return toConfirmation(claimed)
  }
}

/** Notes that a question was sent. */
export async function markConfirmationSent(db: Db, tokenHash: string): Promise<void> {
  await change(db, tokenHash, { next_at: null })
}

/** Notes when a question is to be sent again; without an instant it is given up. Does nothing to one that was answered. */
export async function releaseConfirmation(db: Db, tokenHash: string, nextAt?: UnixMs): Promise<void> {
  await change(db, tokenHash, { next_at: nextAt ?? null })
}

/** Gives a question back that could not be sent for no fault of its own: it is due at once, as if nobody had tried. */
export async function giveBackConfirmation(db: Db, tokenHash: string, now: UnixMs): Promise<void> {
  await db
    .updateTable('confirmation')
    .set((eb) => ({ next_at: now, attempts: eb('attempts', '-', 1) }))
    .where('token_hash', '=', tokenHash)
    .where('confirmed_at', 'is', null)
    .execute()
}

/** Gives a question that was not sent yet another token. */
export async function replaceTokenHash(db: Db, tokenHash: string, fresh: string): Promise<void> {
  await change(db, tokenHash, { token_hash: fresh })
}

async function change(db: Db, tokenHash: string, columns: Partial<ConfirmationTable>): Promise<void> {
  const query = db.updateTable('confirmation').set(columns).where('token_hash', '=', tokenHash)
  await query.where('confirmed_at', 'is', null).execute()
}

/** When the next question is to be sent; `undefined` where none waits. */
export async function findNextConfirmation(db: Db): Promise<UnixMs | undefined> {
  const waiting = db.selectFrom('confirmation').select('next_at').where('next_at', 'is not', null)
  return (await waiting.orderBy('next_at').limit(1).executeTakeFirst())?.next_at ?? undefined
}

/** Forgets questions that expired without an answer. What was answered stays: it proves the reader's yes. */
export async function deleteExpiredConfirmations(db: Db, now: UnixMs): Promise<void> {
  await db.deleteFrom('confirmation').where('confirmed_at', 'is', null).where('expires_at', '<=', now).execute()
}

function toConfirmation(row: Selectable<ConfirmationTable>): Confirmation {
  return {
    tokenHash: row.token_hash,
    subscriptionId: row.subscription_id as SubscriptionId,
    askedAt: row.asked_at,
    expiresAt: row.expires_at,
    attempts: row.attempts,
    ...(row.confirmed_at !== null && { confirmedAt: row.confirmed_at }),
    ...(row.ordered !== null && { order: JSON.parse(row.ordered) as AskedOrder }),
  }
}
