import { type Bar, Presets, SingleBar } from 'cli-progress'
import type { ImportReport } from '../services/import-papers.ts'

/** Tells on stderr how far an import is: a bar on a terminal, a plain line now and then elsewhere. */
export type ImportProgress = {
  begin(name: string, sizeBytes: number | undefined): void
  /** More bytes of the file were read. */
  advance(bytes: number): void
  /** These counts are in the database. */
  committed(report: ImportReport): void
  end(): void
}

const PAPERS_A_LINE = 20_000 // some twenty lines for all of a year of arXiv

/** Chooses by whether stderr is a terminal. */
export function createImportProgress(stream: NodeJS.WriteStream): ImportProgress {
  return stream.isTTY ? createBar(stream) : createLines(stream)
}

function createBar(stream: NodeJS.WriteStream): ImportProgress {
  let bar: Bar | undefined
  return {
    begin(name, sizeBytes) {
      const format =
        sizeBytes === undefined
          ? '{name}  {papers} papers'
          : '{name} {bar} {percentage} %  {papers} papers  {eta} s left'
      bar = new SingleBar(
        { format, stream, clearOnComplete: true, hideCursor: true, etaBuffer: 200 },
        Presets.shades_grey,
      )
      bar.start(sizeBytes ?? 1, 0, { name, papers: 0 })
    },
    advance: (bytes) => bar?.increment(bytes),
    committed: (report) => bar?.update({ papers: report.read.toLocaleString('en-GB') }),
    end: () => bar?.stop(),
  }
}

function createLines(stream: NodeJS.WriteStream): ImportProgress {
  let name = ''
  let told = 0
  return {
    begin(file) {
      name = file
      told = 0
    },
    advance: () => undefined,
    committed(report) {
      if (report.read - told < PAPERS_A_LINE) return
      told = report.read
      stream.write(`${name}: ${report.read} read so far\n`)
    },
    end: () => undefined,
  }
}
