import { Presets, SingleBar } from 'cli-progress'
import type { TrainingListener } from '../services/training/train-embedding.ts'

/** Tells on stderr how far a training is: a bar on a terminal, and a line for every look at the held-out papers. */
export type TrainingProgressView = TrainingListener & { end(): void }

const PAPERS_A_LINE = 50_000

/** Chooses by whether the stream is a terminal. */
export function createTrainingProgress(stream: NodeJS.WriteStream): TrainingProgressView {
  let bar: SingleBar | undefined
  let told = 0
  const say = (line: string): void => void stream.write(`${line}\n`)
  return {
    onRead(papers) {
      if (papers - told < PAPERS_A_LINE) return
      told = papers
      say(`${papers} papers read so far`)
    },
    onBegin({ papers, terms, steps, fromStep }) {
      say(`${papers} papers, ${terms} terms, ${steps} steps${fromStep > 0 ? `, going on from step ${fromStep}` : ''}`)
      if (!stream.isTTY) return
      const format = '{bar} {percentage} %  loss {loss}, held out {heldOut}  {eta} s left'
      bar = new SingleBar({ format, stream, clearOnComplete: true, hideCursor: true }, Presets.shades_grey)
      bar.start(steps, fromStep, { loss: '…', heldOut: '…' })
    },
    onProgress({ step, loss, heldOutLoss }) {
      const [rounded, heldOut] = [loss.toFixed(4), heldOutLoss.toFixed(4)]
      if (bar) bar.update(step, { loss: rounded, heldOut })
      else say(`step ${step}: loss ${rounded}, held out ${heldOut}`)
    },
    end: () => bar?.stop(),
  }
}
