import { type Selectable, sql } from 'kysely'
import {
  type AddressedSubscription,
  OPEN_STATES,
  type RecipientId,
  type Rhythm,
  type Subscription,
  type SubscriptionId,
  type SubscriptionState,
  type Wish,
} from '../domain/subscription.ts'
import type { UnixMs } from '../domain/time.ts'
import type { Db } from './db.ts'
import { toRecipient } from './recipients.ts'
import type { RecipientTable, SubscriptionTable } from './schema.ts'
import { addWishNames } from './wish-names.ts'

/** Inserts a subscription. */
export async function insertSubscription(db: Db, subscription: Subscription): Promise<void> {
  const { id, recipientId, createdAt, ...rest } = subscription
  const row = { id, recipient_id: recipientId, created_at: createdAt, ...toColumns(rest) }
  await db
    .insertInto('subscription')
    .values(row as SubscriptionTable)
    .execute()
}

/** What of a subscription may change; `undefined` takes an instant away. */
export type SubscriptionChange = {
  [Name in keyof Omit<Subscription, 'id' | 'recipientId' | 'createdAt'>]?: Subscription[Name] | undefined
}

/**
 * Changes a subscription that is in one of some states. The database decides: of two who would confirm it, one does.
 *
 * @returns it as it is then; `undefined` where there is none in such a state
 */
export async function updateSubscription(
  db: Db,
  id: SubscriptionId,
  states: readonly SubscriptionState[],
  change: SubscriptionChange,
): Promise<Subscription | undefined> {
  const query = db.updateTable('subscription').set(toColumns(change)).where('id', '=', id)
  const row = await query.where('state', 'in', states).returningAll().executeTakeFirst()
  return row && nameOne(db, toSubscription(row))
}

/** A subscription by its id. */
export async function findSubscription(db: Db, id: SubscriptionId): Promise<Subscription | undefined> {
  const row = await db.selectFrom('subscription').selectAll().where('id', '=', id).executeTakeFirst()
  return row && nameOne(db, toSubscription(row))
}

/** The subscriptions of a recipient, the last made first, at most `size`. */
export async function listSubscriptionsOf(
  db: Db,
  recipientId: RecipientId,
  states: readonly SubscriptionState[],
  size: number,
): Promise<Subscription[]> {
  const query = db.selectFrom('subscription').selectAll().where('recipient_id', '=', recipientId)
  const newest = query.where('state', 'in', states).orderBy('created_at', 'desc').orderBy('id')
  return addWishNames(db, (await newest.limit(size).execute()).map(toSubscription))
}

/** Ends every subscription of a recipient that is not over. Returns how many. */
export async function endSubscriptionsOf(db: Db, recipientId: RecipientId, now: UnixMs): Promise<number> {
  const query = db.updateTable('subscription').set({ state: 'ended', ended_at: now, next_at: null })
  const ended = query.where('recipient_id', '=', recipientId).where('state', 'in', OPEN_STATES)
  return Number((await ended.executeTakeFirst()).numUpdatedRows)
}

/** Which subscriptions are listed: those of one recipient, or in some states; all where nothing is said. */
export type SubscriptionFilter = {
  recipientId?: RecipientId | undefined
  states?: readonly SubscriptionState[] | undefined
}

/** Subscriptions with whom they belong to, in the order of their ids, a page at a time. */
export async function listSubscriptions(
  db: Db,
  { size, after = '' as SubscriptionId }: { size: number; after?: SubscriptionId | undefined },
  { recipientId, states }: SubscriptionFilter = {},
): Promise<AddressedSubscription[]> {
  const subscriptions = await db
    .selectFrom('subscription')
    .selectAll()
    .where('id', '>', after)
    .$if(recipientId !== undefined, (query) => query.where('recipient_id', '=', recipientId ?? ''))
    .$if(states !== undefined, (query) => query.where('state', 'in', states ?? []))
    .orderBy('id')
    .limit(size)
    .execute()
  if (subscriptions.length === 0) return []
  const ids = [...new Set(subscriptions.map(({ recipient_id }) => recipient_id))]
  const recipients: Selectable<RecipientTable>[] = await db
    .selectFrom('recipient')
    .selectAll()
    .where('id', 'in', ids)
    .execute()
  const byId = new Map(recipients.map((row) => [row.id, toRecipient(row)]))
  const named = await addWishNames(db, subscriptions.map(toSubscription))
  return named.flatMap((subscription) => {
    const recipient = byId.get(subscription.recipientId)
    return recipient ? [{ subscription, recipient }] : []
  })
}

async function nameOne(db: Db, subscription: Subscription): Promise<Subscription> {
  const [named = subscription] = await addWishNames(db, [subscription])
  return named
}

/**
 * Forgets subscriptions that nobody confirmed and that no confirmation waits for any more.
 *
 * @returns the recipient of each
 */
export async function deleteUnconfirmed(db: Db, createdBefore: UnixMs): Promise<RecipientId[]> {
  const rows = await db
    .deleteFrom('subscription')
    // As a literal: with a parameter SQLite would not look into the index of those that wait.
    .where('state', '=', sql.lit('pending'))
    .where('created_at', '<', createdBefore)
    .where(({ eb, exists, not }) =>
      not(
        exists(eb.selectFrom('confirmation').select('token_hash').whereRef('subscription_id', '=', 'subscription.id')),
      ),
    )
    .returning('recipient_id')
    .execute()
  return rows.map((row) => row.recipient_id as RecipientId)
}

/** A row as the domain speaks of it. */
export function toSubscription(row: Selectable<SubscriptionTable>): Subscription {
  return {
    id: row.id as SubscriptionId,
    recipientId: row.recipient_id as RecipientId,
    wish: JSON.parse(row.wish) as Wish,
    rhythm: JSON.parse(row.rhythm) as Rhythm,
    size: row.size,
    sendsEmpty: row.sends_empty === 1,
    state: row.state as SubscriptionState,
    createdAt: row.created_at,
    ...(row.confirmed_at !== null && { confirmedAt: row.confirmed_at }),
    ...(row.ended_at !== null && { endedAt: row.ended_at }),
    ...(row.next_at !== null && { nextAt: row.next_at }),
  }
}

/** The columns of those fields that are there, whether or not they hold anything. */
function toColumns(change: SubscriptionChange): Partial<SubscriptionTable> {
  return {
    ...(change.wish && { wish: JSON.stringify(change.wish) }),
    ...(change.rhythm && { rhythm: JSON.stringify(change.rhythm) }),
    ...(change.size !== undefined && { size: change.size }),
    ...(change.sendsEmpty !== undefined && { sends_empty: change.sendsEmpty ? 1 : 0 }),
    ...(change.state && { state: change.state }),
    ...('confirmedAt' in change && { confirmed_at: change.confirmedAt ?? null }),
    ...('endedAt' in change && { ended_at: change.endedAt ?? null }),
    ...('nextAt' in change && { next_at: change.nextAt ?? null }),
  }
}
