import { relative } from 'node:path'
import { runProgram } from '../run.js'
import { listCodeFiles, listUnread } from './files.ts'
import { type Outcome, toUnreadFault } from './step.ts'

/** Types: the compiler over everything, tests and scripts included. */
export async function checkTypes(root: string): Promise<Outcome> {
  const args = [`${root}/node_modules/typescript/bin/tsc`, '-p', `${root}/tsconfig.json`, '--listFiles']
  const { status, output } = await runProgram(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  const lines = output.split('\n').filter((line) => line !== '')
  const isFile = (line: string) => line.startsWith('/') || /^[A-Z]:\//.test(line)
  const read = new Set(lines.filter(isFile).map((line) => relative(root, line)))
  // The rules of the layers are CommonJS for their tool's sake and have no types to check.
  const expected = listCodeFiles(root).filter((path) => !path.endsWith('.cjs'))
  const faults = lines.filter((line) => !isFile(line))
  if (status !== 0 && faults.length === 0) faults.push(`tsc ended with status ${status}`)
  return { read: read.size, faults: [...faults, ...toUnreadFault(listUnread(expected, read))] }
}
