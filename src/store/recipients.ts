import type { Selectable } from 'kysely'
import type { ChannelName, Recipient, RecipientId } from '../domain/subscription.ts'
import type { UnixMs } from '../domain/time.ts'
import { chunks } from './chunks.ts'
import type { Db } from './db.ts'
import type { RecipientTable } from './schema.ts'

/** Where a channel reaches somebody; addresses with one key are one. */
export type ChannelAddress = { channel: ChannelName; address: string; key: string }

/**
 * The recipient of an address, which is made where there is none. Within a transaction nobody else changes it, or makes
 * or ends a subscription of it by way of this function, until that ends.
 */
export async function upsertRecipient(
  db: Db,
  { channel, address, key }: ChannelAddress,
  fresh: Pick<Recipient, 'id' | 'secret' | 'createdAt'>,
): Promise<Recipient> {
  const row = await db
    .insertInto('recipient')
    .values({
      ...{ id: fresh.id, channel, address, address_key: key, secret: fresh.secret, created_at: fresh.createdAt },
      ...{ suppressed_at: null, suppressed_reason: null },
    })
    // Changes nothing, and holds the row: on PostgreSQL nothing else would.
    .onConflict((conflict) => conflict.columns(['channel', 'address_key']).doUpdateSet({ address_key: key }))
    .returningAll()
    .executeTakeFirstOrThrow()
  return toRecipient(row)
}

/** A recipient by its id. */
export async function findRecipient(db: Db, id: RecipientId): Promise<Recipient | undefined> {
  const row = await db.selectFrom('recipient').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toRecipient(row)
}

/** A recipient by what its private link holds. */
export async function findRecipientBySecret(db: Db, secret: string): Promise<Recipient | undefined> {
  const row = await db.selectFrom('recipient').selectAll().where('secret', '=', secret).executeTakeFirst()
  return row && toRecipient(row)
}

/** A recipient by the key of its address. */
export async function findRecipientByKey(db: Db, channel: ChannelName, key: string): Promise<Recipient | undefined> {
  const query = db.selectFrom('recipient').selectAll().where('channel', '=', channel).where('address_key', '=', key)
  const row = await query.executeTakeFirst()
  return row && toRecipient(row)
}

/** Changes what the private link of a recipient holds; `undefined` where none has the old one. */
export async function replaceSecret(db: Db, secret: string, fresh: string): Promise<Recipient | undefined> {
  const query = db.updateTable('recipient').set({ secret: fresh }).where('secret', '=', secret)
  const row = await query.returningAll().executeTakeFirst()
  return row && toRecipient(row)
}

/** Notes that nothing is sent to a recipient any more; what was noted first stays. Returns whether it was news. */
export async function suppressRecipient(db: Db, id: RecipientId, reason: string, now: UnixMs): Promise<boolean> {
  const query = db.updateTable('recipient').set({ suppressed_at: now, suppressed_reason: reason })
  const { numUpdatedRows } = await query.where('id', '=', id).where('suppressed_at', 'is', null).executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Notes that a recipient may be sent to again. */
export async function allowRecipient(db: Db, id: RecipientId): Promise<void> {
  const query = db.updateTable('recipient').set({ suppressed_at: null, suppressed_reason: null })
  await query.where('id', '=', id).execute()
}

/** Recipients to whom nothing is sent, the last first; one page of them. */
export async function listSuppressed(db: Db, size: number): Promise<Recipient[]> {
  const query = db.selectFrom('recipient').selectAll().where('suppressed_at', 'is not', null)
  return (await query.orderBy('suppressed_at', 'desc').orderBy('id').limit(size).execute()).map(toRecipient)
}

/**
 * Forgets those of some recipients who have no subscription, but for those to whom nothing may be sent: that is to be
 * remembered. Returns how many.
 */
export async function deleteIdleRecipients(db: Db, ids: readonly RecipientId[]): Promise<number> {
  let deleted = 0
  for (const chunk of chunks([...new Set(ids)])) {
    const { numDeletedRows } = await db
      .deleteFrom('recipient')
      .where('id', 'in', chunk)
      .where('suppressed_at', 'is', null)
      .where(({ eb, exists, not }) =>
        not(exists(eb.selectFrom('subscription').select('id').whereRef('recipient_id', '=', 'recipient.id'))),
      )
      .executeTakeFirst()
    deleted += Number(numDeletedRows)
  }
  return deleted
}

/** A row as the domain speaks of it. */
export function toRecipient(row: Selectable<RecipientTable>): Recipient {
  return {
    id: row.id as RecipientId,
    channel: row.channel as ChannelName,
    address: row.address,
    secret: row.secret,
    createdAt: row.created_at,
    ...(row.suppressed_at !== null && { suppressed: { at: row.suppressed_at, reason: row.suppressed_reason ?? '' } }),
  }
}
