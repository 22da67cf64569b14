import { type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely'

/**
 * What it takes to send digests once: who gets them, what is wished for, what was chosen (frozen), and how far each is on
 * its way. The primary keys keep promises: one digest for a subscription and a day (`digest`), one delivery for a digest
 * (`delivery`), a paper once in all digests of a subscription (`digest_paper`).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createRecipients(db)
  await createSubscriptions(db)
  await createDigests(db)
  await createLimits(db)
  await createSummaries(db)
}

// As in the first migration: ids and days sort by bytes in both databases.
function idType(db: Kysely<unknown>): RawBuilder<unknown> {
  return sql.raw(db.getExecutor().adapter instanceof PostgresAdapter ? 'text collate "C"' : 'text')
}

async function createRecipients(db: Kysely<unknown>): Promise<void> {
  const id = idType(db)
  await db.schema
    .createTable('recipient')
    .addColumn('id', id, (column) => column.primaryKey())
    .addColumn('channel', id, (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('address_key', id, (column) => column.notNull())
    .addColumn('secret', id, (column) => column.notNull().unique())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('suppressed_at', 'bigint')
    .addColumn('suppressed_reason', 'text')
    .addUniqueConstraint('recipient_address', ['channel', 'address_key'] as never[])
    .execute()
}

async function createSubscriptions(db: Kysely<unknown>): Promise<void> {
  const id = idType(db)
  await db.schema
    .createTable('subscription')
    .addColumn('id', id, (column) => column.primaryKey())
    .addColumn('recipient_id', id, (column) => column.notNull().references('recipient.id'))
    .addColumn('wish', 'text', (column) => column.notNull())
    .addColumn('rhythm', 'text', (column) => column.notNull())
    .addColumn('size', 'integer', (column) => column.notNull())
    .addColumn('sends_empty', 'integer', (column) => column.notNull())
    .addColumn('state', id, (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('confirmed_at', 'bigint')
    .addColumn('ended_at', 'bigint')
    .addColumn('next_at', 'bigint')
    .execute()
  // Serves: what is due.
  await sql`create index subscription_due on subscription (next_at) where next_at is not null`.execute(db)
  // Serves: the subscriptions of one recipient.
  await db.schema.createIndex('subscription_recipient').on('subscription').column('recipient_id').execute()
  // Serves: forgetting those that nobody confirmed.
  await sql`create index subscription_pending on subscription (created_at) where state = 'pending'`.execute(db)
  await db.schema
    .createTable('confirmation')
    .addColumn('token_hash', id, (column) => column.primaryKey())
    .addColumn('subscription_id', id, (column) => column.notNull().references('subscription.id'))
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .addColumn('asked_from', id, (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('next_at', 'bigint')
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('confirmed_at', 'bigint')
    .addColumn('confirmed_from', id)
    .addColumn('ordered', 'text')
    .execute()
  // Serves: the mails with links that are still to be sent.
  await sql`create index confirmation_waiting on confirmation (next_at) where next_at is not null`.execute(db)
  // Serves: those among them that nobody has tried to send.
  await sql`create index confirmation_fresh on confirmation (attempts, next_at) where next_at is not null`.execute(db)
  // Serves: forgetting those that expired.
  await sql`create index confirmation_open on confirmation (expires_at) where confirmed_at is null`.execute(db)
  // Serves: which subscriptions nobody is asked about any more, and forgetting what was asked of one.
  await db.schema.createIndex('confirmation_subscription').on('confirmation').column('subscription_id').execute()
  await db.schema
    .createTable('digest_feedback')
    .addColumn('subscription_id', id, (column) => column.notNull().references('subscription.id'))
    .addColumn('paper_id', id, (column) => column.notNull())
    .addColumn('kind', id, (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('digest_feedback_primary', ['subscription_id', 'paper_id'] as never[])
    .execute()
}

async function createDigests(db: Kysely<unknown>): Promise<void> {
  const id = idType(db)
  await db.schema
    .createTable('digest')
    .addColumn('id', id, (column) => column.primaryKey())
    .addColumn('subscription_id', id, (column) => column.notNull().references('subscription.id'))
    .addColumn('from_day', id, (column) => column.notNull())
    .addColumn('to_day', id, (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('asked_at', 'bigint')
    .addColumn('composed_at', 'bigint')
    .addColumn('content', 'text')
    .addColumn('papers', 'integer')
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('retry_at', 'bigint')
    .addColumn('trouble', 'text')
    .addUniqueConstraint('digest_once', ['subscription_id', 'to_day'] as never[])
    .execute()
  // Serves: the last digests of a subscription, however many there were.
  await db.schema.createIndex('digest_past').on('digest').columns(['subscription_id', 'due_at', 'id']).execute()
  // Serves: which digests had no paper.
  await sql`create index digest_empty on digest (composed_at) where papers = 0`.execute(db)
  // Serves: the digests that are to be composed.
  await sql`create index digest_waiting on digest (due_at) where composed_at is null`.execute(db)
  // Serves: forgetting what stood in digests of long ago.
  await sql`create index digest_kept on digest (composed_at) where content is not null`.execute(db)
  await db.schema
    .createTable('digest_paper')
    .addColumn('subscription_id', id, (column) => column.notNull())
    .addColumn('paper_id', id, (column) => column.notNull())
    .addColumn('digest_id', id, (column) => column.notNull().references('digest.id'))
    .addPrimaryKeyConstraint('digest_paper_primary', ['subscription_id', 'paper_id'] as never[])
    .execute()
  // Serves: which papers a digest that nobody got gives back; and that a digest has none, before it is deleted.
  await db.schema.createIndex('digest_paper_digest').on('digest_paper').column('digest_id').execute()
  await db.schema
    .createTable('delivery')
    .addColumn('digest_id', id, (column) => column.primaryKey().references('digest.id'))
    .addColumn('channel', id, (column) => column.notNull())
    .addColumn('state', id, (column) => column.notNull())
    .addColumn('next_at', 'bigint')
    .addColumn('first_at', 'bigint')
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('worker', id)
    .addColumn('claimed_until', 'bigint')
    .addColumn('handed_over_at', 'bigint')
    .addColumn('ended_at', 'bigint')
    .addColumn('trouble', 'text')
    .execute()
  // Serves: what is to be sent next by each channel, in its order; and claims whose worker has died.
  await sql`create index delivery_open on delivery (state, channel, next_at, digest_id) where ended_at is null`.execute(
    db,
  )
  // Serves: what went out lately, and how many of it ended how: from the index alone.
  await db.schema.createIndex('delivery_ended').on('delivery').columns(['ended_at', 'state']).execute()
}

/** How often something was asked for from one network, of one address, at one time. */
async function createLimits(db: Kysely<unknown>): Promise<void> {
  const id = idType(db)
  await db.schema
    .createTable('allowance')
    .addColumn('key', id, (column) => column.notNull())
    .addColumn('begins_at', 'bigint', (column) => column.notNull())
    .addColumn('count', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('allowance_primary', ['key', 'begins_at'] as never[])
    .execute()
}

/** What language models said of papers, and what was spent on asking them. */
async function createSummaries(db: Kysely<unknown>): Promise<void> {
  const id = idType(db)
  await db.schema
    .createTable('paper_summary')
    .addColumn('paper_id', id, (column) => column.notNull())
    .addColumn('model', id, (column) => column.notNull())
    .addColumn('shown', id, (column) => column.notNull())
    .addColumn('text', 'text')
    .addColumn('trouble', 'text')
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('paper_summary_primary', ['paper_id', 'model'] as never[])
    .execute()
  await db.schema
    .createTable('model_use')
    .addColumn('day', id, (column) => column.primaryKey())
    .addColumn('tokens', 'bigint', (column) => column.notNull())
    .addColumn('asked', 'bigint', (column) => column.notNull())
    .addColumn('refused', 'bigint', (column) => column.notNull())
    .addColumn('failed', 'bigint', (column) => column.notNull())
    .execute()
}
