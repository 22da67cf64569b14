import type { TestProject } from 'vitest/node'
import { findChromium } from './chromium.ts'
import { startCluster } from './cluster.ts'

declare module 'vitest' {
  // What the set-up hands to every test file through `inject`.
  interface ProvidedContext {
    /** A PostgreSQL where databases may be made; undefined where there is none. */
    postgresUrl: string | undefined
    /** The path of a Chromium; undefined where there is none. */
    chromiumPath: string | undefined
  }
}

/**
 * Runs once before all tests: finds a browser and starts a PostgreSQL of our own, which ends with the run however it
 * ends. Without one of them its tests are skipped; with CI set that is a failure.
 */
export default async function setup({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  const chromiumPath = findChromium()
  if (chromiumPath === undefined) reportMissing('No Chromium: install one, or name it in CHROMIUM_PATH.')
  provide('chromiumPath', chromiumPath)
  const given = process.env['TEST_DATABASE_URL']
  if (given !== undefined && given !== '') {
    provide('postgresUrl', given)
    return undefined
  }
  const cluster = await startCluster().catch((error: unknown) => reportMissing(String(error)))
  provide('postgresUrl', cluster?.url)
  return cluster?.stop
}

function reportMissing(fault: string): undefined {
  if (isCi()) throw new Error(`${fault}\nWith CI set, nothing may be skipped for want of it.`)
  process.stderr.write(`${fault}\nIts tests are skipped.\n`)
}

function isCi(): boolean {
  return !['', '0', 'false'].includes(process.env['CI'] ?? '')
}
