import { join } from 'node:path'
import type { UnixMs } from '../../domain/time.ts'
import { findGap, type HostGroup } from '../../platform/upstream/host-groups.ts'
import type { Db } from '../../store/db.ts'
import { releaseDead } from '../../store/release-dead.ts'
import { type AtWork, beginWork } from '../at-work.ts'

const FOLDER = 'runners'

/** Who asks sources, as all others know it. */
export type Runner = Pick<AtWork, 'name' | 'leave'>

/**
 * Begins a runner, and gives back at once what runners of this data folder held that are known to have died. The claims of
 * others run out.
 *
 * @param groups of hosts, with the gap that is left of a turn
 * @throws AppError `unavailable` when the database does not answer
 */
export async function startRunner(
  db: Db,
  dataFolder: string,
  { now, groups }: { now: UnixMs; groups: readonly HostGroup[] },
): Promise<Runner> {
  const runner = beginWork(join(dataFolder, FOLDER))
  const gone = runner.listGone()
  try {
    await releaseDead(db, gone.isDead, { now, toGap: (group) => findGap(groups, group) })
  } catch (error) {
    runner.leave()
    throw error
  }
  gone.forget()
  return runner
}
