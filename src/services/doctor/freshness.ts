import { toOpenEditionDay } from '../../domain/arxiv-calendar.ts'
import { DAY_MS, fromUtcDay, type UnixMs } from '../../domain/time.ts'
import type { Db } from '../../store/db.ts'
import { findNewestDay } from '../../store/edition-days.ts'
import { findLastBackup } from '../backup/last-backup.ts'
import { type Finding, ok, skipped, warning } from './check.ts'

/** A weekend and a holiday lie between editions at most. */
const STALE_DAYS = 5
const OLD_BACKUP_DAYS = 8

/** How old the newest edition is. */
export async function checkNewestEdition(db: Db | undefined, now: UnixMs): Promise<Finding> {
  if (!db) return skipped('The tables cannot be read.')
  const today = toOpenEditionDay(now)
  const newest = await findNewestDay(db, today)
  const mend = 'Fetch newer papers ("broadsheet sync"), or import them from files ("broadsheet import").'
  if (newest === undefined) return warning('There are no papers yet, so made-up ones are shown.', mend)
  const days = (fromUtcDay(today) - fromUtcDay(newest)) / DAY_MS
  if (days > STALE_DAYS) return warning(`The newest edition is of ${newest}, ${days} days ago.`, mend)
  return ok(`The newest edition is of ${newest}.`)
}

/** How old the last backup is that was taken here. */
export async function checkLastBackup(dataFolder: string, db: Db | undefined, now: UnixMs): Promise<Finding> {
  if (!db) return skipped('The tables cannot be read.')
  const last = await findLastBackup(dataFolder)
  const mend = 'broadsheet backup FILE, once a day or once a week, to another disk.'
  if (!last) return warning('No backup has been taken with "broadsheet backup".', mend)
  const days = Math.floor((now - last.at) / DAY_MS)
  const says = `The last backup went to ${last.file}, ${days === 0 ? 'today' : `${days} days ago`}.`
  return days > OLD_BACKUP_DAYS ? warning(says, mend) : ok(says)
}
