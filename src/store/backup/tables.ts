import { sql } from 'kysely'
import { type Db, isPostgres } from '../db.ts'
import type { Schema } from '../schema.ts'

/** How a backup treats a table. `number` is the column that holds numbers of changes, where there is one. */
type Treatment = { number?: string } & ({ derived: true } | { key: readonly string[] })

/**
 * Every table of the newest schema. A backup holds those with a `key`, their primary key, in this order: a row stands
 * behind the rows that it refers to. What is derived is made anew by a restore.
 */
export const TREATMENTS: Readonly<Record<keyof Schema, Treatment>> = {
  account: { key: ['handle'] },
  organization: { key: ['handle'] },
  paper: { key: ['id'], number: 'change_number' },
  edition_entry: { key: ['day', 'paper_id'] },
  former_id: { key: ['former_id'], number: 'change_number' },
  source_read: { key: ['source'] },
  source_state: { key: ['source'] },
  task: { key: ['source', 'key'] },
  reach: { key: ['source', 'subject'] },
  announcement: { key: ['source', 'day', 'paper_id'] },
  announced_batch: { key: ['source', 'day'] },
  signal: { key: ['paper_id', 'name', 'source', 'at'] },
  trouble: { key: ['id'] },
  validator: { key: ['url'] },
  change_counter: { key: ['id'], number: 'last_number' },
  recipient: { key: ['id'] },
  subscription: { key: ['id'] },
  confirmation: { key: ['token_hash'] },
  digest_feedback: { key: ['subscription_id', 'paper_id'] },
  digest: { key: ['id'] },
  digest_paper: { key: ['subscription_id', 'paper_id'] },
  delivery: { key: ['digest_id'] },
  paper_summary: { key: ['paper_id', 'model'] },
  model_use: { key: ['day'] },
  edition_day: { derived: true },
  catalogue: { derived: true },
  tally: { derived: true },
  follower: { derived: true, number: 'last_number' },
  pace: { derived: true },
  allowance: { derived: true },
}

/** A table of a database as a backup sees it: its columns in the order of their names, each with what it holds. */
export type BackupTable = {
  name: keyof Schema
  key: readonly string[]
  number: string | undefined
  columns: readonly { name: string; holds: 'text' | 'number' }[]
}

/** The tables of a database that stand in a backup, in the order of `TREATMENTS`; those of a later schema are absent. */
export async function listBackupTables(db: Db): Promise<BackupTable[]> {
  const present = new Map((await listOwnTables(db)).map((table) => [table.name, table]))
  return (Object.keys(TREATMENTS) as (keyof Schema)[]).flatMap((name) => {
    const [table, treatment] = [present.get(name), TREATMENTS[name]]
    if (!table || 'derived' in treatment) return []
    const columns = table.columns
      .map((column) => ({ name: column.name, holds: toHeld(column.dataType) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
    return [{ name, key: treatment.key, number: treatment.number, columns }]
  })
}

/** The tables in the schema that a connection writes to: a restore under way keeps others of the same names aside. */
export async function listOwnTables(
  db: Db,
): Promise<{ name: string; columns: { name: string; dataType: string }[] }[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!isPostgres(db)) return tables
  const { rows } = await sql<{ schema: string | null }>`select current_schema() as schema`.execute(db)
  return tables.filter((table) => table.schema === rows[0]?.schema)
}

function toHeld(dataType: string): 'text' | 'number' {
  return /int|real|double|numeric/i.test(dataType) ? 'number' : 'text'
}
