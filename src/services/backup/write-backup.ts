import { createHash } from 'node:crypto'
import { type Clock, toIso } from '../../domain/time.ts'
import { AppError } from '../../domain/error.ts'
import type { Db } from '../../store/db.ts'
import { findChangeNumberIfAny } from '../../store/backup/change-numbers.ts'
import { KNOWN_MIGRATIONS, listAppliedMigrations } from '../../store/backup/schema-version.ts'
import { countRows, listRows, readSnapshot } from '../../store/backup/snapshot.ts'
import { type BackupTable, listBackupTables } from '../../store/backup/tables.ts'
import { type BackupFooter, type BackupHeader, FORMAT_NAME, FORMAT_NUMBER, type TableLine } from './format.ts'

/** What stands in a backup. `lastNumber` is the number of the last change that it holds. */
export type BackupReport = { rows: Record<string, number>; lastNumber: number }

/** How far a backup is, in rows. */
export type OnProgress = (done: number, total: number) => void

/** What a backup says of the installation that it is of. */
export type Installation = { version: string; clock: Clock; secretTag: string | undefined }

/**
 * Writes all that a database holds, as it is at one moment, whoever writes meanwhile: the lines of `BackupHeader`'s
 * description, not packed yet, some hundred kilobytes at a time.
 *
 * @param db as `readSnapshot` wants it
 * @throws AppError `not_found` where the database holds no tables of ours, `invalid` where a newer version wrote them
 */
export function writeBackup(
  db: Db,
  installation: Installation,
  write: (text: string) => Promise<void>,
  onProgress: OnProgress = () => undefined,
): Promise<BackupReport> {
  return readSnapshot(db, async (snapshot) => {
    const migrations = await listAppliedMigrations(snapshot)
    refuseUnknown(migrations)
    const tables = await listBackupTables(snapshot)
    const hash = createHash('sha256')
    const put = (lines: string): Promise<void> => {
      hash.update(lines)
      return write(lines)
    }
    await put(toLine(toHeader(installation, migrations)))
    const rows = await writeTables(snapshot, tables, put, onProgress)
    await write(toLine({ rows, sha256: hash.digest('hex') } satisfies BackupFooter))
    return { rows, lastNumber: await findChangeNumberIfAny(snapshot) }
  })
}

async function writeTables(
  snapshot: Db,
  tables: readonly BackupTable[],
  put: (lines: string) => Promise<void>,
  onProgress: OnProgress,
): Promise<Record<string, number>> {
  const rows: Record<string, number> = {}
  for (const { name } of tables) rows[name] = await countRows(snapshot, name)
  const total = Object.values(rows).reduce((sum, count) => sum + count, 0)
  let done = 0
  for (const table of tables) {
    const columns = table.columns.map(({ name }) => name)
    await put(toLine({ table: table.name, columns } satisfies TableLine))
    for await (const chunk of listRows(snapshot, table)) {
      await put(chunk.map(toLine).join(''))
      onProgress((done += chunk.length), total)
    }
  }
  return rows
}

function toHeader({ version, clock, secretTag }: Installation, migrations: string[]): BackupHeader {
  const at = toIso(clock())
  const tag = secretTag === undefined ? {} : { secretTag }
  return { format: FORMAT_NAME, number: FORMAT_NUMBER, program: version, at, migrations, ...tag }
}

function refuseUnknown(migrations: readonly string[]): void {
  if (migrations.length === 0) throw new AppError('not_found', 'The database holds nothing of Broadsheet yet.')
  const unknown = migrations.find((name) => !KNOWN_MIGRATIONS.includes(name))
  if (unknown === undefined) return
  throw new AppError(
    'invalid',
    `A newer version of Broadsheet made this database (it knows "${unknown}"): use that one.`,
  )
}

function toLine(value: unknown): string {
  return `${JSON.stringify(value)}\n`
}
