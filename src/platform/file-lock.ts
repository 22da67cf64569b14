import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { isOtherRunning } from './running.ts'

/**
 * Takes a lock for this process: a file that holds its number. What a process that has ended left is no hindrance.
 *
 * @returns whether it is ours
 */
export function takeLock(path: string): boolean {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx', mode: 0o600 })
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = readHolder(path)
    if (holder !== undefined && isOtherRunning(holder)) return false
    rmSync(path, { force: true })
  }
  return false
}

/** Gives a lock back; one of another process stays. */
export function releaseLock(path: string): void {
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
