// npm run check: types, lint with sizes, formatting and layers. All are run, and every fault is shown.
import { checkFormat } from './check/format.ts'
import { checkLayers } from './check/layers.ts'
import { checkLint } from './check/lint.ts'
import type { Step } from './check/step.ts'
import { checkTypes } from './check/types.ts'

const STEPS: Record<string, Step> = {
  types: checkTypes,
  layers: checkLayers,
  format: checkFormat,
  'lint and sizes': checkLint,
}

const root = import.meta.dirname.replace(/[\\/]scripts$/, '')
process.chdir(root)
// Together: the compiler is a process of its own, so that two cores are busy.
const outcomes = Object.entries(STEPS).map(async ([name, check]) => ({ name, ...(await check(root)) }))
for (const { name, read, faults } of await Promise.all(outcomes)) {
  console.log(`${faults.length === 0 ? 'ok  ' : 'FAIL'} ${name}: ${read} files read, ${faults.length} faults`)
  for (const fault of faults) console.log(`     ${fault}`)
  if (faults.length > 0) process.exitCode = 1
}
