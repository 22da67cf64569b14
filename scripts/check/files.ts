import { readdirSync } from 'node:fs'

const SKIPPED = new Set(['node_modules', 'dist', 'data', '.cache', '.git', 'fixtures', 'public'])

/**
 * The checkout's own code: every TypeScript and JavaScript file that people write, tests included.
 *
 * It asks the disk and no tool's configuration: the checks compare what a tool says to have read with this list, so
 * that none can pass while it reads nothing.
 *
 * @param root a folder without closing slash
 * @returns paths relative to root, sorted
 */
export function listCodeFiles(root: string, folder = ''): string[] {
  return readdirSync(`${root}/${folder}`, { withFileTypes: true })
    .flatMap((entry) => {
      if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : listCodeFiles(root, `${folder}${entry.name}/`)
      return /\.(ts|tsx|js|cjs)$/.test(entry.name) ? [folder + entry.name] : []
    })
    .sort()
}

/** Paths in `expected` that are not in `read`, which may hold more. */
export function listUnread(expected: readonly string[], read: Iterable<string>): string[] {
  const known = new Set(read)
  return expected.filter((path) => !known.has(path))
}
