// npm run proof [-- [SEED] [postgres] [ten-days]]: lets thirteen weeks pass in simulated time, with upstreams that fail at
// every third request, a process that is killed at random moments and a second one that shares its work for a while, and
// compares the store with that of a run without faults, and that one with what was announced. On SQLite, or on PostgreSQL.
import { runProgram } from './run.js'

const words = process.argv.slice(2)
const seed = words.find((word) => /^[1-9]\d*$/.test(word)) ?? '1'
const unknown = words.filter((word) => ![seed, 'sqlite', 'postgres', 'ten-days'].includes(word))
if (unknown.length === 0) {
  const vitest = `${import.meta.dirname}/../node_modules/vitest/vitest.mjs`
  const { status } = await runProgram(process.execPath, [vitest, 'run', 'test/sync/ninety-days'], {
    env: {
      ...process.env,
      PROOF: words.includes('ten-days') ? 'ten-days' : 'whole',
      PROOF_SEED: seed,
      PROOF_DATABASE: words.includes('postgres') ? 'postgres' : 'sqlite',
    },
  })
  process.exitCode = status
} else {
  console.error(`Neither a seed nor a database nor "ten-days": "${unknown.join('", "')}"`)
  process.exitCode = 2
}
