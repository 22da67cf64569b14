import { type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely'

/**
 * Papers, the editions they stand in, and who put them there.
 *
 * `edition_entry`'s primary key is what keeps a paper from standing twice in one edition. `change_counter` holds one
 * row that every writer updates first: writers queue behind it, so change numbers appear in the order of commits and a
 * follower that has read up to N never misses a number below N.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createPaper(db)
  await createEditionEntry(db)
  await createPeople(db)
  await db.schema
    .createTable('former_id')
    .addColumn('former_id', idType(db), (column) => column.primaryKey())
    .addColumn('paper_id', idType(db), (column) => column.notNull().references('paper.id'))
    .addColumn('change_number', 'bigint', (column) => column.notNull())
    .execute()
  // Serves: followers, who must forget what was joined to another paper.
  await db.schema.createIndex('former_id_change_number').on('former_id').column('change_number').execute()
  // Serves: the former keys of a paper, when it is read whole.
  await db.schema.createIndex('former_id_paper').on('former_id').column('paper_id').execute()
  await db.schema
    .createTable('change_counter')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('last_number', 'bigint', (column) => column.notNull())
    .addCheckConstraint('change_counter_one_row', sql`id = 1`)
    .execute()
  await sql`insert into change_counter (id, last_number) values (1, 0)`.execute(db)
}

// Under PostgreSQL's usual collations "a/b" sorts before "B"; SQLite compares bytes. Ids must sort alike in both.
function idType(db: Kysely<unknown>): RawBuilder<unknown> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter
  return sql.raw(isPostgres ? 'text collate "C"' : 'text')
}

async function createPaper(db: Kysely<unknown>): Promise<void> {
  const id = idType(db)
  let table = db.schema
    .createTable('paper')
    .addColumn('id', id, (column) => column.primaryKey())
    .addColumn('title_shelf', 'integer', (column) => column.notNull())
    .addColumn('title_key', id, (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('votes', 'integer', (column) => column.notNull())
    .addColumn('comments', 'integer', (column) => column.notNull())
    .addColumn('origins', 'text', (column) => column.notNull())
    .addColumn('change_number', 'bigint', (column) => column.notNull())
  for (const name of ['published_at', 'updated_at', 'withdrawn_at']) table = table.addColumn(name, 'bigint')
  for (const name of ['author_count', 'version', 'author_participating', 'stars'])
    table = table.addColumn(name, 'integer')
  for (const name of ['announced_day', 'listed_day', 'doi', 'organization']) table = table.addColumn(name, id)
  for (const name of TEXTS) table = table.addColumn(name, 'text')
  await table.execute()
  await createPaperIndexes(db)
}

const TEXTS = [
  'abstract',
  'authors',
  'categories',
  'primary_category',
  'comment',
  'journal_ref',
  'project_page',
  'github_repo',
  'github_repo_added_by',
  'media_urls',
  'ai_summary',
  'ai_keywords',
  'ai_summary_model',
  'discussion_id',
  'thumbnail_url',
  'daily_authors',
  'counts',
]

async function createPaperIndexes(db: Kysely<unknown>): Promise<void> {
  // Serves: a paper known by its title finds its twin. By shelf first, so that a day's papers, whose keys are random,
  // fall on few pages: without it every paper rewrites a page of its own.
  await db.schema.createIndex('paper_title').on('paper').columns(['title_shelf', 'title_key']).execute()
  // Serves: followers that read what changed since a number.
  await db.schema.createIndex('paper_change_number').unique().on('paper').column('change_number').execute()
  // Serves: the unfeatured papers of an edition, most votes first, then the newest.
  await sql`create index paper_listed on paper (listed_day, votes desc, published_at desc, id desc)
    where listed_day is not null`.execute(db)
  // Serves: a paper known by its DOI finds its twin.
  await sql`create index paper_doi on paper (doi) where doi is not null`.execute(db)
}

async function createEditionEntry(db: Kysely<unknown>): Promise<void> {
  const id = idType(db)
  await db.schema
    .createTable('edition_entry')
    .addColumn('day', id, (column) => column.notNull())
    .addColumn('paper_id', id, (column) => column.notNull().references('paper.id'))
    .addColumn('submitted_at', 'bigint')
    .addColumn('submitter', id)
    .addColumn('place', 'integer')
    .addColumn('answer_votes', 'integer')
    .addColumn('printed', 'text')
    .addPrimaryKeyConstraint('edition_entry_primary', ['day', 'paper_id'] as never[])
    .execute()
  // Serves: the editions of a paper. And: what one account has featured.
  await db.schema.createIndex('edition_entry_paper').on('edition_entry').column('paper_id').execute()
  await db.schema.createIndex('edition_entry_submitter').on('edition_entry').columns(['submitter', 'day']).execute()
}

async function createPeople(db: Kysely<unknown>): Promise<void> {
  for (const name of ['account', 'organization']) {
    let table = db.schema
      .createTable(name)
      .addColumn('handle', idType(db), (column) => column.primaryKey())
      .addColumn('ages', 'text', (column) => column.notNull())
    for (const text of ['external_id', 'fullname', 'avatar_url']) table = table.addColumn(text, 'text')
    if (name === 'account') {
      table = table.addColumn('kind', 'text')
      for (const flag of ['pro', 'staff', 'staff_admin', 'moderator', 'follower_count']) {
        table = table.addColumn(flag, 'integer')
      }
    }
    await table.execute()
  }
}
