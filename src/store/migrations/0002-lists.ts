import { type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely'

/**
 * What lists are read from, so that a page costs the same whatever the size of the store. It is derived:
 * `edition_day` and the votes of entries are kept by whoever writes papers, `catalogue` and `tally` by a follower of the
 * changes. `source_read` alone is not: it says when a source was last read.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await countDays(db)
  await rankEntries(db)
  await orderPapers(db)
  await createCatalogue(db)
  await createState(db)
}

function isPostgres(db: Kysely<unknown>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter
}

// As in the first migration: ids and days sort by bytes in both databases.
function idType(db: Kysely<unknown>): RawBuilder<unknown> {
  return sql.raw(isPostgres(db) ? 'text collate "C"' : 'text')
}

// Serves: the calendar, the days before and after one, the size of an edition.
async function countDays(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('edition_day')
    .addColumn('day', idType(db), (column) => column.primaryKey())
    .addColumn('featured', 'integer', (column) => column.notNull())
    .addColumn('listed', 'integer', (column) => column.notNull())
    .execute()
  await sql`insert into edition_day (day, featured, listed)
    select day, sum(featured), sum(listed) from (
      select day, 1 as featured, 0 as listed from edition_entry
      union all select listed_day, 0, 1 from paper where listed_day is not null
    ) as known group by day`.execute(db)
}

async function rankEntries(db: Kysely<unknown>): Promise<void> {
  await sql`alter table edition_entry add column votes integer not null default 0`.execute(db)
  const printed = sql.raw(
    isPostgres(db) ? `(entry.printed::json ->> 'votes')::integer` : `json_extract(entry.printed, '$.votes')`,
  )
  await sql`update edition_entry as entry set votes = (
    select case when exists (
      select 1 from edition_entry as later where later.paper_id = entry.paper_id and later.day > entry.day
    ) then coalesce(${printed}, paper.votes) else paper.votes end
    from paper where paper.id = entry.paper_id
  )`.execute(db)
  // Serves: the featured papers of an edition in their order.
  await sql`create index edition_entry_ranked
    on edition_entry (day, votes desc, (coalesce(place, 1000000)), paper_id desc)`.execute(db)
}

async function orderPapers(db: Kysely<unknown>): Promise<void> {
  // PostgreSQL puts nulls first where an order descends, SQLite last: said aloud, both read the index as it stands.
  const last = sql.raw(isPostgres(db) ? ' nulls last' : '')
  if (isPostgres(db)) {
    await db.schema.dropIndex('paper_listed').execute()
    await sql`create index paper_listed on paper (listed_day, votes desc, published_at desc nulls last, id desc)
      where listed_day is not null`.execute(db)
  }
  // Serves: all papers, the newest first.
  await sql`create index paper_published on paper (published_at desc${last}, id desc)
    where published_at is not null`.execute(db)
}

// Serves: the papers of an author, a category, an organisation, the newest first.
async function createCatalogue(db: Kysely<unknown>): Promise<void> {
  const id = idType(db)
  let catalogue = db.schema
    .createTable('catalogue')
    .addColumn('kind', id, (column) => column.notNull())
    .addColumn('key', id, (column) => column.notNull())
    .addColumn('published_at', 'bigint', (column) => column.notNull())
    .addColumn('paper_id', id, (column) => column.notNull())
    .addPrimaryKeyConstraint('catalogue_primary', ['kind', 'key', 'published_at', 'paper_id'] as never[])
  // The key is the whole row: a table beside its index would hold everything twice.
  if (!isPostgres(db)) catalogue = catalogue.modifyEnd(sql`without rowid`)
  await catalogue.execute()
  // Serves: a changed paper's cards are taken out before the new ones go in.
  await db.schema.createIndex('catalogue_paper').on('catalogue').column('paper_id').execute()
  await db.schema
    .createTable('follower')
    .addColumn('name', id, (column) => column.primaryKey())
    .addColumn('last_number', 'bigint', (column) => column.notNull())
    .execute()
}

// Serves: the page about the state of the data, which must not count millions of rows.
async function createState(db: Kysely<unknown>): Promise<void> {
  const id = idType(db)
  await db.schema
    .createTable('tally')
    .addColumn('name', id, (column) => column.primaryKey())
    .addColumn('count', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('source_read')
    .addColumn('source', id, (column) => column.primaryKey())
    .addColumn('read_at', 'bigint', (column) => column.notNull())
    .execute()
}
