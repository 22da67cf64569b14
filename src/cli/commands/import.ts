import { defineCommand } from 'citty'
import { type Installation, openInstallation } from '../../compose.ts'
import { loadConfig } from '../../config/config.ts'
import { AppError } from '../../domain/error.ts'
import type { ImportReport } from '../../services/import-papers.ts'
import type { Help } from '../help.ts'
import { createImportProgress, type ImportProgress } from '../import-progress.ts'
import { type InputFile, listInputFiles } from '../input-files.ts'

const REASONS_IN_LINE = 3
const SKIPPED_STATUS = 2

/**
 * `broadsheet import PATH…`: one line a file on stdout, progress and every skipped record on stderr. Ends with status 0
 * only when nothing was skipped, else 2.
 */
export const importCommand = defineCommand({
  meta: { name: 'import' },
  args: {
    path: {
      type: 'positional',
      required: true,
      valueHint: 'PATH …',
      description: 'Files or folders to read, or - for standard input',
    },
  },
  async run({ args }) {
    const { files, missing } = await listInputFiles(args._)
    const installation = await openInstallation(loadConfig())
    let skipped = missing.length
    for (const path of missing) process.stderr.write(`No such file or folder: ${path}\n`)
    try {
      const progress = createImportProgress(process.stderr)
      tidyUpWhenInterrupted(progress)
      for (const file of files) skipped += await importFile(installation, file, progress)
    } finally {
      await installation.close()
    }
    return skipped === 0 ? 0 : SKIPPED_STATUS
  },
})

/** Gives the terminal its cursor back before a signal ends the program, as it may at any moment. */
function tidyUpWhenInterrupted(progress: ImportProgress): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      progress.end()
      process.stderr.write('Stopped. What was read so far is kept; the same command goes on from there.\n')
      process.kill(process.pid, signal) // nobody listens any more: so it ends as it would have
    })
  }
}

/** Returns how many records were skipped. A file that cannot be read is named, counted as one, and the next goes on. */
async function importFile(installation: Installation, file: InputFile, progress: ImportProgress): Promise<number> {
  progress.begin(file.name, file.sizeBytes)
  try {
    const report = await installation.importPapers(watch(file, progress), {
      onCommit: (counts) => progress.committed(counts),
      onFault: ({ position, reason }) => process.stderr.write(`${file.name}, ${position}: ${reason}\n`),
    })
    progress.end()
    process.stdout.write(`${file.name}: ${describe(report)}\n`)
    return report.skipped
  } catch (error) {
    progress.end()
    if (error instanceof AppError || !isSystemError(error)) throw error
    process.stdout.write(`${file.name}: not read: ${error.message}\n`)
    return 1
  }
}

async function* watch(file: InputFile, progress: ImportProgress): AsyncIterable<Uint8Array> {
  for await (const chunk of file.bytes()) {
    yield chunk
    progress.advance(chunk.byteLength)
  }
}

function describe(report: ImportReport): string {
  const { read, new: added, changed, unchanged, skipped, faults, wanted } = report
  const reasons = faults.slice(0, REASONS_IN_LINE).map(({ position, reason }) => `${position}: ${reason}`)
  if (skipped > reasons.length) reasons.push('…')
  const why = skipped === 0 ? '' : ` (${reasons.join('; ')})`
  const named = wanted ? `, named ${wanted.known + wanted.planned} (${wanted.planned} to be fetched from arXiv)` : ''
  return `read ${read}, new ${added}, changed ${changed}, unchanged ${unchanged}${named}, skipped ${skipped}${why}`
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error
}

/** What `broadsheet import --help` says. */
export const importHelp: Help = {
  summary: 'take in papers from files',
  about: [
    'The form of a file is recognised by its content, gzipped or plain: answers of the Daily Papers API, saved result pages ' +
      'as text, arXiv records (JSON lines, Atom, RSS, OAI-PMH), feeds of papers, BibTeX, RIS, CSL-JSON, exports of Zotero ' +
      '(RDF or JSON), and what "broadsheet export" or "broadsheet sample" wrote. A folder gives all files below it.',
    'Any other text with arXiv ids or links to papers names papers: those of arXiv that are not there yet are fetched by ' +
      'the server, or by "broadsheet sync arxiv". A DOI alone is skipped, because no source fetches papers by DOI.',
    'Records of one work are joined, whatever file they come from and in whatever order. Importing a file again changes ' +
      'nothing, so an import that was stopped is simply started anew.',
    'Each file gives a line on stdout with what became of its records. A record that cannot be read is skipped and named on ' +
      'stderr, and the others go in.',
  ],
  examples: [
    ['broadsheet import papers.jsonl.gz answers/', 'Takes in a file and a folder.'],
    [
      'curl -s https://broadsheet.example/api/daily_papers | broadsheet import -',
      'Takes in what another program writes.',
    ],
    ['broadsheet import library.bib', 'Takes in the papers of a library of literature.'],
    ['broadsheet sample 2000 | broadsheet import -', 'Fills a database with made-up papers, to try things out.'],
  ],
  statuses: { 0: 'nothing was skipped', 2: 'a file or a record was skipped; everything else is in' },
  seeAlso: ['broadsheet export --help', 'broadsheet sample --help'],
}
