// npm run proof [-- SEED]: lets thirteen weeks pass in simulated time, with upstreams that fail at every third request and
// a process that is killed at random moments, and compares the store with that of a run without faults.
import { runProgram } from './run.js'

const [seed = '1'] = process.argv.slice(2)
if (/^[1-9]\d*$/.test(seed)) {
  const vitest = `${import.meta.dirname}/../node_modules/vitest/vitest.mjs`
  const { status } = await runProgram(process.execPath, [vitest, 'run', 'test/sync/ninety-days'], {
    env: { ...process.env, PROOF: 'whole', PROOF_SEED: seed },
  })
  process.exitCode = status
} else {
  console.error(`Not a seed: "${seed}"`)
  process.exitCode = 2
}
