import { Presets, SingleBar } from 'cli-progress'
import type { Clock, UnixMs } from '../domain/time.ts'
import type { BackfillProgress } from '../services/sync/plan-backfill.ts'
import { toCount, toDuration } from './sync-words.ts'

/** Tells on stderr how far a backfill is: a bar on a terminal, a plain line now and then elsewhere. */
export type BackfillView = {
  update(progress: readonly BackfillProgress[]): void
  /** A line between. */
  say(line: string): void
  end(): void
}

const LINE_MS = 60_000

/** Chooses by whether the stream is a terminal. */
export function createBackfillView(stream: NodeJS.WriteStream, clock: Clock): BackfillView {
  const estimate = createEstimate(clock)
  return stream.isTTY ? createBar(stream, estimate) : createLines(stream, estimate, clock)
}

type Estimate = (progress: readonly BackfillProgress[]) => string

function createBar(stream: NodeJS.WriteStream, estimate: Estimate): BackfillView {
  const format = '{bar} {percentage} %  {papers}  {left}'
  const bar = new SingleBar({ format, stream, clearOnComplete: true, hideCursor: true }, Presets.shades_grey)
  let isShown = false
  return {
    update(progress) {
      const { tasks, advanced, taken } = toSum(progress)
      const told = { papers: toCount(taken, 'record'), left: estimate(progress) }
      if (isShown) bar.update(advanced, told)
      else bar.start(tasks, advanced, told)
      isShown = true
    },
    say(line) {
      stream.write(`\r\u001b[K${line}\n`)
    },
    end: () => bar.stop(),
  }
}

function createLines(stream: NodeJS.WriteStream, estimate: Estimate, clock: Clock): BackfillView {
  let toldAt: UnixMs = clock()
  return {
    update(progress) {
      const left = estimate(progress)
      if (clock() - toldAt < LINE_MS) return
      toldAt = clock()
      const { tasks, advanced, taken } = toSum(progress)
      stream.write(`${Math.floor((100 * advanced) / tasks)} %, ${toCount(taken, 'record')}, ${left}\n`)
    },
    say: (line) => void stream.write(`${line}\n`),
    end: () => undefined,
  }
}

function toSum(progress: readonly BackfillProgress[]): { tasks: number; advanced: number; taken: number } {
  const sum = (name: 'tasks' | 'advanced' | 'taken'): number =>
    progress.reduce((total, source) => total + source[name], 0)
  return { tasks: sum('tasks'), advanced: sum('advanced'), taken: sum('taken') }
}

/**
 * How long it takes to the end, at the pace at which each source answered since the beginning. Sources are asked side by
 * side, so the slowest decides.
 */
export function createEstimate(clock: Clock): Estimate {
  let began: { at: UnixMs; advanced: ReadonlyMap<string, number> } | undefined
  return (progress) => {
    began ??= { at: clock(), advanced: new Map(progress.map(({ source, advanced }) => [source, advanced])) }
    const { at, advanced: before } = began
    const lefts = progress
      .filter(({ tasks, advanced }) => advanced < tasks)
      .map(({ source, tasks, advanced }) => {
        const done = advanced - (before.get(source) ?? 0)
        return ((tasks - advanced) * (clock() - at)) / done
      })
    const left = Math.max(0, ...lefts)
    return Number.isFinite(left) ? `${toDuration(left)} left` : 'the time left is not known yet'
  }
}
