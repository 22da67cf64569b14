// npm run bench [-- NAME [ARGUMENT …]]: runs the measurement bench/NAME.ts; without a name it lists them.
import { existsSync, readdirSync } from 'node:fs'
import { runProgram } from './run.js'

const folder = `${import.meta.dirname}/../bench`
const [name, ...args] = process.argv.slice(2)
if (name === undefined || !existsSync(`${folder}/${name}.ts`)) {
  const files = existsSync(folder) ? readdirSync(folder) : []
  const names = files.filter((file) => /^[^.]+\.ts$/.test(file)).map((file) => file.slice(0, -3))
  console.error(`Name one of: ${names.join(', ')}`)
  process.exitCode = 2
} else {
  process.exitCode = (await runProgram(process.execPath, [`${folder}/${name}.ts`, ...args])).status
}
