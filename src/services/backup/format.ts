import type { BackupTable } from '../../store/backup/tables.ts'

/** Stands first in every backup. The number rises when an older program could not read a newer backup. */
export const FORMAT_NAME = 'broadsheet-backup'
export const FORMAT_NUMBER = 1

/**
 * The first line of a backup. A backup is gzip over lines of JSON: this, then for each table a line that names it and
 * its columns and a line (an array of values) for each row, then a `BackupFooter`.
 */
export type BackupHeader = {
  format: typeof FORMAT_NAME
  number: number
  /** The version of the program that wrote it. */
  program: string
  /** When the snapshot was taken, ISO 8601. */
  at: string
  /** The migrations that the tables had been through, in order. */
  migrations: string[]
  /** Stands for the secret of the installation without telling it. */
  secretTag?: string
}

/** The line before the rows of a table. */
export type TableLine = { table: BackupTable['name']; columns: string[] }

/** The last line: how many rows each table has, and the SHA-256 of all bytes before this line, in hexadecimal. */
export type BackupFooter = { rows: Record<string, number>; sha256: string }
