import { readFileSync } from 'node:fs'
import { listCodeFiles } from '../../scripts/check/files.ts'

/** One file of the program. `path` is relative to the checkout: "src/domain/error.ts". */
export type SourceFile = { path: string; text: string }

/** The folder of the checkout without closing slash. */
export const ROOT = import.meta.dirname.replace(/[\\/]test[\\/]structure$/, '')

/** Everything under src/ but the tests. @throws Error where there is nothing: a check must not pass on that */
export function readSourceFiles(): SourceFile[] {
  const paths = listCodeFiles(ROOT).filter((path) => path.startsWith('src/') && !/\.test\.tsx?$/.test(path))
  if (!paths.includes('src/domain/error.ts')) throw new Error(`No sources found under ${ROOT}`)
  return paths.map((path) => ({ path, text: readFileSync(`${ROOT}/${path}`, 'utf8') }))
}
