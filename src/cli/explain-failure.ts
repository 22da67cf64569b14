import { AppError, toAppError } from '../domain/error.ts'
import { type DiskTrouble, findDiskTrouble } from '../platform/disk-trouble.ts'
import { endSentence } from '../platform/sentence.ts'

const WHAT: Readonly<Record<DiskTrouble, string>> = {
  full: 'The disk is full',
  forbidden: 'This user may not read or write there',
  damaged: 'The database is damaged',
}
const MENDS: Readonly<Record<DiskTrouble, string>> = {
  full: 'Make room on the disk of the data folder: "broadsheet doctor" shows how much there is.',
  forbidden: 'Run it as the user whom the data folder belongs to, or give this user the right to write there.',
  damaged: 'Restore a backup: "broadsheet restore --help".',
}
/** What became of the work of a command that fails so, where that is not told with the failure. */
const OUTCOMES: Readonly<Record<string, string>> = {
  import: 'What was read so far is kept; the same command goes on from there.',
  restore: 'Nothing was changed.',
  serve: 'The server has not started.',
}
/** The new tables are made beside the old ones, and copied through SQLite's journal. */
const RESTORE_ROOM = 'A restore takes twice the room of the new database, and that of a backup of the old one.'

/**
 * What the program says of a failure: where the trouble is with a disk, also what became of the work and what to do.
 *
 * @param command what was being done: "import"
 */
export function explainFailure(thrown: unknown, command: string | undefined): AppError {
  const error = toAppError(thrown)
  const trouble = findDiskTrouble(error)
  if (trouble === undefined) return error
  const told = error.code === 'internal' ? `${WHAT[trouble]}: ${toDeepest(error)}.` : error.message
  const outcome = OUTCOMES[command ?? ''] ?? ''
  const parts = [told, told.includes(outcome) ? '' : outcome, MENDS[trouble]]
  if (command === 'restore' && trouble === 'full') parts.push(RESTORE_ROOM)
  const message = parts.map(endSentence).filter(Boolean).join(' ')
  return new AppError(error.code === 'internal' ? 'unavailable' : error.code, message, { cause: error })
}

/** What the disk or the database said itself. */
function toDeepest(error: Error): string {
  let deepest = error
  while (deepest.cause instanceof Error) deepest = deepest.cause
  return deepest.message
}
