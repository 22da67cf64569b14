import { spawn } from 'node:child_process'
import { pause } from '../../src/platform/pause.ts'
import type { SeededRandom } from '../../src/services/sample/random.ts'

/** A program of these tests at work. */
export type Running = {
  /** Lines that it has written. */
  countLines(): number
  hasEnded(): boolean
}

/**
 * Runs a program of Node to its end, or kills it at a moment.
 *
 * @param words the program's path and its words
 * @param moment settles when it is to be killed; asked once the program has written a line
 * @returns whether it was killed
 * @throws Error where it ended by itself, and not well
 */
export async function runAndKill(
  words: readonly string[],
  moment?: (running: Running) => Promise<unknown>,
): Promise<boolean> {
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  let lines = 0
  const running = { countLines: () => lines, hasEnded: () => child.exitCode !== null || child.signalCode !== null }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (lines === 0 && moment) void moment(running).then(() => child.kill('SIGKILL'))
    lines += text.split('\n').length - 1
  })
  const [status, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) =>
    child.on('close', (...end) => resolve(end)),
  )
  if (signal === null && status !== 0) throw new Error(`The program ended by itself, with status ${status}`)
  return signal !== null
}

/** A moment at random: after some steps, of which `count` tells how many there were, and some milliseconds more. */
export function someMoment(
  random: SeededRandom,
  most: { steps: number; delayMs: number },
  count: (running: Running) => number,
): (running: Running) => Promise<void> {
  const steps = Math.floor(random.ratio() * (most.steps + 1))
  const delayMs = random.ratio() * most.delayMs
  return async (running) => {
    const before = count(running)
    while (count(running) - before < steps && !running.hasEnded()) await pause(1)
    await pause(delayMs)
  }
}
