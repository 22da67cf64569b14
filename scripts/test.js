// npm test: sets up, runs the checks and all tests, and closes with "N passed, N failed, N skipped" alone on a line.
// Runs on any Node from 20 on a bare clone. Further arguments go to vitest.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt } from './build.js'
import { ROOT, SetupError, ensureInstalled, tell } from './install.js'
import { runProgram } from './run.js'

/** @typedef {import('../test/support/totals.ts').Totals} Totals */

let interrupted = false
process.once('SIGINT', () => (interrupted = true))

const totals = await testAll().catch((error) => {
  tell(error instanceof SetupError ? error.message : String(error))
  return { passed: 0, failed: 1, skipped: 0 }
})
process.exitCode = totals.failed > 0 || interrupted ? 1 : 0
process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped\n`)

/** @returns {Promise<Totals>} the tests, and with them the set-up, the checks and the build as one each */
async function testAll() {
  const node = await ensureInstalled()
  // Side by side: the checks leave a core free for half their time, and the set-up may wait for a download.
  const steps = await Promise.all([
    succeeds(node, ['scripts/check.ts']),
    succeeds(node, ['scripts/setup.ts']),
    ensureBuilt(node).then(() => true, report),
  ])
  const failed = steps.filter((hasSucceeded) => !hasSucceeded).length
  const tests = interrupted ? { passed: 0, failed: 0, skipped: 0 } : await runTests(node)
  return { ...tests, passed: tests.passed + steps.length - failed, failed: tests.failed + failed }
}

/**
 * @param {string} node
 * @param {string[]} args
 */
async function succeeds(node, args) {
  return (await runProgram(node, args, { cwd: ROOT })).status === 0
}

/** @param {unknown} error */
function report(error) {
  tell(error instanceof SetupError ? error.message : String(error))
  return false
}

/**
 * @param {string} node
 * @returns {Promise<Totals>}
 */
async function runTests(node) {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-totals-'))
  const file = join(folder, 'totals.json')
  const reporters = ['--reporter=default', '--reporter=./test/support/totals.ts']
  const args = ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...process.argv.slice(2)]
  const { status } = await runProgram(node, args, { cwd: ROOT, env: { ...process.env, TOTALS_FILE: file } })
  const totals = readTotals(file)
  rmSync(folder, { recursive: true })
  // A run that was cut short, or that failed and cannot say where, has not passed.
  const isUnexplained = status !== 0 && totals.failed === 0
  return isUnexplained || totals.passed === 0 ? { ...totals, failed: totals.failed + 1 } : totals
}

/**
 * @param {string} file
 * @returns {Totals}
 */
function readTotals(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { passed: 0, failed: 0, skipped: 0 }
  }
}
