import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { findBoot } from '../platform/running.ts'
import { isFileLocked, takeFileLock } from '../store/file-lock.ts'

/** Who works at something that others may work at too, as all of them know it. */
export type AtWork = {
  /** Never borne by another, nor by the same program when it is started again. */
  name: string
  /** Who of this folder has gone by now. */
  listGone(): Gone
  /** Says that it holds nothing any more. */
  leave(): void
}

/** Those whose locks were free at one moment. */
export type Gone = {
  /** Whether one is known to have died. */
  isDead(name: string): boolean
  /** Removes their files, once all has been done about what they held: from then on nothing is known of them. */
  forget(): void
}

/**
 * Draws a name and holds a lock under it in a folder, of which the system lets go when its process ends, however that
 * ends. So who has died has a file there without a lock. Nothing is known of those without a file here, nor of one from
 * before the machine was started last, since a copy of the folder may have got onto another machine.
 */
export function beginWork(folder: string): AtWork {
  const boot = `${findBoot() ?? 'unknown'}-`
  const { name, leave } = begin(folder, boot)
  return {
    name,
    leave,
    listGone() {
      // One that dies after this look is not forgotten by it: what it holds is seen to the next time.
      const gone = new Set(readdirSync(folder).filter((other) => hasDied(folder, other)))
      return {
        isDead: (other) => other.startsWith(boot) && gone.has(other),
        forget() {
          for (const other of gone) remove(join(folder, other))
        },
      }
    },
  }
}

function begin(folder: string, boot: string): Pick<AtWork, 'name' | 'leave'> {
  mkdirSync(folder, { recursive: true })
  for (;;) {
    const name = `${boot}${randomUUID()}`
    const lock = takeFileLock(join(folder, name))
    // Another may be looking at the file in the moment in which it is made.
    if (lock) return { name, leave: () => lock.release() }
  }
}

function hasDied(folder: string, name: string): boolean {
  const path = join(folder, name)
  try {
    return existsSync(path) && !isFileLocked(path)
  } catch {
    return false // a file of another user may be closed to us: then nothing is known of who made it
  }
}

/** By its lock, so that the file of one that is just beginning stays. */
function remove(path: string): void {
  try {
    takeFileLock(path)?.release()
  } catch {
    // Another user's: it is removed when that one begins.
  }
}
