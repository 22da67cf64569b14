import { sql } from 'kysely'
import { toAuthorKey } from '../domain/author-key.ts'
import type { PaperId } from '../domain/paper.ts'
import { chunks } from './chunks.ts'
import { type Db, isPostgres } from './db.ts'
import type { Placing } from './editions.ts'
import type { Change } from './papers.ts'
import type { CatalogueTable } from './schema.ts'

/** Under what papers are catalogued. */
export type CatalogueKind = CatalogueTable['kind']

const FOLLOWER = 'catalogue'
/** Some 20 ms, and more than a year of any category. */
const LOOKED_THROUGH = 10_000

/** The number of the last change that is in the catalogue; 0 before the first. */
export async function findCataloguedNumber(db: Db): Promise<number> {
  const row = await db.selectFrom('follower').select('last_number').where('name', '=', FOLLOWER).executeTakeFirst()
  return row?.last_number ?? 0
}

/** A text that changes with every change of papers, of accounts and organisations, and of the catalogue. */
export async function findStoreVersion(db: Db): Promise<string> {
  const { rows } = await sql<{ changed: number; catalogued: number | null }>`select last_number as changed,
    (select last_number from follower where name = ${FOLLOWER}) as catalogued from change_counter`.execute(db)
  return `${rows[0]?.changed}.${rows[0]?.catalogued ?? 0}`
}

/**
 * Brings the cards of changed papers up to date, and notes the number up to which all changes are in the catalogue, in
 * one transaction. Where another follower has gone on meanwhile, nothing is done.
 *
 * @param from the number after which the changes were read
 * @param to the last of their numbers, or a later one up to which there is no other
 */
export async function catalogueChanges(
  db: Db,
  changes: readonly Change[],
  { from, to }: { from: number; to: number },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if ((await lockFollower(tx)) !== from) return
    const ids = [...new Set(changes.map(({ id }) => id))]
    for (const chunk of chunks(ids)) await tx.deleteFrom('catalogue').where('paper_id', 'in', chunk).execute()
    for (const chunk of chunks(await composeCards(tx, ids))) {
      await tx.insertInto('catalogue').values(chunk).execute()
    }
    await tx.updateTable('follower').set({ last_number: to }).where('name', '=', FOLLOWER).execute()
  })
}

/** How far the catalogue is, until the end of the transaction: several servers may follow one database. */
async function lockFollower(tx: Db): Promise<number> {
  const first = tx.insertInto('follower').values({ name: FOLLOWER, last_number: 0 })
  await first.onConflict((conflict) => conflict.column('name').doNothing()).execute()
  const row = tx.selectFrom('follower').select('last_number').where('name', '=', FOLLOWER)
  return (await (isPostgres(tx) ? row.forUpdate() : row).executeTakeFirst())?.last_number ?? 0
}

async function composeCards(tx: Db, ids: readonly PaperId[]): Promise<CatalogueTable[]> {
  const cards: CatalogueTable[] = []
  for (const chunk of chunks(ids)) {
    const rows = await tx
      .selectFrom('paper')
      .select(['id', 'authors', 'categories', 'primary_category', 'organization', 'published_at'])
      .where('id', 'in', chunk)
      .execute()
    for (const row of rows) cards.push(...toCards(row))
  }
  return cards
}

type Row = {
  id: string
  authors: string | null
  categories: string | null
  primary_category: string | null
  organization: string | null
  published_at: number | null
}

function toCards(row: Row): CatalogueTable[] {
  const to = (kind: CatalogueKind) => (key: string) => ({
    kind,
    key,
    published_at: row.published_at ?? 0,
    paper_id: row.id,
  })
  const authors = new Set(parseList(row.authors).map(toAuthorKey))
  authors.delete('')
  const categories = new Set([...parseList(row.categories), ...(row.primary_category ? [row.primary_category] : [])])
  return [
    ...[...authors].map(to('author')),
    ...[...categories].map(to('category')),
    ...(row.organization === null ? [] : [to('organisation')(row.organization)]),
  ]
}

function parseList(text: string | null): string[] {
  return text === null ? [] : (JSON.parse(text) as string[])
}

/** Papers under one key, the newest first. */
export async function rankCatalogued(
  db: Db,
  kind: CatalogueKind,
  key: string,
  { offset, size }: { offset: number; size: number },
): Promise<Placing[]> {
  const rows = await sql<Placing>`
    select card.paper_id as id, paper.votes as votes
    from (
      select paper_id, published_at from catalogue
      where kind = ${kind} and key = ${key}
      order by published_at desc, paper_id desc limit ${size} offset ${offset}
    ) as card
    join paper on paper.id = card.paper_id
    order by card.published_at desc, card.paper_id desc`.execute(db)
  return rows.rows
}

/**
 * As `rankCatalogued`, of the papers with so many votes. Looked for among the newest `LOOKED_THROUGH` alone: whoever asks
 * a category of a million for what nothing in it has would have all of them read.
 */
export async function rankVotedFor(
  db: Db,
  kind: CatalogueKind,
  key: string,
  { leastVotes, offset, size }: { leastVotes: number; offset: number; size: number },
): Promise<Placing[]> {
  const rows = await sql<Placing>`
    select card.paper_id as id, paper.votes as votes
    from (
      select paper_id, published_at from catalogue
      where kind = ${kind} and key = ${key}
      order by published_at desc, paper_id desc limit ${LOOKED_THROUGH}
    ) as card
    join paper on paper.id = card.paper_id
    where paper.votes >= ${leastVotes}
    order by card.published_at desc, card.paper_id desc limit ${size} offset ${offset}`.execute(db)
  return rows.rows
}

/** How many papers stand under one key, counted no further than `most`. */
export async function countCatalogued(db: Db, kind: CatalogueKind, key: string, most: number): Promise<number> {
  const cards = db
    .selectFrom('catalogue')
    .select('paper_id')
    .where('kind', '=', kind)
    .where('key', '=', key)
    .limit(most)
  const row = await db
    .selectFrom(cards.as('card'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}
