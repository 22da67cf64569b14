import { Presets, SingleBar } from 'cli-progress'
import type { EvaluationProgress } from '../services/evaluate/evaluate-retrieval.ts'

/** Tells on stderr how far an evaluation is: a count and then a bar on a terminal, nothing elsewhere. */
export type EvaluateProgress = { update(done: EvaluationProgress): void; end(): void }

const DOCUMENTS_A_TURN = 1000

/** Draws only what changed: counts while documents come, a bar while topics are asked. */
export function createEvaluateProgress(stream: NodeJS.WriteStream): EvaluateProgress {
  if (!stream.isTTY) return { update: () => undefined, end: () => undefined }
  let bar: SingleBar | undefined
  return {
    update(done) {
      if ('documents' in done) {
        if (done.documents % DOCUMENTS_A_TURN === 0) stream.write(`\r${done.documents} documents indexed`)
        return
      }
      if (!bar) {
        stream.write('\r\u001b[K')
        const format = '{bar} {percentage} %  {value} of {total} answers'
        bar = new SingleBar({ format, stream, clearOnComplete: true, hideCursor: true }, Presets.shades_grey)
        bar.start(done.of, 0)
      }
      bar.update(done.answers)
    },
    end: () => bar?.stop(),
  }
}
