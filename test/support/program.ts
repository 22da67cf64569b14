import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'

const PROGRAM = new URL('../../bin/broadsheet.js', import.meta.url).pathname

/** What the program wrote, and its exit status. */
export type Ended = { status: number | null; out: string; err: string }

/** Runs the built program to its end. `input` goes to its standard input. */
export async function runProgram(words: string[], env: Record<string, string>, input = ''): Promise<Ended> {
  const { child, ended } = startProgram(words, env)
  child.stdin.on('error', () => undefined) // it may end before it has read everything
  child.stdin.end(input)
  return ended
}

const { PATH = '', NODE_COMPILE_CACHE = '' } = process.env

/** No test asks the network: with this setting the program does not either. */
const ENVIRONMENT = { PATH, NODE_COMPILE_CACHE, SOURCES: 'none' }

/** Starts the built program. `ended` settles when it has ended; `line` when it has written a line to stdout. */
export function startProgram(
  words: string[],
  env: Record<string, string>,
): { child: ChildProcessWithoutNullStreams; ended: Promise<Ended>; line: Promise<string> } {
  const child = spawn(process.execPath, [PROGRAM, ...words], { env: { ...ENVIRONMENT, ...env } })
  let [out, err] = ['', '']
  const line = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
      if (out.includes('\n')) resolve(out.split('\n')[0] ?? '')
    })
    child.on('close', () => reject(new Error(`ended without a line: ${err}`)))
  })
  line.catch(() => undefined) // most callers wait for the end only
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  const ended = once(child, 'close').then(([status]) => ({ status: status as number | null, out, err }))
  return { child, ended, line }
}
