import { resolve } from 'node:path'
import { defineCommand } from 'citty'
import { type Config, loadConfig } from '../../config/config.ts'
import { findSecretTag } from '../../config/secret.ts'
import { systemClock } from '../../platform/clock.ts'
import { readVersion } from '../../platform/version.ts'
import { noteBackup } from '../../services/backup/last-backup.ts'
import { type Saved, saveBackup, streamBackup } from '../../services/backup/save-backup.ts'
import { toFileError } from '../file-error.ts'
import type { Help } from '../help.ts'
import { createRowProgress } from '../row-progress.ts'

const STANDARD_OUTPUT = '-'

/** `broadsheet backup FILE`: one line about what was written, on stdout, or on stderr where the backup goes to stdout. */
export const backupCommand = defineCommand({
  meta: { name: 'backup' },
  args: {
    file: { type: 'positional', required: true, description: 'The file to write; - is standard output' },
    force: { type: 'boolean', default: false, description: 'Replace the file if there is one' },
  },
  async run({ args: { file, force } }) {
    const config = loadConfig()
    const progress = createRowProgress(process.stderr, 'written')
    const toStdout = file === STANDARD_OUTPUT
    try {
      const saved = { ...(await describeSaved(config)), onProgress: progress.update }
      const { rows } = await (toStdout ? streamBackup(saved, process.stdout) : saveBackup(saved, file, force))
      progress.end()
      const line = `${toStdout ? 'standard output' : file}: ${describeRows(rows)}\n`
      if (toStdout) process.stderr.write(line)
      else process.stdout.write(line)
      await noteBackup(config.dataFolder, { at: systemClock(), file: toStdout ? line.split(':')[0]! : resolve(file) })
    } catch (error) {
      throw toFileError(error, 'The backup was not written')
    } finally {
      progress.end()
    }
  },
})

/** What a backup of a configuration is of. */
export async function describeSaved(config: Config): Promise<Saved> {
  const secretTag = await findSecretTag(config.dataFolder)
  return {
    databaseUrl: config.databaseUrl,
    installation: { version: readVersion(), clock: systemClock, secretTag },
  }
}

/** What stands in a backup, in words. */
export function describeRows(rows: Readonly<Record<string, number>>): string {
  const { paper = 0, edition_entry: entries = 0, account = 0, organization = 0 } = rows
  return `${count(paper, 'paper')}, ${count(entries, 'place')} in editions, ${count(account, 'account')}, ${count(organization, 'organisation')}`
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-GB')} ${noun}${number === 1 ? '' : 's'}`
}

/** What `broadsheet backup --help` says. */
export const backupHelp: Help = {
  summary: 'write all that the database holds into one file',
  about: [
    'The backup holds the database as it is at one moment. The server and imports go on meanwhile; what they write after ' +
      'that moment is not in it. The file appears only when it is whole, and only you can read it.',
    'The file is the same whether the database is SQLite or PostgreSQL, so that it also moves an installation from one to ' +
      'the other: back up with the one DATABASE_URL, restore with the other.',
    'The secret of the installation (the file "secret" in the data folder) is not in it: who reads a backup must not be ' +
      'able to act as your readers. Keep a copy of that file elsewhere.',
  ],
  examples: [
    ['broadsheet backup /var/backups/broadsheet-2026-04-01.backup', 'Keeps all papers and editions in one file.'],
    [
      'broadsheet backup - | ssh elsewhere "cat > broadsheet.backup"',
      'Sends it to another machine without a copy here.',
    ],
    [
      'gunzip -c broadsheet.backup | head -1',
      'Shows which version wrote a backup and when: it is gzip over lines of JSON.',
    ],
  ],
  seeAlso: ['broadsheet restore --help', 'broadsheet export --help, for papers in a form for other programs'],
}
