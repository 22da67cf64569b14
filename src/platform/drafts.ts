import { existsSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { isOtherRunning } from './running.ts'

// SQLite keeps files of its own beside one that it has open.
const DRAFT = /^\.(\d+)\.part(-journal|-wal|-shm)?$/

/** Where this process writes a file that is to take a place once it is whole. */
export function toDraftPath(path: string): string {
  return `${path}.${process.pid}.part`
}

/** Removes what processes that have ended left beside a place. */
export function removeDrafts(path: string): void {
  const folder = dirname(path)
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(basename(path))) continue
    const [, pid] = DRAFT.exec(name.slice(basename(path).length)) ?? []
    if (pid !== undefined && !isOtherRunning(Number(pid))) rmSync(join(folder, name), { recursive: true, force: true })
  }
}
