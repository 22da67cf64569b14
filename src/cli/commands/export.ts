import { defineCommand } from 'citty'
import { openInstallation } from '../../compose.ts'
import { loadConfig } from '../../config/config.ts'
import type { Help } from '../help.ts'
import { writeLines } from '../lines-out.ts'

/** `broadsheet export`: every paper as a JSON line on stdout, in the order of ids. */
export const exportCommand = defineCommand({
  meta: { name: 'export' },
  async run() {
    const installation = await openInstallation(loadConfig())
    try {
      await writeLines(installation.exportPapers())
    } finally {
      await installation.close()
    }
  },
})

/** What `broadsheet export --help` says. */
export const exportHelp: Help = {
  summary: 'write every paper as a line of JSON',
  about: [
    'Each line holds all that is known of one paper, in the order of ids: its fields, where each came from, its counts, and ' +
      'the editions it stands in. "broadsheet import" reads the lines back without loss.',
    'It is for other programs, and for passing papers on. To keep an installation, take a backup: it is one moment, checked, ' +
      'and restored whole.',
  ],
  examples: [
    ['broadsheet export > papers.jsonl', 'Writes all papers to a file.'],
    ['broadsheet export | gzip > papers.jsonl.gz', 'The same, packed; import reads both.'],
    [`broadsheet export | jq -r 'select(.counts.votes) | .title'`, 'Lists the titles of papers that have votes.'],
  ],
  seeAlso: ['broadsheet import --help', 'broadsheet backup --help'],
}
