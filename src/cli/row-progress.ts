import { Presets, SingleBar } from 'cli-progress'

/** Tells on stderr how many rows are done: a bar on a terminal, a plain line now and then elsewhere. */
export type RowProgress = { update(done: number, total: number | undefined): void; end(): void }

const ROWS_A_LINE = 100_000

/** @param verb what happens to the rows: "written", "loaded" */
export function createRowProgress(stream: NodeJS.WriteStream, verb: string): RowProgress {
  return stream.isTTY ? createBar(stream, verb) : createLines(stream, verb)
}

function createBar(stream: NodeJS.WriteStream, verb: string): RowProgress {
  let bar: SingleBar | undefined
  return {
    update(done, total) {
      if (!bar) {
        const format = total === undefined ? `{value} rows ${verb}` : `{bar} {percentage} %  {value} rows ${verb}`
        bar = new SingleBar({ format, stream, clearOnComplete: true, hideCursor: true }, Presets.shades_grey)
        bar.start(total ?? done, done)
      }
      bar.update(done)
    },
    end: () => bar?.stop(),
  }
}

function createLines(stream: NodeJS.WriteStream, verb: string): RowProgress {
  let told = 0
  return {
    update(done) {
      if (done - told < ROWS_A_LINE) return
      told = done
      stream.write(`${done} rows ${verb} so far\n`)
    },
    end: () => undefined,
  }
}
