import type { PaperId, SourceName } from '../domain/paper.ts'
import { type Day, toUtcDay } from '../domain/time.ts'
import { chunks } from './chunks.ts'
import type { Db } from './db.ts'

/** What a search index knows of a paper. */
export type SearchablePaper = {
  id: PaperId
  title: string
  abstract: string
  authors: string[]
  /** Names of arXiv's and of others, the primary one first. */
  categories: string[]
  /** In UTC; the first day of an edition that holds it where the time of publication is not known. */
  day: Day | undefined
  /** Who told of it. */
  sources: SourceName[]
  hasCode: boolean
  votes: number
  /** The days on which it was featured. */
  featuredOn: Day[]
  /** The day whose edition holds it though nobody featured it. */
  listedOn: Day | undefined
}

/** The searchable side of papers by their present ids, in no order; those that are not there are left out. */
export async function findSearchablePapers(db: Db, ids: readonly string[]): Promise<SearchablePaper[]> {
  const found: SearchablePaper[] = []
  for (const chunk of chunks([...new Set(ids)])) {
    found.push(...(await toSearchablePapers(db, await selectSearchable(db).where('id', 'in', chunk).execute())))
  }
  return found
}

/** How many papers there are now. Takes a second for millions. */
export async function countPapers(db: Db): Promise<number> {
  const counted = db.selectFrom('paper').select((eb) => eb.fn.countAll<number>().as('count'))
  return Number((await counted.executeTakeFirstOrThrow()).count)
}

/**
 * All papers, those without a time first, then from the oldest to the newest, in parts of at most `size`. What changes
 * during the walk may be missed or come twice: whoever walks follows the changes since its beginning afterwards.
 */
export async function* walkSearchablePapers(db: Db, size: number): AsyncGenerator<SearchablePaper[]> {
  for (let after: string | undefined; ;) {
    const timeless = selectSearchable(db).where('published_at', 'is', null).orderBy('id').limit(size)
    const rows = await (after === undefined ? timeless : timeless.where('id', '>', after)).execute()
    if (rows.length > 0) yield await toSearchablePapers(db, rows)
    after = rows.at(-1)?.id
    if (rows.length < size) break
  }
  for (let after: Row | undefined; ;) {
    const rows = await listTimed(db, size, after)
    if (rows.length > 0) yield await toSearchablePapers(db, rows)
    after = rows.at(-1)
    if (rows.length < size) return
  }
}

function listTimed(db: Db, size: number, after: Row | undefined): Promise<Row[]> {
  let query = selectSearchable(db).where('published_at', 'is not', null)
  if (after) {
    const [at, id] = [after.published_at, after.id]
    // Said twice, so that the index is entered at the time and not read from its beginning.
    query = query.where('published_at', '>=', at)
    query = query.where(({ or, eb }) => or([eb('published_at', '>', at), eb('id', '>', id)]))
  }
  // The reverse of `paper_published`, so that it serves both ways.
  return query
    .orderBy('published_at', (order) => order.asc().nullsFirst())
    .orderBy('id', 'asc')
    .limit(size)
    .execute()
}

function selectSearchable(db: Db) {
  return db
    .selectFrom('paper')
    .select(['id', 'title', 'abstract', 'authors', 'categories', 'primary_category', 'published_at'])
    .select(['github_repo', 'votes', 'listed_day', 'announced_day', 'origins'])
}

type Row = Awaited<ReturnType<ReturnType<typeof selectSearchable>['execute']>>[number]

async function toSearchablePapers(db: Db, rows: readonly Row[]): Promise<SearchablePaper[]> {
  const featured = await listFeaturedDays(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => toSearchablePaper(row, featured.get(row.id) ?? []))
}

async function listFeaturedDays(db: Db, ids: readonly string[]): Promise<Map<string, Day[]>> {
  const found = new Map<string, Day[]>()
  for (const chunk of chunks(ids)) {
    const query = db.selectFrom('edition_entry').select(['paper_id', 'day']).where('paper_id', 'in', chunk)
    for (const { paper_id, day } of await query.orderBy('day').execute())
      found.set(paper_id, [...(found.get(paper_id) ?? []), day as Day])
  }
  return found
}

function toSearchablePaper(row: Row, featuredOn: Day[]): SearchablePaper {
  const { published_at: publishedAt, announced_day: announced } = row
  return {
    id: row.id as PaperId,
    title: row.title,
    abstract: row.abstract ?? '',
    authors: row.authors === null ? [] : (JSON.parse(row.authors) as string[]),
    categories: toCategories(row),
    day: publishedAt !== null ? toUtcDay(publishedAt) : (featuredOn[0] ?? (announced as Day | null) ?? undefined),
    sources: toSources(row.origins),
    hasCode: row.github_repo !== null,
    votes: row.votes,
    featuredOn,
    listedOn: (row.listed_day as Day | null) ?? undefined,
  }
}

function toCategories({ categories, primary_category: primary }: Row): string[] {
  const all = categories === null ? [] : (JSON.parse(categories) as string[])
  return primary === null ? all : [primary, ...all.filter((name) => name !== primary)]
}

function toSources(origins: string): SourceName[] {
  return [...new Set((JSON.parse(origins) as [SourceName][]).map(([source]) => source))]
}
