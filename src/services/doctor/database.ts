import { AppError } from '../../domain/error.ts'
import type { UnixMs } from '../../domain/time.ts'
import { findDiskTrouble } from '../../platform/disk-trouble.ts'
import { listMiscountedDays } from '../../store/backup/derived.ts'
import { KNOWN_MIGRATIONS } from '../../store/backup/schema-version.ts'
import { findCataloguedNumber } from '../../store/catalogue.ts'
import type { Db } from '../../store/db.ts'
import { inspectSqlite } from '../../store/inspect-database.ts'
import { findChangeNumber } from '../../store/papers.ts'
import { listSourceReads } from '../../store/source-reads.ts'
import { type Finding, failure, ok, skipped, toReason, warning } from './check.ts'
import type { Examination } from './examine-database.ts'

const WHERE = 'DATABASE_URL: "broadsheet config show" shows what it is now.'
const RESTORE = 'Restore a backup: "broadsheet restore --help".'

/** Whether the database can be opened and answers. */
export function checkAnswer({ version, isFile }: Pick<Examination, 'version' | 'isFile'>): Finding {
  if ('answer' in version) return ok(`${version.answer} answers.`)
  const { error } = version
  if (error instanceof AppError && error.code === 'not_found') {
    return warning(`${error.message} The first start or import makes it.`)
  }
  const says = `The database does not answer: ${toReason(error)}.`
  return failure(says, isFile ? toFileMend(error) : `Start it, or correct ${WHERE}`)
}

/** A file that is whole is not to be moved away, whatever else keeps it from being opened. */
function toFileMend(error: unknown): string {
  const trouble = findDiskTrouble(error)
  if (trouble === 'damaged') return `Move the file away, and restore a backup; or correct ${WHERE}`
  if (trouble === 'full') return 'Make room on its disk, and look again.'
  if (trouble === 'forbidden') {
    return `Run this as the user whom the data folder belongs to, or give this user the right to write there; or correct ${WHERE}`
  }
  return `See that nothing else holds the file, or correct ${WHERE}`
}

/** Whether the tables are those of this version. */
export function checkTables({ migrations }: Pick<Examination, 'migrations'>): Finding {
  if (!migrations) return skipped('The database does not answer.')
  if ('error' in migrations) return failure(`The tables cannot be read: ${toReason(migrations.error)}.`, RESTORE)
  const applied = migrations.answer
  if (applied.length === 0) return warning('The database is empty; the first start makes the tables.')
  const unknown = applied.find((name) => !KNOWN_MIGRATIONS.includes(name))
  if (unknown !== undefined) {
    return failure(
      `A newer version of Broadsheet has been at work here ("${unknown}").`,
      'Install that version or a newer one.',
    )
  }
  const missing = KNOWN_MIGRATIONS.filter((name) => !applied.includes(name))
  if (missing.length > 0) {
    const says = `The tables are of an older version: ${missing.join(', ')} to come.`
    return warning(says, 'Take a backup; the next start of "broadsheet serve" brings them forward.')
  }
  return ok(`The tables are as of ${applied.at(-1)}.`)
}

/** Whether an SQLite file is whole. */
export async function checkSqlite(db: Db | undefined): Promise<Finding> {
  if (!db) return skipped('The tables cannot be read.')
  const faults = await inspectSqlite(db)
  if (!faults) return skipped('The database is PostgreSQL, which looks after itself.')
  const { damages, tablesWithBrokenReferences: broken, journalMode } = faults
  if (damages.length > 0) return failure(`The file is damaged: ${damages.join('; ')}.`, RESTORE)
  if (broken.length > 0) return failure(`Rows refer to others that are absent: ${broken.join(', ')}.`, RESTORE)
  if (journalMode !== 'wal') {
    const says = `The journal is "${journalMode}" where "wal" is wanted: readers wait for writers.`
    return warning(says, 'Move the data folder to a disk of this machine; network folders cannot do it.')
  }
  return ok('The file is whole, and so are its references.')
}

/** Whether counts that are kept equal counts made now, and the catalogue has followed. */
export async function checkDerived(db: Db | undefined): Promise<Finding> {
  if (!db) return skipped('The tables cannot be read.')
  const days = await listMiscountedDays(db)
  if (days.length > 0) {
    const says = `The kept counts of ${days.length} days are wrong, ${days[0]} among them.`
    return failure(says, 'Take a backup and restore it: that counts anew.')
  }
  const behind = (await findChangeNumber(db)) - (await findCataloguedNumber(db))
  if (behind > 0) {
    const says = `${behind} changes are not in the lists of authors and categories yet.`
    return warning(says, 'Let "broadsheet serve" run: it takes up thousands a second.')
  }
  return ok('Kept counts and lists agree with the papers.')
}

/** When records were last taken in from any source; `undefined` where none were, or the tables cannot be read. */
export async function findLastRead(db: Db | undefined): Promise<UnixMs | undefined> {
  if (!db) return undefined
  const reads = await listSourceReads(db)
  return reads.length === 0 ? undefined : Math.max(...reads.map(({ readAt }) => readAt))
}
