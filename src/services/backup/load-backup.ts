import { AppError } from '../../domain/error.ts'
import type { Aside } from '../../store/backup/aside.ts'
import { createLoader, emptyTables } from '../../store/backup/load-rows.ts'
import type { BackupRow } from '../../store/backup/snapshot.ts'
import { type BackupTable, listBackupTables } from '../../store/backup/tables.ts'
import type { BackupFooter, TableLine } from './format.ts'
import type { BackupPart } from './read-backup.ts'

/**
 * Loads the rows of a backup into the tables aside, in one transaction: all of them stand in it or none.
 *
 * @param parts what follows the header
 * @returns the backup's own count of its rows
 * @throws AppError `invalid` where a row does not fit its table, and as `readBackup` does
 */
export function loadBackup(
  { db, liveNumber }: Aside,
  parts: AsyncIterable<BackupPart>,
  onProgress: (rows: number) => void = () => undefined,
): Promise<BackupFooter> {
  return db.transaction().execute(async (tx) => {
    const tables = new Map((await listBackupTables(tx)).map((table) => [table.name, table]))
    await emptyTables(tx, [...tables.keys()])
    let load: ((rows: readonly BackupRow[]) => Promise<void>) | undefined
    let filling: BackupTable | undefined
    let footer: BackupFooter | undefined
    let loaded = 0
    for await (const part of parts) {
      if (part.kind === 'end') footer = part.footer
      if (part.kind === 'table') {
        filling = toTable(part.line, tables)
        load = createLoader(tx, filling, liveNumber)
      } else if (part.kind === 'rows') {
        if (!load || !filling) throw new AppError('invalid', 'The backup is damaged: rows stand outside of any table.')
        checkRows(part.rows, filling, part.firstLine)
        await load(part.rows)
        onProgress((loaded += part.rows.length))
      }
    }
    if (!footer) throw new AppError('invalid', 'The backup is cut off.')
    return footer
  })
}

/** The table that a line names, with its columns in the order of the line. */
function toTable({ table: name, columns }: TableLine, tables: Map<string, BackupTable>): BackupTable {
  const table = tables.get(name)
  if (!table) throw new AppError('invalid', `The backup is damaged: there is no table "${name}", or it stands twice.`)
  tables.delete(name)
  const byName = new Map(table.columns.map((column) => [column.name, column]))
  const ordered = columns.flatMap((column) => byName.get(column) ?? [])
  if (ordered.length === columns.length && new Set(columns).size === byName.size) return { ...table, columns: ordered }
  throw new AppError('invalid', `The backup is damaged: "${name}" has other columns than it should.`)
}

function checkRows(rows: readonly BackupRow[], { name, columns }: BackupTable, firstLine: number): void {
  for (const [index, row] of rows.entries()) {
    const fits = row.length === columns.length && columns.every(({ holds }, at) => isHeld(row[at], holds))
    if (fits) continue
    throw new AppError('invalid', `The backup is damaged at line ${firstLine + index}: no row of "${name}".`)
  }
}

function isHeld(value: unknown, holds: 'text' | 'number'): boolean {
  return value === null || (holds === 'text' ? typeof value === 'string' : Number.isFinite(value))
}
