import { type RawBuilder, sql } from 'kysely'
import { type Db, isPostgres } from '../db.ts'
import type { BackupTable } from './tables.ts'

const ROWS_A_READ = 500

/**
 * Reads from a database as it is at one moment, whatever others write meanwhile; they are not held up.
 *
 * On SQLite `db` must be of this reader alone: it has one connection, which belongs to the snapshot until the end.
 */
export async function readSnapshot<T>(db: Db, read: (snapshot: Db) => Promise<T>): Promise<T> {
  if (isPostgres(db)) {
    const transaction = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
    return transaction.execute(read)
  }
  return db.connection().execute(async (connection) => {
    // Not `db.transaction()`: that takes the lock for writing, and a snapshot must not.
    await sql`begin`.execute(connection)
    try {
      return await read(connection)
    } finally {
      await sql`rollback`.execute(connection)
    }
  })
}

/** As `readSnapshot`, for one who reads step by step: the snapshot lasts until `close`, which must be called. */
export async function openSnapshot(db: Db): Promise<{ snapshot: Db; close(): Promise<void> }> {
  const opened = Promise.withResolvers<Db>()
  const left = Promise.withResolvers<void>()
  const ended = readSnapshot(db, (snapshot) => {
    opened.resolve(snapshot)
    return left.promise
  })
  ended.catch(opened.reject)
  const snapshot = await opened.promise
  return {
    snapshot,
    close() {
      left.resolve()
      return ended
    },
  }
}

/** A row as a backup holds it: its values in the order of the table's columns. */
export type BackupRow = readonly (string | number | null)[]

/** All rows of a table in the order of its key, some hundreds at a time. */
export async function* listRows(snapshot: Db, table: BackupTable): AsyncGenerator<BackupRow[]> {
  const names = table.columns.map(({ name }) => name)
  let after: readonly unknown[] | undefined
  for (;;) {
    const { rows } = await toQuery(table, names, after).execute(snapshot)
    if (rows.length > 0) yield rows.map((row) => names.map((name) => row[name] ?? null))
    const last = rows.at(-1)
    if (!last || rows.length < ROWS_A_READ) return
    after = table.key.map((name) => last[name])
  }
}

type Row = Record<string, string | number | null>

function toQuery({ name, key }: BackupTable, columns: readonly string[], after?: readonly unknown[]): RawBuilder<Row> {
  const keys = sql.join(key.map((column) => sql.ref(column)))
  const rest = after ? sql`where (${keys}) > (${sql.join(after)})` : sql``
  const list = sql.join(columns.map((column) => sql.ref(column)))
  return sql<Row>`select ${list} from ${sql.table(name)} ${rest} order by ${keys} limit ${ROWS_A_READ}`
}

/** How many rows a table has. */
export async function countRows(db: Db, name: BackupTable['name']): Promise<number> {
  const row = await db
    .selectFrom(name)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}
