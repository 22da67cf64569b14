import { AppError } from '../../domain/error.ts'
import type { Clock, UnixMs } from '../../domain/time.ts'
import { systemClock } from '../../platform/clock.ts'
import type { Aside } from '../../store/backup/aside.ts'
import { findChangeNumberIfAny, raiseChangeNumber } from '../../store/backup/change-numbers.ts'
import { fillDerived } from '../../store/backup/derived.ts'
import { KNOWN_MIGRATIONS } from '../../store/backup/schema-version.ts'
import { countRows } from '../../store/backup/snapshot.ts'
import { listBackupTables } from '../../store/backup/tables.ts'
import { workAside } from '../../store/backup/work-aside.ts'
import { toStoreError } from '../../store/db.ts'
import { updateCatalogue } from '../catalogue/update-catalogue.ts'
import { doubtRestored } from '../digests/doubt-restored.ts'
import type { BackupFooter, BackupHeader } from './format.ts'
import { loadBackup } from './load-backup.ts'
import { readBackup } from './read-backup.ts'
import type { BackupReport } from './write-backup.ts'

/** What a restore does besides: told as it goes on. */
export type RestoreOptions = {
  /** Told once the backup's first line is read, and then with the number of rows that are loaded. */
  onHeader?: (header: BackupHeader) => void
  onProgress?: (rows: number) => void
  /** Called when all is ready to take its place: keeps what will be replaced, and tells what it kept. */
  keepReplaced?: () => Promise<BackupReport | undefined>
  clock?: Clock
}

/** What was restored. */
export type RestoreReport = {
  header: BackupHeader
  rows: Record<string, number>
  /** Changes that came to the replaced papers after they had been kept. */
  lostChanges: number
  /** Digests of which nobody can tell whether they were sent since the backup was taken: they are not sent again. */
  doubtedDigests: number
  /** As `Swapped` has it: the restore is done all the same. */
  journalError?: unknown
}

/**
 * Puts a backup in the place of all that a database holds. Everything is loaded and checked aside; only then, in one
 * step, it takes the place: readers see the old or the new, and whatever fails or is killed before leaves the old.
 *
 * Numbers of changes go on above those of the replaced papers: whoever follows them sees every paper as changed.
 *
 * @throws AppError `invalid` where the backup is damaged or newer than this program, `conflict` where another restore is
 *   at work, `unavailable` where the database does not answer. Nothing has changed then.
 */
export async function restoreBackup(
  databaseUrl: string,
  bytes: AsyncIterable<Uint8Array>,
  { onHeader, onProgress, keepReplaced, clock = systemClock }: RestoreOptions = {},
): Promise<RestoreReport> {
  const parts = readBackup(refusingUnreadable(bytes))
  try {
    const { value } = await parts.next()
    if (value?.kind !== 'header') throw new AppError('invalid', 'This is not a backup of Broadsheet.')
    const { header } = value
    refuseNewer(header)
    onHeader?.(header)
    return await workAside(databaseUrl, async (aside) => {
      await aside.migrateAsFarAs(header.migrations.at(-1) ?? '')
      const { rows } = await loadBackup(aside, parts, onProgress)
      const doubtedDigests = await makeReady(aside, rows, clock())
      const kept = await keepReplaced?.()
      const { replacedNumber, ...others } = await aside.takePlace(await findChangeNumberIfAny(aside.db))
      return { header, rows, doubtedDigests, lostChanges: kept ? replacedNumber - kept.lastNumber : 0, ...others }
    })
  } catch (thrown) {
    const error = toStoreError(thrown)
    if (!(error instanceof AppError) || error.code !== 'invalid') throw error
    throw new AppError('invalid', `${error.message} Nothing was changed.`, { cause: error })
  } finally {
    await parts.return(undefined)
  }
}

/** Tells a file that cannot be read from a database that fails. */
async function* refusingUnreadable(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes
  } catch (cause) {
    throw new AppError('invalid', `The backup cannot be read: ${(cause as Error).message}.`, { cause })
  }
}

/** Our own migrations, up to one of them, are the only past that a backup may have. */
function refuseNewer({ program, migrations }: BackupHeader): void {
  const unknown = migrations.find((name, index) => name !== KNOWN_MIGRATIONS[index])
  if (unknown === undefined && migrations.length > 0) return
  const known = `this version knows no further than "${KNOWN_MIGRATIONS.at(-1)}"`
  throw new AppError(
    'invalid',
    `The backup was written by Broadsheet ${program} with tables as of "${unknown}"; ${known}. Use version ${program} or later.`,
  )
}

/**
 * Brings the tables aside to the newest schema, fills what is derived, and counts once more what is there.
 *
 * @returns how many digests are in doubt
 */
async function makeReady(aside: Aside, rows: BackupFooter['rows'], now: UnixMs): Promise<number> {
  const { db, liveNumber } = aside
  for (const { name } of await listBackupTables(db)) {
    const count = await countRows(db, name)
    if (count === (rows[name] ?? 0)) continue
    throw new AppError('invalid', `The backup is damaged: "${name}" has ${count} rows, and should have ${rows[name]}.`)
  }
  await aside.migrateAsFarAs(KNOWN_MIGRATIONS.at(-1) ?? '')
  // An empty store after a filled one is a change too.
  if (liveNumber > 0 && (await findChangeNumberIfAny(db)) <= liveNumber) await raiseChangeNumber(db, liveNumber + 1)
  await fillDerived(db)
  await updateCatalogue(db)
  const doubted = await doubtRestored(db, now)
  await aside.checkWhole()
  return doubted
}
