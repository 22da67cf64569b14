// Runs on any Node from 20 on a bare clone: installs and builds what is missing, then becomes the program named.
//   node scripts/launch.js [--no-build] [PROGRAM [ARGUMENT …]]
import { ensureBuilt } from './build.js'
import { ROOT, SetupError, ensureInstalled, tell } from './install.js'
import { becomeProgram } from './run.js'

const skipsBuild = process.argv[2] === '--no-build'
const [program, ...args] = process.argv.slice(skipsBuild ? 3 : 2)

try {
  const node = await ensureInstalled()
  if (!skipsBuild) await ensureBuilt(node)
  if (program !== undefined) await becomeProgram(node, [ROOT + program, ...args])
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  tell(error.message)
  process.exitCode = 1
}
