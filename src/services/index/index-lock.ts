import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isOtherRunning } from '../../platform/running.ts'

const NAME = 'lock'

/**
 * Takes an index folder for this process: one alone writes to it, others read. What a process that has ended left is no
 * hindrance.
 *
 * @returns whether it is ours
 */
export function takeFolder(folder: string): boolean {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, NAME)
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' })
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = readHolder(path)
    if (holder === process.pid) return true
    if (holder !== undefined && isOtherRunning(holder)) return false
    rmSync(path, { force: true })
  }
  return false
}

/** Gives the folder back. */
export function leaveFolder(folder: string): void {
  const path = join(folder, NAME)
  if (readHolder(path) === process.pid) rmSync(path, { force: true })
}

/** `undefined` where the file is gone, or was not written to its end. */
function readHolder(path: string): number | undefined {
  try {
    const pid = Number(readFileSync(path, 'utf8'))
    return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined
  } catch {
    return undefined
  }
}
