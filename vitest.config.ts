import { existsSync, statfsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import SlowFirst from './test/support/slow-first.ts'

const MEMORY_FOLDER = '/dev/shm'
const ENOUGH_BYTES = 4e9

// Tests start our programs and threads hundreds of times: what Node made of a file once it need not make again.
process.env['NODE_COMPILE_CACHE'] ??= `${import.meta.dirname}/node_modules/.compile-cache`
// No file of theirs has to outlive the machine, and a database of PostgreSQL is three hundred files.
if (hasRoomInMemory()) process.env['TMPDIR'] ??= MEMORY_FOLDER

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    sequence: { sequencer: SlowFirst },
    // By default one core is left idle. One more than there are: many tests wait for another process or for a clock.
    maxWorkers: availableParallelism() + 1,
    // They guard against what never ends: a machine that others use as well may be ten times slower.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A seed written down by a failing run finds the same fault again.
    allowOnly: false,
  },
})

/** A container's own is often 64 MB. */
function hasRoomInMemory(): boolean {
  if (!existsSync(MEMORY_FOLDER) || process.availableMemory() < ENOUGH_BYTES) return false
  const { bavail, bsize } = statfsSync(MEMORY_FOLDER)
  return bavail * bsize >= ENOUGH_BYTES
}
