import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { withLock } from './lock.js'
import { runProgram } from './run.js'

/** The folder of the checkout, with a closing slash. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Held by whoever installs or builds. Outside node_modules, which an install removes. */
export const SETUP_LOCK = `${ROOT}.cache/setup.lock`

const PINNED_NODE = `${ROOT}node_modules/node/bin/node${process.platform === 'win32' ? '.exe' : ''}`
const KEPT_NODE = `${ROOT}.cache/node${process.platform === 'win32' ? '.exe' : ''}`
const STAMP = `${ROOT}node_modules/.broadsheet-installed`
const LOCKFILE = `${ROOT}package-lock.json`
const INSTALLED_LOCKFILE = `${ROOT}node_modules/.package-lock.json`

/** Something a person has to put right. Its message is a sentence for them and is shown without a stack. */
export class SetupError extends Error {}

/** Says on stderr what is going on.
 * @param {string} text
 */
export function tell(text) {
  process.stderr.write(`${text}\n`)
}

/**
 * Installs the dependencies where they are absent or not those of the lockfile; a few milliseconds when they are.
 *
 * @returns {Promise<string>} the Node to run everything else on: the pinned one, or where that cannot be had and the
 *   machine's own is new enough, that
 * @throws {SetupError} where the install failed or left no Node to use
 */
export async function ensureInstalled() {
  return findNode() ?? withLock(SETUP_LOCK, async () => findNode() ?? install())
}

/** The Node to use, or undefined where an install is due. */
function findNode() {
  if (!existsSync(INSTALLED_LOCKFILE)) return undefined
  const stamp = existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : ''
  if (stamp === '' && isNewer(INSTALLED_LOCKFILE, LOCKFILE) && existsSync(PINNED_NODE)) return PINNED_NODE
  const [installed, kind] = stamp.split(' ')
  if (installed !== lockfileHash()) return undefined
  if (kind === 'pinned') return existsSync(PINNED_NODE) ? PINNED_NODE : undefined
  return isOwnNodeFit() ? process.execPath : undefined
}

async function install() {
  tell('Installing what Broadsheet needs; this happens once and takes a minute or two …')
  // A person's own settings (production, strict engines) must not leave out the tools that build the program.
  const settings = ['--include=dev', '--engine-strict=false', '--no-audit', '--no-fund']
  // Scripts are run afterwards and by name: some versions of npm would compile better-sqlite3, which ships its binaries,
  // and a machine without a compiler would fail there.
  const node = keepRunningNode()
  const installed = await runNpm(node, ['ci', '--ignore-scripts', ...settings])
  if (installed.status !== 0) {
    throw new SetupError(`${installed.output.trimEnd()}\n\nThe install failed: npm's own words are above.`)
  }
  const scripts = await runNpm(node, ['rebuild', ...listScripted()])
  if (scripts.status !== 0) tell(scripts.output.trimEnd())
  rmSync(KEPT_NODE, { force: true })
  if (await isPinnedNodeFit()) {
    writeFileSync(STAMP, `${lockfileHash()} pinned`)
    return PINNED_NODE
  }
  const refused =
    'The package "node" did not bring Node 24: either npm is set to run no install scripts ' +
    '("npm rebuild node --ignore-scripts=false" allows it this once), or the script failed'
  if (!isOwnNodeFit()) {
    throw new SetupError(`${refused}; this machine's own Node ${process.versions.node} is older than 22.18.`)
  }
  tell(`${refused}; going on with this machine's own Node ${process.versions.node}.`)
  writeFileSync(STAMP, `${lockfileHash()} own`)
  return process.execPath
}

/** The packages whose install scripts package.json allows, as far as they are for this machine. */
function listScripted() {
  const { allowScripts } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8'))
  const names = Object.keys(allowScripts).filter((name) => allowScripts[name])
  return names.filter((name) => existsSync(`${ROOT}node_modules/${name}`))
}

/**
 * The Node that is running, where an install does not remove it: under `npm run` it is the pinned one of node_modules, as
 * soon as that is there.
 */
function keepRunningNode() {
  if (!process.execPath.startsWith(`${ROOT}node_modules`)) return process.execPath
  mkdirSync(`${ROOT}.cache`, { recursive: true })
  rmSync(KEPT_NODE, { force: true })
  try {
    linkSync(process.execPath, KEPT_NODE)
  } catch {
    copyFileSync(process.execPath, KEPT_NODE)
  }
  return KEPT_NODE
}

/**
 * @param {string} node
 * @param {string[]} args
 */
function runNpm(node, args) {
  const running = process.env['npm_execpath'] ?? ''
  const isNpm = running.endsWith('npm-cli.js') && existsSync(running)
  const [file, first] = isNpm ? [node, [running]] : ['npm', []]
  return runProgram(file, [...first, ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], shell: !isNpm })
}

async function isPinnedNodeFit() {
  if (!existsSync(PINNED_NODE)) return false
  const run = runProgram(PINNED_NODE, ['--version'], { stdio: ['ignore', 'pipe', 'ignore'] })
  // Where the binary is of another kind than the system (musl), it cannot even be started.
  const { status, output } = await run.catch(() => ({ status: 1, output: '' }))
  return status === 0 && output.startsWith('v24.')
}

function isOwnNodeFit() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 18)
}

function lockfileHash() {
  return createHash('sha256').update(readFileSync(LOCKFILE)).digest('hex')
}

/**
 * @param {string} file
 * @param {string} other
 */
function isNewer(file, other) {
  return statSync(file).mtimeMs >= statSync(other).mtimeMs
}
