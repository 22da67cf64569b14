import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../domain/error.ts'
import { toIso } from '../../domain/time.ts'
import { type Saved, saveBackup } from './save-backup.ts'
import type { BackupReport } from './write-backup.ts'

/** Restores that may begin within one second before something else is wrong. */
const MOST_WITHIN_SECOND = 100

/**
 * Keeps what a restore is about to replace, in a folder of such backups: named for the second, with a number from the
 * second restore of that second on. What is kept there already is never replaced.
 *
 * @throws AppError as `saveBackup` does
 */
export async function keepReplaced(saved: Saved, folder: string): Promise<{ path: string; report: BackupReport }> {
  await mkdir(folder, { recursive: true })
  const second = toIso(saved.installation.clock()).slice(0, 19).replaceAll(':', '')
  for (let number = 1; ; number++) {
    const path = join(folder, `before-restore-${second}Z${number === 1 ? '' : `-${number}`}.backup`)
    try {
      return { path, report: await saveBackup(saved, path, false) }
    } catch (error) {
      const isTaken = error instanceof AppError && error.code === 'conflict'
      if (!isTaken || number === MOST_WITHIN_SECOND) throw error
    }
  }
}
