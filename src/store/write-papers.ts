import type { CompiledQuery } from 'kysely'
import { toEditionVotes } from '../domain/edition-votes.ts'
import type { EditionEntry, Paper, PaperId } from '../domain/paper.ts'
import type { Day } from '../domain/time.ts'
import { upsertAccounts, upsertOrganizations } from './accounts.ts'
import { chunks } from './chunks.ts'
import type { Db } from './db.ts'
import { recountDays } from './edition-days.ts'
import type { PaperRow } from './paper-row.ts'
import { listAccountsOf, listOrganizationsOf } from './papers.ts'
import { type EditionEntryTable, type PaperTable, PEOPLE } from './schema.ts'
import { joinSignals } from './signals.ts'
import { takeInserted } from './take-inserted.ts'

const CHUNK = 200 // rows a statement

/** A paper to write, its row, the stored papers that it takes in, and all days that hold or held any of them. */
export type Write = { paper: Paper; row: PaperRow; absorbed: PaperId[]; days: readonly Day[] }

/**
 * Takes the lock that every writer of papers takes first, to the end of the transaction: change numbers then appear in
 * the order of commits, and what a writer read cannot change under it.
 *
 * @returns the last change number
 */
export async function lockChanges(tx: Db): Promise<number> {
  const row = await tx
    .updateTable('change_counter')
    .set((eb) => ({ last_number: eb.ref('last_number') }))
    .returning('last_number')
    .executeTakeFirstOrThrow()
  return row.last_number
}

/**
 * Writes papers whole, new or changed, each under a change number of its own, and drops those they take in.
 * Inside a transaction that holds `lockChanges`.
 *
 * @param lastNumber as `lockChanges` gave it
 */
export async function writePapers(tx: Db, writes: readonly Write[], lastNumber: number): Promise<void> {
  if (writes.length === 0) return
  let number = lastNumber
  await upsertRows(
    tx,
    writes.map(({ row }) => ({ ...row, change_number: ++number })),
  )
  const moved = writes.filter(({ paper }) => paper.formerIds.length > 0)
  if (moved.length > 0) number = await writeFormerIds(tx, moved, number)
  await writeEntries(tx, writes)
  const absorbed = writes.flatMap((write) => write.absorbed)
  if (absorbed.length > 0) await tx.deleteFrom('paper').where('id', 'in', absorbed).execute()
  await joinSignals(
    tx,
    writes.map(({ paper, absorbed }) => ({ id: paper.id, absorbed })),
  )
  await recountDays(tx, [...new Set(writes.flatMap(({ days }) => days))])
  await tx.updateTable('change_counter').set({ last_number: number }).execute()
}

/**
 * Keeps what records said of accounts and organisations. A change to any takes one change number for all: thousands of
 * papers may show an account, and theirs stay. Inside a transaction that holds `lockChanges`, after `writePapers`.
 *
 * @param records each with the age of what its paper says, `asOf`
 */
export async function writePeople(tx: Db, records: readonly { paper: Paper; asOf: number }[]): Promise<void> {
  const accounts = records.flatMap(({ paper, asOf }) => listAccountsOf(paper).map((value) => ({ value, asOf })))
  const organizations = records.flatMap(({ paper, asOf }) =>
    listOrganizationsOf(paper).map((value) => ({ value, asOf })),
  )
  const changes = [
    accounts.length > 0 && (await upsertAccounts(tx, accounts)),
    organizations.length > 0 && (await upsertOrganizations(tx, organizations)),
  ]
  if (changes.includes(true)) await numberPeople(tx)
}

async function numberPeople(tx: Db): Promise<void> {
  const { last_number } = await tx
    .updateTable('change_counter')
    .set((eb) => ({ last_number: eb('last_number', '+', 1) }))
    .returning('last_number')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('follower')
    .values({ name: PEOPLE, last_number })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ last_number }))
    .execute()
}

async function upsertRows(tx: Db, rows: readonly PaperTable[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}) as (keyof PaperTable)[]
  let compiled: CompiledQuery | undefined
  for (const chunk of chunks(rows, CHUNK)) {
    // Compiling a statement of 7,000 parameters costs more than running it: whole chunks share one.
    if (chunk.length < CHUNK) await tx.executeQuery(compileUpsert(tx, chunk, columns))
    else {
      compiled ??= compileUpsert(tx, chunk, columns)
      const parameters = chunk.flatMap((row) => columns.map((column) => row[column]))
      await tx.executeQuery({ ...compiled, parameters })
    }
  }
}

function compileUpsert(tx: Db, rows: PaperTable[], columns: (keyof PaperTable)[]): CompiledQuery {
  const changing = columns.filter((column) => column !== 'id')
  return tx
    .insertInto('paper')
    .values(rows)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(takeInserted(changing)))
    .compile()
}

async function writeFormerIds(tx: Db, writes: readonly Write[], lastNumber: number): Promise<number> {
  let number = lastNumber
  const wanted = writes.flatMap(({ paper }) =>
    paper.formerIds.map((former) => ({ former_id: former, paper_id: paper.id })),
  )
  const stored = await tx
    .selectFrom('former_id')
    .selectAll()
    .where(
      'former_id',
      'in',
      wanted.map((row) => row.former_id),
    )
    .execute()
  const present = new Map(stored.map((row) => [row.former_id, row.paper_id]))
  const rows = wanted
    .filter((row) => present.get(row.former_id) !== row.paper_id)
    .map((row) => ({ ...row, change_number: ++number }))
  if (rows.length === 0) return number
  await tx
    .insertInto('former_id')
    .values(rows)
    .onConflict((conflict) => conflict.column('former_id').doUpdateSet(takeInserted(['paper_id', 'change_number'])))
    .execute()
  return number
}

async function writeEntries(tx: Db, writes: readonly Write[]): Promise<void> {
  const absorbed = writes.flatMap((write) => write.absorbed)
  if (absorbed.length > 0) await tx.deleteFrom('edition_entry').where('paper_id', 'in', absorbed).execute()
  const rows = writes.flatMap(({ paper }) => paper.entries.map((entry) => toEntryRow(paper, entry)))
  for (const chunk of chunks(rows, CHUNK)) {
    await tx
      .insertInto('edition_entry')
      .values(chunk)
      .onConflict((conflict) =>
        conflict
          .columns(['day', 'paper_id'])
          .doUpdateSet(takeInserted(['submitted_at', 'submitter', 'place', 'answer_votes', 'printed', 'votes'])),
      )
      .execute()
  }
}

/** The row of an edition's entry. Equal papers give equal rows. */
export function toEntryRow(paper: Paper, entry: EditionEntry): EditionEntryTable {
  return {
    day: entry.day,
    paper_id: paper.id,
    submitted_at: entry.submittedAt ?? null,
    submitter: entry.submitter?.handle ?? null,
    place: entry.place ?? null,
    answer_votes: entry.answerVotes ?? null,
    printed: toPrintedText(entry.printed),
    votes: toEditionVotes(paper, entry),
  }
}

function toPrintedText(printed: EditionEntry['printed']): string | null {
  if (printed === undefined) return null
  const { organization, projectPage, githubRepo, githubRepoAddedBy, authorParticipating, votes } = printed
  const kept = organization && { handle: organization.handle }
  return JSON.stringify({ organization: kept, projectPage, githubRepo, githubRepoAddedBy, authorParticipating, votes })
}
