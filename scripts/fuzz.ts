// npm run fuzz [-- COUNT]: reads spoilt answers of upstreams, a hundred thousand of each kind by default, always the same
// ones; the tests read the first two thousand. Then long runs of every sign that a reader looks for; the tests try few.
import { runProgram } from './run.js'

const [count = '100000'] = process.argv.slice(2)
if (/^[1-9]\d*$/.test(count)) {
  const vitest = `${import.meta.dirname}/../node_modules/vitest/vitest.mjs`
  const { status } = await runProgram(process.execPath, [vitest, 'run', 'test/fuzz/'], {
    env: { ...process.env, MUTATIONS: count },
  })
  process.exitCode = status
} else {
  console.error(`Not a number of mutations: "${count}"`)
  process.exitCode = 2
}
