import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { UnixMs } from '../../domain/time.ts'
import { writeFileAside } from '../../platform/file-aside.ts'

/** The last backup that was taken of an installation, as the doctor asks for it. `file` is for people. */
export type LastBackup = { at: UnixMs; file: string }

const NAME = 'last-backup.json'

/** Notes in the data folder that a backup was taken. */
export async function noteBackup(dataFolder: string, backup: LastBackup): Promise<void> {
  await mkdir(dataFolder, { recursive: true })
  await writeFileAside(join(dataFolder, NAME), (put) => put(Buffer.from(`${JSON.stringify(backup)}\n`)))
}

/** The last backup that was noted; `undefined` where none was, or the note cannot be read. */
export async function findLastBackup(dataFolder: string): Promise<LastBackup | undefined> {
  const text = await readFile(join(dataFolder, NAME), 'utf8').catch(() => '{}')
  const { at, file } = parseNote(text)
  return typeof at === 'number' && typeof file === 'string' ? { at, file } : undefined
}

function parseNote(text: string): { at?: unknown; file?: unknown } {
  try {
    return (JSON.parse(text) ?? {}) as { at?: unknown }
  } catch {
    return {}
  }
}
