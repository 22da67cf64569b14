// npm run setup: what the tests need besides the npm packages. Says what was found and ends with status 1 where CI is
// set and something is missing; elsewhere the tests that need it are skipped.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findChromium } from '../test/support/chromium.ts'
import { startCluster } from '../test/support/cluster.ts'

const INSTALL_MS = 15 * 60_000

const { CI = '', CHROMIUM_PATH = '', TEST_DATABASE_URL = '' } = process.env
const browser = findChromium() ?? (CHROMIUM_PATH === '' ? installChromium() : undefined)
const postgres = await describePostgres()
console.log(`Browser: ${browser ?? 'none: install Chromium, or name one in CHROMIUM_PATH'}`)
console.log(`PostgreSQL: ${postgres.description}`)
if (!['', '0', 'false'].includes(CI) && (browser === undefined || !postgres.found)) process.exitCode = 1

async function describePostgres(): Promise<{ found: boolean; description: string }> {
  if (TEST_DATABASE_URL !== '') return { found: true, description: 'the one named in TEST_DATABASE_URL' }
  try {
    const cluster = await startCluster()
    await cluster.stop()
    return { found: true, description: cluster.programs }
  } catch (error) {
    return { found: false, description: error instanceof Error ? error.message : String(error) }
  }
}

/** Debian's package, where we may install it. */
function installChromium(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return undefined
  console.log("Installing Debian's chromium for the tests …")
  const install = ['install', '-y', '--no-install-recommends', 'chromium']
  for (const args of [['update'], install]) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const { status, stdout, stderr, error } = spawnSync('apt-get', args, { env, timeout: INSTALL_MS })
    if (status === 0) continue
    console.error(`apt-get ${args[0]} failed: ${error?.message ?? ''}\n${String(stdout)}${String(stderr)}`)
    // An update that failed for one of several sources may still have found the package.
    if (args === install) return undefined
  }
  return findChromium()
}
