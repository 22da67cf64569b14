import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { UnixMs } from '../../domain/time.ts'
import { findBoot } from '../../platform/running.ts'
import { findGap, type HostGroup } from '../../platform/upstream/host-groups.ts'
import type { Db } from '../../store/db.ts'
import { isFileLocked, takeFileLock } from '../../store/file-lock.ts'
import { releaseDead } from '../../store/release-dead.ts'

const FOLDER = 'runners'

/** Who asks sources, as all others know it. */
export type Runner = {
  /** Never borne by another, nor by the same program when it is started again. */
  name: string
  /** Says that it holds nothing any more. */
  leave(): void
}

/**
 * Begins a runner, and gives back at once what runners of this data folder held that have died.
 *
 * Each holds a lock in the data folder, of which the system lets go when its process ends, however that ends. So a runner
 * has died whose file is there without a lock. It says nothing of runners without a file here, nor of one from before the
 * machine was started last, since a copy of the folder may have got onto another machine: their claims run out.
 *
 * @param groups of hosts, with the gap that is left of a turn
 * @throws AppError `unavailable` when the database does not answer
 */
export async function startRunner(
  db: Db,
  dataFolder: string,
  { now, groups }: { now: UnixMs; groups: readonly HostGroup[] },
): Promise<Runner> {
  const folder = join(dataFolder, FOLDER)
  const boot = `${findBoot() ?? 'unknown'}-`
  const runner = begin(folder, boot)
  const isDead = (name: string): boolean => name.startsWith(boot) && hasDied(folder, name)
  try {
    await releaseDead(db, isDead, { now, toGap: (group) => findGap(groups, group) })
  } catch (error) {
    runner.leave()
    throw error
  }
  for (const name of readdirSync(folder)) if (hasDied(folder, name)) remove(join(folder, name))
  return runner
}

function begin(folder: string, boot: string): Runner {
  mkdirSync(folder, { recursive: true })
  for (;;) {
    const name = `${boot}${randomUUID()}`
    const lock = takeFileLock(join(folder, name))
    // Another runner may be looking at the file in the moment in which it is made.
    if (lock) return { name, leave: () => lock.release() }
  }
}

function hasDied(folder: string, name: string): boolean {
  const path = join(folder, name)
  try {
    return existsSync(path) && !isFileLocked(path)
  } catch {
    return false // a file of another user may be closed to us: then nothing is known of its runner
  }
}

/** By its lock, so that the file of a runner that is just beginning stays. */
function remove(path: string): void {
  try {
    takeFileLock(path)?.release()
  } catch {
    // Another user's: it is removed when that one starts a runner.
  }
}
