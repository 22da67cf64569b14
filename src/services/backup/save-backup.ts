import { stat } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { AppError } from '../../domain/error.ts'
import { writeFileAside } from '../../platform/file-aside.ts'
import { gzipText } from '../../platform/gzip-text.ts'
import { toStoreError } from '../../store/db.ts'
import { openExisting } from '../../store/backup/open-existing.ts'
import { type BackupReport, type Installation, type RowProgress, writeBackup } from './write-backup.ts'

/** What is to be backed up: the database at an address, and what is said of its installation. */
export type Saved = { databaseUrl: string; installation: Installation; onProgress?: RowProgress }

/**
 * Writes a backup to a file that only its owner can read, whole or not at all, while others read and write the database.
 *
 * @param replaces whether a file that is there already gives way
 * @throws AppError `conflict` where there is one and it does not, and as `writeBackup` does
 */
export async function saveBackup(saved: Saved, path: string, replaces: boolean): Promise<BackupReport> {
  await refuseOccupied(path, replaces)
  let report: BackupReport | undefined
  await writeFileAside(path, async (put) => void (report = await packBackup(saved, put)))
  if (!report) throw new AppError('internal', 'The backup was not written')
  return report
}

/** Writes a backup to a stream that takes bytes, no faster than they are taken. The stream stays open. */
export function streamBackup(saved: Saved, out: Writable): Promise<BackupReport> {
  const put = (bytes: Uint8Array): Promise<void> =>
    new Promise((resolve, reject) => out.write(bytes, (error) => (error ? reject(error) : resolve())))
  return packBackup(saved, put)
}

async function packBackup(
  { databaseUrl, installation, onProgress }: Saved,
  put: (bytes: Uint8Array) => Promise<void>,
): Promise<BackupReport> {
  const db = openExisting(databaseUrl)
  try {
    const packed = gzipText(put)
    const report = await writeBackup(db, installation, (text) => packed.write(text), onProgress)
    await packed.end()
    return report
  } catch (error) {
    // What a disk or a connection says of itself is told as it is.
    throw error instanceof Error && 'syscall' in error ? error : toStoreError(error)
  } finally {
    await db.destroy()
  }
}

async function refuseOccupied(path: string, replaces: boolean): Promise<void> {
  const found = await stat(path).catch(() => undefined)
  if (!found) return
  if (!found.isFile()) throw new AppError('invalid', `${path} is not a file. Nothing was written.`)
  if (!replaces) throw new AppError('conflict', `${path} exists already. Nothing was written; --force replaces it.`)
}
