import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll } from 'vitest'
import { build } from 'vite'

// Below the packages, so that those which stay outside of the bundle are found.
const FOLDER = join(import.meta.dirname, '..', '..', 'node_modules', '.bundled')

/**
 * One file of a program of these tests and all that it imports, for programs that are started a hundred times: it starts
 * in a third of the time. Returns its path; it goes after the last test of the file that calls this in its own body.
 *
 * @param name of a program in this folder, without its ending
 */
export async function bundleProgram(name: string): Promise<string> {
  mkdirSync(FOLDER, { recursive: true })
  const outDir = mkdtempSync(join(FOLDER, `${basename(name)}-`))
  afterAll(() => rmSync(outDir, { recursive: true, force: true }))
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['better-sqlite3', 'pg'] },
    build: { ssr: join(import.meta.dirname, `${name}.ts`), outDir, target: 'node22' },
  })
  return join(outDir, `${name}.js`)
}
