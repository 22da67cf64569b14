import { type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely'

/**
 * What it takes to fetch papers and signals from upstreams without missing or doubling any: tasks with their resume
 * tokens, what was announced, who may ask next, and what went wrong.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table paper add column citations integer`.execute(db)
  await createTasks(db)
  await createAnnouncements(db)
  await createSignals(db)
  await createPaces(db)
  await createTroubles(db)
}

// As in the first migration: ids and days sort by bytes in both databases.
function idType(db: Kysely<unknown>): RawBuilder<unknown> {
  return sql.raw(db.getExecutor().adapter instanceof PostgresAdapter ? 'text collate "C"' : 'text')
}

async function createTasks(db: Kysely<unknown>): Promise<void> {
  const id = idType(db)
  await db.schema
    .createTable('source_state')
    .addColumn('source', id, (column) => column.primaryKey())
    .addColumn('planned_until', 'bigint')
    .addColumn('stopped_until', 'bigint')
    .addColumn('succeeded_at', 'bigint')
    .addColumn('failed_at', 'bigint')
    .addColumn('failures', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('failure_kind', id)
    .addColumn('trouble', 'text')
    .addColumn('holder', 'text')
    .addColumn('held_until', 'bigint')
    .execute()
  await db.schema
    .createTable('task')
    .addColumn('source', id, (column) => column.notNull())
    .addColumn('key', id, (column) => column.notNull())
    .addColumn('subject', id, (column) => column.notNull())
    .addColumn('purpose', id)
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('place', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('resume', 'text')
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('restarts', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('answers', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('tried_at', 'bigint')
    .addColumn('retry_at', 'bigint')
    .addColumn('taken', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('faults', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('total', 'integer')
    .addColumn('finished_at', 'bigint')
    .addColumn('outcome', id)
    .addColumn('trouble', 'text')
    .addPrimaryKeyConstraint('task_primary', ['source', 'key'] as never[])
    .execute()
  // Serves: the open task of a source that is due first, and those of one subject.
  await sql`create index task_open on task (source, due_at) where finished_at is null`.execute(db)
  // Serves: the last tasks that were done, and the removal of old ones.
  await db.schema.createIndex('task_finished').on('task').column('finished_at').execute()
  await db.schema
    .createTable('reach')
    .addColumn('source', id, (column) => column.notNull())
    .addColumn('subject', id, (column) => column.notNull())
    .addColumn('day', id, (column) => column.notNull())
    .addPrimaryKeyConstraint('reach_primary', ['source', 'subject'] as never[])
    .execute()
}

async function createAnnouncements(db: Kysely<unknown>): Promise<void> {
  const id = idType(db)
  await db.schema
    .createTable('announcement')
    .addColumn('source', id, (column) => column.notNull())
    .addColumn('day', id, (column) => column.notNull())
    .addColumn('paper_id', id, (column) => column.notNull())
    .addColumn('kind', id, (column) => column.notNull())
    .addColumn('version', 'integer')
    .addPrimaryKeyConstraint('announcement_primary', ['source', 'day', 'paper_id'] as never[])
    .execute()
  // Serves: a paper that comes after its announcement.
  await db.schema.createIndex('announcement_paper').on('announcement').column('paper_id').execute()
  await db.schema
    .createTable('announced_batch')
    .addColumn('source', id, (column) => column.notNull())
    .addColumn('day', id, (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('read_at', 'bigint')
    .addColumn('announced', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('missing', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('retry_at', 'bigint')
    .addColumn('completed_at', 'bigint')
    .addColumn('closed_at', 'bigint')
    .addPrimaryKeyConstraint('announced_batch_primary', ['source', 'day'] as never[])
    .execute()
}

// Its key serves: the course of one paper's votes.
async function createSignals(db: Kysely<unknown>): Promise<void> {
  const id = idType(db)
  await db.schema
    .createTable('signal')
    .addColumn('paper_id', id, (column) => column.notNull())
    .addColumn('name', id, (column) => column.notNull())
    .addColumn('source', id, (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('count', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('signal_primary', ['paper_id', 'name', 'source', 'at'] as never[])
    .execute()
}

async function createPaces(db: Kysely<unknown>): Promise<void> {
  const id = idType(db)
  await db.schema
    .createTable('pace')
    .addColumn('name', id, (column) => column.primaryKey())
    .addColumn('next_at', 'bigint', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .addColumn('holder', 'text')
    .execute()
  await db.schema
    .createTable('validator')
    .addColumn('url', id, (column) => column.primaryKey())
    .addColumn('etag', 'text')
    .addColumn('last_modified', 'text')
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .execute()
}

async function createTroubles(db: Kysely<unknown>): Promise<void> {
  const id = idType(db)
  await db.schema
    .createTable('trouble')
    .addColumn('id', id, (column) => column.primaryKey())
    .addColumn('source', id, (column) => column.notNull())
    .addColumn('kind', id, (column) => column.notNull())
    .addColumn('subject', id, (column) => column.notNull())
    .addColumn('message', 'text', (column) => column.notNull())
    .addColumn('first_at', 'bigint', (column) => column.notNull())
    .addColumn('last_at', 'bigint', (column) => column.notNull())
    .addColumn('times', 'integer', (column) => column.notNull())
    .addColumn('settled_at', 'bigint')
    .execute()
  // Serves: the newest troubles, for the feed of them.
  await db.schema.createIndex('trouble_last').on('trouble').column('last_at').execute()
}
