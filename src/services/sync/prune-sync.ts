import { DAY_MS, toUtcDay, type UnixMs } from '../../domain/time.ts'
import { deleteAnnouncementsBefore } from '../../store/announcements.ts'
import { type Db, toStoreError } from '../../store/db.ts'
import { deletePacesBefore } from '../../store/paces.ts'
import { deleteTasksBefore } from '../../store/tasks.ts'
import { deleteTroublesBefore, settleTroublesBefore } from '../../store/troubles.ts'
import { deleteValidatorsBefore } from '../../store/validators.ts'

const DAYS_OF_TASKS = 60
const DAYS_OF_ANNOUNCEMENTS = 45
const DAYS_OF_TROUBLES = 90
/** Whatever lasts is told again within hours. */
const DAYS_UNTIL_OVER = 7
const DAYS_OF_VALIDATORS = 90
/** Longer than any turn and any gap by far. */
const DAYS_OF_PACES = 7

/**
 * Forgets what nobody needs any more of how papers came: tasks that ended 60 days ago, announcements of 45 days ago,
 * troubles and validators of 90 days ago, and the pace of hosts that were not asked for a week. Troubles that were not told again for a week are over. Papers, signals and
 * batches stay. For once a day.
 *
 * @throws AppError `unavailable` when the database does not answer
 */
export async function pruneSync(db: Db, now: UnixMs): Promise<void> {
  try {
    await db.transaction().execute(async (tx) => {
      await deleteTasksBefore(tx, now - DAYS_OF_TASKS * DAY_MS)
      await deleteAnnouncementsBefore(tx, toUtcDay(now - DAYS_OF_ANNOUNCEMENTS * DAY_MS))
      await settleTroublesBefore(tx, now - DAYS_UNTIL_OVER * DAY_MS, now)
      await deleteTroublesBefore(tx, now - DAYS_OF_TROUBLES * DAY_MS)
      await deleteValidatorsBefore(tx, now - DAYS_OF_VALIDATORS * DAY_MS)
      await deletePacesBefore(tx, now - DAYS_OF_PACES * DAY_MS)
    })
  } catch (error) {
    throw toStoreError(error)
  }
}
