import { type CompiledQuery, sql } from 'kysely'
import { type Db } from './db.ts'
import { chunks } from './chunks.ts'
import type { Headline } from '../domain/headline.ts'
import type { PaperId } from '../domain/paper.ts'
import type { Placing } from './editions.ts'
import { PEOPLE } from './schema.ts'

/** The headlines of a ranking, in its order, with the votes and days that it gives. */
export async function listHeadlines(db: Db, ranking: readonly Placing[]): Promise<Headline[]> {
  const found = new Map<string, Row>()
  for (const chunk of chunks(ranking.map(({ id }) => id)))
    for (const row of await readRows(db, chunk)) found.set(row.id, row)
  return ranking.flatMap((placing) => {
    const row = found.get(placing.id)
    return row ? [toHeadline(row, placing)] : [] // absent where it was joined to another between the two queries
  })
}

// By database, and gone with it: compiling for fifty ids takes as long as running it, and nearly every page has fifty.
const compiled = new WeakMap<object, Map<number, CompiledQuery>>()

async function readRows(db: Db, ids: readonly string[]): Promise<Row[]> {
  const executor = db.getExecutor()
  const known = compiled.get(executor.adapter) ?? new Map<number, CompiledQuery>()
  compiled.set(executor.adapter, known)
  const query = known.get(ids.length) ?? selectRows(db, ids).compile()
  known.set(ids.length, query)
  return (await db.executeQuery<Row>({ ...query, parameters: ids } as CompiledQuery<Row>)).rows
}

function selectRows(db: Db, ids: readonly string[]) {
  return db
    .selectFrom('paper')
    .leftJoin('organization', 'organization.handle', 'paper.organization')
    .select(['paper.id', 'title', 'abstract', 'authors', 'author_count', 'organization', 'organization.fullname'])
    .select(['primary_category', 'categories', 'comments', 'published_at', 'withdrawn_at', 'change_number'])
    .select(sql<number | null>`(select last_number from follower where name = ${sql.lit(PEOPLE)})`.as('people_number'))
    .where('paper.id', 'in', ids)
}

type Row = Awaited<ReturnType<ReturnType<typeof selectRows>['execute']>>[number]

// Assigned one by one: a page has fifty, and spreading a dozen optional members takes three times as long.
function toHeadline(row: Row, { votes, day }: Placing): Headline {
  const headline: Headline = {
    id: row.id as PaperId,
    title: row.title,
    authors: row.authors === null ? [] : (JSON.parse(row.authors) as string[]),
    categories: toCategories(row),
    votes,
    comments: row.comments,
    changeNumber: Math.max(row.change_number, row.people_number ?? 0),
  }
  if (row.abstract !== null) headline.abstract = row.abstract
  if (row.author_count !== null) headline.authorCount = row.author_count
  if (row.organization !== null) headline.organization = toOrganization(row.organization, row.fullname)
  if (row.published_at !== null) headline.publishedAt = row.published_at
  if (row.withdrawn_at !== null) headline.withdrawnAt = row.withdrawn_at
  if (day !== undefined) headline.featuredOn = day
  return headline
}

function toOrganization(handle: string, fullname: string | null): { handle: string; fullname?: string } {
  return fullname === null ? { handle } : { handle, fullname }
}

function toCategories({ categories, primary_category }: Row): string[] {
  const all = categories === null ? [] : (JSON.parse(categories) as string[])
  return primary_category === null ? all : [primary_category, ...all.filter((name) => name !== primary_category)]
}
