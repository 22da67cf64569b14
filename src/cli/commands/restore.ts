import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { defineCommand } from 'citty'
import { type Config, loadConfig } from '../../config/config.ts'
import { findSecretTag } from '../../config/secret.ts'
import { AppError } from '../../domain/error.ts'
import { countReplaced } from '../../services/backup/count-replaced.ts'
import { keepReplaced } from '../../services/backup/keep-replaced.ts'
import { type RestoreReport, restoreBackup } from '../../services/backup/restore-backup.ts'
import type { BackupReport } from '../../services/backup/write-backup.ts'
import { toReason } from '../../services/doctor/check.ts'
import { toFileError } from '../file-error.ts'
import type { Help } from '../help.ts'
import { createRowProgress } from '../row-progress.ts'
import { describeRows, describeSaved } from './backup.ts'

const STANDARD_INPUT = '-'
const CHUNK_BYTES = 256 * 1024

/** `broadsheet restore FILE`: one line about what was restored on stdout, what was kept and what to mind on stderr. */
export const restoreCommand = defineCommand({
  meta: { name: 'restore' },
  args: {
    file: { type: 'positional', required: true, description: 'The backup to read; - is standard input' },
    yes: { type: 'boolean', default: false, description: 'Replace the papers that are there without asking' },
    discard: { type: 'boolean', default: false, description: 'Keep no backup of what is replaced' },
  },
  async run({ args: { file, yes, discard } }) {
    const config = loadConfig()
    const replaced = await countPapers(config, discard)
    if (replaced > 0 && !yes) await askToReplace(replaced)
    const progress = createRowProgress(process.stderr, 'loaded')
    try {
      const bytes = file === STANDARD_INPUT ? process.stdin : createReadStream(file, { highWaterMark: CHUNK_BYTES })
      const report = await restoreBackup(config.databaseUrl, bytes, {
        onProgress: (rows) => progress.update(rows, undefined),
        ...(replaced > 0 && !discard && { keepReplaced: () => keepAndTell(config) }),
      })
      progress.end()
      process.stdout.write(`${file}: restored ${describeRows(report.rows)}, as of ${report.header.at}\n`)
      await tellWhatToMind(config, report)
    } finally {
      progress.end()
    }
  },
})

async function countPapers({ databaseUrl }: Config, discard: boolean): Promise<number> {
  try {
    return await countReplaced(databaseUrl)
  } catch (cause) {
    if (discard) return 0
    throw new AppError(
      'unavailable',
      `What is in the database cannot be kept, for it cannot be read: ${toReason(cause)}. Nothing was changed. ` +
        '--discard restores without keeping it; "broadsheet doctor" says more.',
      { cause },
    )
  }
}

async function askToReplace(papers: number): Promise<void> {
  const fact = `The database holds ${papers.toLocaleString('en-GB')} papers, which the restore would replace.`
  if (process.stdin.isTTY && process.stderr.isTTY) {
    const terminal = createInterface({ input: process.stdin, output: process.stderr })
    const answer = await terminal.question(`${fact} Type "yes" to go on: `)
    terminal.close()
    if (answer.trim().toLowerCase() === 'yes') return
    throw new AppError('forbidden', 'Nothing was changed.')
  }
  throw new AppError('forbidden', `${fact} Nothing was changed; --yes goes on.`)
}

async function keepAndTell(config: Config): Promise<BackupReport> {
  try {
    const { path, report } = await keepReplaced(await describeSaved(config), join(config.dataFolder, 'backups'))
    process.stderr.write(`What is replaced is kept in ${path}\n`)
    return report
  } catch (error) {
    throw toFileError(error, 'Nothing was changed, for what is there cannot be kept')
  }
}

async function tellWhatToMind(config: Config, report: RestoreReport): Promise<void> {
  const { dataFolder } = config
  const { header, lostChanges, doubtedDigests, journalError } = report
  if (journalError !== undefined) process.stderr.write(`${describeJournal(journalError)}\n`)
  if (lostChanges > 0) {
    process.stderr.write(
      `The papers that were replaced had changed ${lostChanges} times since they were kept, and these changes are in ` +
        'neither: repeat what was imported during the restore.\n',
    )
  }
  if (doubtedDigests > 0) {
    process.stderr.write(
      `Digests that may have been sent since the backup: ${doubtedDigests}. They are not sent again; ` +
        '"broadsheet digests list --state=unknown" lists them.\n',
    )
  }
  const secretTag = await findSecretTag(dataFolder)
  if (header.secretTag === undefined || header.secretTag === secretTag) return
  process.stderr.write(
    'The backup is of an installation with another secret. To go on as that one, copy its file "secret" to ' +
      `${join(dataFolder, 'secret')} (mode 600) and restart the server; else its readers sign in anew.\n`,
  )
}

/** What is told where the papers are restored, and SQLite could not end its work on the file. */
export function describeJournal(journalError: unknown): string {
  return (
    `The papers are restored, though SQLite could not write all of them into the database file yet ` +
    `(${toReason(journalError)}). Until it can, they are in the file beside it that ends in "-wal": keep both together, ` +
    'and make room on the disk. The rest is done by the server as it writes, or when it is stopped.'
  )
}

/** What `broadsheet restore --help` says. */
export const restoreHelp: Help = {
  summary: 'put a backup in the place of all that the database holds',
  about: [
    'The backup is loaded aside, checked (its checksum, the number of rows, every reference) and brought to the newest ' +
      'form of the tables. Only then it takes the place of what is there, in one step: the server goes on answering, from ' +
      'the old papers until that moment and from the new ones after it. No restart is needed.',
    'Where anything is wrong, or the restore is killed, the old papers stay as they are. What it had loaded is removed by ' +
      'the next restore.',
    'What is replaced is first kept as a backup in the folder "backups" of the data folder. Imports that run during a ' +
      'restore are lost with what they went into: start them again afterwards.',
    'A backup of an older version is brought forward. One of a newer version is refused.',
  ],
  examples: [
    ['broadsheet restore /var/backups/broadsheet-2026-04-01.backup', 'Asks before it replaces papers.'],
    ['broadsheet restore --yes broadsheet.backup', 'Does not ask: for scripts.'],
    [
      'DATABASE_URL=postgres://broadsheet@db/broadsheet broadsheet restore broadsheet.backup',
      'Moves an installation to PostgreSQL, with a backup that was taken from SQLite.',
    ],
  ],
  statuses: { 1: 'it was refused: there are papers and --yes is missing, or another restore is at work' },
  seeAlso: ['broadsheet backup --help', 'broadsheet doctor --help'],
}
