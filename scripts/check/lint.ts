import { relative } from 'node:path'
import { ESLint } from 'eslint'
import { listCodeFiles, listUnread } from './files.ts'
import { type Outcome, toUnreadFault } from './step.ts'

/** Lint and sizes: the rules of eslint.config.js. A warning counts as a fault. */
export async function checkLint(root: string): Promise<Outcome> {
  const results = await new ESLint({ cwd: root }).lintFiles(['.'])
  const faults = results.flatMap(({ filePath, messages }) =>
    messages.map(
      ({ line, column, message, ruleId }) =>
        `${relative(root, filePath)}:${line}:${column} ${message} (${ruleId ?? 'parser'})`,
    ),
  )
  const read = results.map(({ filePath }) => relative(root, filePath))
  return { read: read.length, faults: [...faults, ...toUnreadFault(listUnread(listCodeFiles(root), read))] }
}
