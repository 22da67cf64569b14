import type { UnixMs } from '../../domain/time.ts'
import type { Db } from '../../store/db.ts'
import { doubtOpenDeliveries } from '../../store/restored-deliveries.ts'
import { planMissed } from './plan-digests.ts'

/**
 * Sees to the digests of a database that was just restored: what fell due since the backup was taken, and what was on its
 * way then, may have been sent by who went on meanwhile. All of it is listed as `unknown`, and none is sent again; the next
 * digests begin where these end.
 *
 * @returns how many are in doubt
 */
export async function doubtRestored(db: Db, now: UnixMs): Promise<number> {
  await planMissed(db, now)
  return doubtOpenDeliveries(db, now)
}
