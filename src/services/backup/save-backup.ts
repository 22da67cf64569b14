import { stat } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { AppError } from '../../domain/error.ts'
import { writeFileAside } from '../../platform/file-aside.ts'
import { gzipText } from '../../platform/gzip-text.ts'
import { toStoreError } from '../../store/db.ts'
import { openExisting } from '../../store/backup/open-existing.ts'
import { type BackupReport, type Installation, type OnProgress, writeBackup } from './write-backup.ts'

/** What is to be backed up: the database at an address, and what is said of its installation. */
export type Saved = { databaseUrl: string; installation: Installation; onProgress?: OnProgress }

/**
 * Writes a backup to a file that only its owner can read, whole or not at all, while others read and write the database.
 *
 * @param replaces whether a file that is there already gives way
 * @throws AppError `conflict` where there is one and it does not, and as `writeBackup` does
 */
export async function saveBackup(saved: Saved, path: string, replaces: boolean): Promise<BackupReport> {
  await refuseOccupied(path, replaces)
  let report: BackupReport | undefined
  try {
    await writeFileAside(path, async (put) => void (report = await packBackup(saved, put)), { replaces })
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? toOccupied(path) : error
  }
  if (!report) throw new AppError('internal', 'The backup was not written')
  return report
}

/**
 * Writes a backup to a stream that takes bytes, no faster than they are taken. The stream stays open.
 *
 * @throws AppError `unavailable` where the reader of a pipe goes away, and as `writeBackup` does
 */
export async function streamBackup(saved: Saved, out: Writable): Promise<BackupReport> {
  const put = (bytes: Uint8Array): Promise<void> =>
    new Promise((resolve, reject) => out.write(bytes, (error) => (error ? reject(error) : resolve())))
  // A write tells its failure, and the stream tells it once more: without a listener that would end the process. It
  // stays, for that may come after us.
  out.on('error', () => undefined)
  try {
    return await packBackup(saved, put)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error
    throw new AppError(
      'unavailable',
      'Whoever read the backup went away before its end. What they have is no backup.',
      {
        cause: error,
      },
    )
  }
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
  if (!replaces) throw toOccupied(path)
}

function toOccupied(path: string): AppError {
  return new AppError('conflict', `${path} exists already. Nothing was written; --force replaces it.`)
}
