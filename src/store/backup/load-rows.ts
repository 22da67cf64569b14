import type { CompiledQuery } from 'kysely'
import { chunks } from '../chunks.ts'
import { type Db, isRefusal } from '../db.ts'
import { AppError } from '../../domain/error.ts'
import type { BackupRow } from './snapshot.ts'
import type { BackupTable } from './tables.ts'

const MOST_PARAMETERS = 8000 // far below SQLite's 32,766; larger statements are no faster

/** Takes out what migrations put into tables that are to be loaded. */
export async function emptyTables(db: Db, names: readonly BackupTable['name'][]): Promise<void> {
  for (const name of names.toReversed()) await db.deleteFrom(name).execute()
}

/**
 * A function that inserts rows of one table. Numbers of changes grow by `shift` on the way.
 *
 * It throws AppError `invalid` where the database refuses a row.
 */
export function createLoader(db: Db, table: BackupTable, shift: number): (rows: readonly BackupRow[]) => Promise<void> {
  const names = table.columns.map(({ name }) => name)
  const size = Math.max(1, Math.floor(MOST_PARAMETERS / names.length))
  const numberAt = table.number === undefined ? -1 : names.indexOf(table.number)
  // Compiling a statement costs more than running it: all chunks of one length share it.
  const compiled = new Map<number, CompiledQuery>()
  return async (rows) => {
    for (const chunk of chunks(rows, size)) {
      const query = compiled.get(chunk.length) ?? compileInsert(db, table, chunk.length)
      if (compiled.size < 2) compiled.set(chunk.length, query)
      const parameters = chunk.flatMap((row) => (numberAt < 0 ? row : shiftNumber(row, numberAt, shift)))
      await insert(db, { ...query, parameters }, table.name)
    }
  }
}

function compileInsert(db: Db, { name, columns }: BackupTable, count: number): CompiledQuery {
  const row = Object.fromEntries(columns.map((column) => [column.name, 0]))
  return db
    .insertInto(name as 'account')
    .values(Array.from({ length: count }, () => row as never))
    .compile()
}

function shiftNumber(row: BackupRow, at: number, shift: number): BackupRow {
  return row.map((value, index) => (index === at ? Number(value) + shift : value))
}

async function insert(db: Db, query: CompiledQuery, table: string): Promise<void> {
  try {
    await db.executeQuery(query)
  } catch (cause) {
    if (!isRefusal(cause)) throw cause
    throw new AppError(
      'invalid',
      `The backup is damaged: a row of "${table}" is refused: ${(cause as Error).message}.`,
      { cause },
    )
  }
}
