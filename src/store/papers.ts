import { sql } from 'kysely'
import type { Account, EditionEntry, Organization, Paper, PaperId } from '../domain/paper.ts'
import type { Day, UnixMs } from '../domain/time.ts'
import { findAccounts, findOrganizations } from './accounts.ts'
import { chunks } from './chunks.ts'
import type { Db } from './db.ts'
import { fromPaperRow, LOOSE_SHELF, type PaperRow } from './paper-row.ts'
import type { EditionEntryTable, PaperTable } from './schema.ts'

/** A paper as it is stored: with its row, to tell whether joining something to it changed anything. */
export type StoredPaper = { paper: Paper; row: PaperRow }

/** Whole papers by their present ids, in no order: editions, former keys and the people behind handles included. */
export async function findPapers(db: Db, ids: readonly string[]): Promise<Map<PaperId, StoredPaper>> {
  const found = new Map<PaperId, StoredPaper>()
  for (const chunk of chunks([...new Set(ids)])) {
    const rows = await db.selectFrom('paper').selectAll().where('id', 'in', chunk).execute()
    for (const { change_number: _, ...row } of rows) found.set(row.id as PaperId, { paper: fromPaperRow(row), row })
  }
  await addSurroundings(
    db,
    [...found.values()].map(({ paper }) => paper),
  )
  return found
}

/** Whole papers of rows already read, in their order. */
export async function toWholePapers(db: Db, rows: readonly PaperTable[]): Promise<Paper[]> {
  const papers = rows.map((row) => fromPaperRow(row))
  await addSurroundings(db, papers)
  return papers
}

/** One whole paper by its present or a former id. `undefined` when neither is known. */
export async function findPaper(db: Db, id: string): Promise<Paper | undefined> {
  const direct = (await findPapers(db, [id])).get(id as PaperId)
  if (direct) return direct.paper
  const [current] = [...(await findCurrentIds(db, [id])).values()]
  return current === undefined ? undefined : (await findPapers(db, [current])).get(current)?.paper
}

/** Former id → present id, for those of `ids` that are former ones. */
export async function findCurrentIds(db: Db, ids: readonly string[]): Promise<Map<string, PaperId>> {
  const found = new Map<string, PaperId>()
  for (const chunk of chunks(ids)) {
    const rows = await db.selectFrom('former_id').selectAll().where('former_id', 'in', chunk).execute()
    for (const row of rows) found.set(row.former_id, row.paper_id as PaperId)
  }
  return found
}

/** Present id → former ids, for those of `ids` that have some. The opposite of `findCurrentIds`. */
export async function listFormerIds(db: Db, ids: readonly string[]): Promise<Map<PaperId, PaperId[]>> {
  const found = new Map<PaperId, PaperId[]>()
  for (const chunk of chunks(ids)) {
    const rows = await db.selectFrom('former_id').selectAll().where('paper_id', 'in', chunk).execute()
    for (const row of rows) {
      const id = row.paper_id as PaperId
      found.set(id, [...(found.get(id) ?? []), row.former_id as PaperId])
    }
  }
  return found
}

/** Papers without an arXiv id that share a title: title key → present ids. Keys without papers are absent. */
export function findLooseIdsByTitle(db: Db, keys: readonly string[]): Promise<Map<string, PaperId[]>> {
  return findIdsOnShelves(db, keys, [LOOSE_SHELF])
}

/** All papers that share a title: title key → present ids. Costs a look at each of some 140 shelves for every key. */
export async function findIdsByTitle(db: Db, keys: readonly string[]): Promise<Map<string, PaperId[]>> {
  if (keys.length === 0) return new Map()
  const range = await db
    .selectFrom('paper')
    .select((eb) => [eb.fn.min('title_shelf').as('first'), eb.fn.max('title_shelf').as('last')])
    .where('title_shelf', '>', LOOSE_SHELF)
    .executeTakeFirst()
  const { first, last } = range ?? {}
  if (typeof first !== 'number' || typeof last !== 'number') return findLooseIdsByTitle(db, keys)
  const shelves = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  return findIdsOnShelves(db, keys, [LOOSE_SHELF, ...shelves])
}

async function findIdsOnShelves(db: Db, keys: readonly string[], shelves: number[]): Promise<Map<string, PaperId[]>> {
  const found = new Map<string, PaperId[]>()
  for (const chunk of chunks(keys)) {
    const query = db.selectFrom('paper').select(['id', 'title_key']).where('title_shelf', 'in', shelves)
    const rows = await query.where('title_key', 'in', chunk).execute()
    for (const row of rows) found.set(row.title_key, [...(found.get(row.title_key) ?? []), row.id as PaperId])
  }
  return found
}

/** Which papers carry a DOI (lower case): DOI → present ids. */
export async function findIdsByDoi(db: Db, dois: readonly string[]): Promise<Map<string, PaperId[]>> {
  const found = new Map<string, PaperId[]>()
  for (const chunk of chunks(dois)) {
    const rows = await db.selectFrom('paper').select(['id', 'doi']).where('doi', 'in', chunk).execute()
    for (const { id, doi } of rows) if (doi !== null) found.set(doi, [...(found.get(doi) ?? []), id as PaperId])
  }
  return found
}

/** Papers in the order of their ids, after one; for walking through all of them. At most `size`. */
export async function listPapersById(db: Db, size: number, after?: string): Promise<Paper[]> {
  let query = db.selectFrom('paper').selectAll().orderBy('id').limit(size)
  if (after !== undefined) query = query.where('id', '>', after)
  return toWholePapers(db, await query.execute())
}

/** Papers by the time of publication, the last first, after one; equal times by id. Those without a time are left out. */
export async function listNewest(db: Db, size: number, after?: { publishedAt: UnixMs; id: PaperId }): Promise<Paper[]> {
  let query = db.selectFrom('paper').selectAll().where('published_at', 'is not', null)
  if (after) {
    // Said twice, so that the index is entered at the time and not read from its beginning.
    query = query.where('published_at', '<=', after.publishedAt)
    query = query.where(({ or, eb }) => or([eb('published_at', '<', after.publishedAt), eb('id', '<', after.id)]))
  }
  const rows = await query
    .orderBy('published_at', (order) => order.desc().nullsLast())
    .orderBy('id', 'desc')
    .limit(size)
    .execute()
  return toWholePapers(db, rows)
}

/** A paper that changed, or one that was joined to another and is to be forgotten. */
export type Change = { changeNumber: number; id: PaperId; joinedTo?: PaperId }

/**
 * What changed after a number, in the order of the changes: for followers such as a search index, which keep the last
 * number they have seen. A paper stands at its newest change only.
 */
export async function listChanges(db: Db, size: number, after: number): Promise<Change[]> {
  // One statement, so that both halves are of one moment: a change between two would be passed over for ever.
  const { rows } = await sql<{ changeNumber: number; id: PaperId; joinedTo: PaperId | null }>`
    select * from (
      select change_number as "changeNumber", id, null as "joinedTo" from paper
      where change_number > ${after} order by change_number limit ${size}
    ) as present
    union all
    select * from (
      select change_number, former_id, paper_id from former_id
      where change_number > ${after} order by change_number limit ${size}
    ) as former
    order by "changeNumber" limit ${size}`.execute(db)
  return rows.map(({ changeNumber, id, joinedTo }) => ({ changeNumber, id, ...(joinedTo !== null && { joinedTo }) }))
}

/** The number of the last change to any paper, account or organisation. */
export async function findChangeNumber(db: Db): Promise<number> {
  const row = await db.selectFrom('change_counter').select('last_number').executeTakeFirstOrThrow()
  return row.last_number
}

/** Whether the store holds any paper. */
export async function hasPapers(db: Db): Promise<boolean> {
  return (await db.selectFrom('paper').select('id').limit(1).executeTakeFirst()) !== undefined
}

async function addSurroundings(db: Db, papers: readonly Paper[]): Promise<void> {
  if (papers.length === 0) return
  const byId = new Map<string, Paper>(papers.map((paper) => [paper.id, paper]))
  for (const ids of chunks([...byId.keys()])) {
    const entries = await db
      .selectFrom('edition_entry')
      .selectAll()
      .where('paper_id', 'in', ids)
      .orderBy('day')
      .execute()
    for (const entry of entries) byId.get(entry.paper_id)?.entries.push(toEntry(entry))
    const formers = await db
      .selectFrom('former_id')
      .selectAll()
      .where('paper_id', 'in', ids)
      .orderBy('former_id')
      .execute()
    for (const former of formers) byId.get(former.paper_id)?.formerIds.push(former.former_id as PaperId)
  }
  await addPeople(db, papers)
}

async function addPeople(db: Db, papers: readonly Paper[]): Promise<void> {
  const accounts = papers.flatMap(listAccountsOf)
  const organizations = papers.flatMap(listOrganizationsOf)
  if (accounts.length > 0) {
    const known = await findAccounts(db, [...new Set(accounts.map(({ handle }) => handle))])
    for (const account of accounts) Object.assign(account, known.get(account.handle))
  }
  if (organizations.length > 0) {
    const known = await findOrganizations(db, [...new Set(organizations.map(({ handle }) => handle))])
    for (const organization of organizations) Object.assign(organization, known.get(organization.handle))
  }
}

/** Every account that a paper names: who featured it, and who claimed its authors' names. */
export function listAccountsOf(paper: Paper): Account[] {
  const submitters = paper.entries.flatMap(({ submitter }) => submitter ?? [])
  return [...submitters, ...(paper.fields.dailyAuthors ?? []).flatMap(({ account }) => account ?? [])]
}

/** Every organisation that a paper names, as often as it does. */
export function listOrganizationsOf(paper: Paper): Organization[] {
  const printed = paper.entries.flatMap((entry) => entry.printed?.organization ?? [])
  return paper.fields.organization ? [paper.fields.organization, ...printed] : printed
}

function toEntry(row: EditionEntryTable): EditionEntry {
  return {
    day: row.day as Day,
    ...(row.submitted_at !== null && { submittedAt: row.submitted_at }),
    ...(row.submitter !== null && { submitter: { handle: row.submitter } }),
    ...(row.place !== null && { place: row.place }),
    ...(row.answer_votes !== null && { answerVotes: row.answer_votes }),
    ...(row.printed !== null && { printed: JSON.parse(row.printed) as NonNullable<EditionEntry['printed']> }),
  }
}
