// npm run kills [-- COUNT]: kills imports, syncs and deliveries at random moments, a thousand times by default, and restores a quarter
// as often, on both databases.
import { runProgram } from './run.js'

const [count = '1000'] = process.argv.slice(2)
if (/^[1-9]\d*$/.test(count)) {
  const vitest = `${import.meta.dirname}/../node_modules/vitest/vitest.mjs`
  const { status } = await runProgram(process.execPath, [vitest, 'run', 'test/conformance/killed-'], {
    env: { ...process.env, KILLS: count },
  })
  process.exitCode = status
} else {
  console.error(`Not a number of kills: "${count}"`)
  process.exitCode = 2
}
