import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/** How many tests ended which way. */
export type Totals = { passed: number; failed: number; skipped: number }

/**
 * Counts a run for the closing line of `npm test` and writes the totals as JSON to the file named by TOTALS_FILE.
 *
 * What broke outside of any test counts as one failed: a file that could not be read, a hook, an unhandled rejection.
 */
export default class TotalsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const count = (state: string) => tests.filter((test) => test.result().state === state).length
    const brokenSuites = modules.flatMap((module) => [module, ...module.children.allSuites()])
    const broken = brokenSuites.filter((suite) => suite.errors().length > 0).length + unhandledErrors.length
    // A test that never came to run is no better than one that failed.
    const totals: Totals = {
      passed: count('passed'),
      failed: count('failed') + count('pending') + broken,
      skipped: count('skipped'),
    }
    const file = process.env['TOTALS_FILE']
    if (file !== undefined) writeFileSync(file, JSON.stringify(totals))
  }
}
