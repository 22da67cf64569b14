import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { ROOT, SETUP_LOCK, SetupError, tell } from './install.js'
import { withLock } from './lock.js'
import { runProgram } from './run.js'

const SOURCES = `${ROOT}src/`
const OUTPUT = `${ROOT}dist/`
const STAMP = `${OUTPUT}.built`
const BUILD_INFO = `${OUTPUT}.tsbuildinfo`
// The program, and the scripts of pages, which run in browsers.
const PROJECTS = ['tsconfig.build.json', 'tsconfig.client.json']
const SETTINGS = ['tsconfig.json', ...PROJECTS, 'package-lock.json']
const TYPESCRIPT = /\.tsx?$/
const TEST = /\.test\.tsx?$/

/**
 * Compiles src/ into dist/ where something changed since the last time; a few milliseconds where nothing did.
 *
 * @param {string} node the Node to run the compiler on
 * @throws {SetupError} with the compiler's words where the sources do not compile
 */
export async function ensureBuilt(node) {
  if (isBuilt()) return
  await withLock(SETUP_LOCK, async () => {
    if (!isBuilt()) await build(node)
  })
}

function isBuilt() {
  return existsSync(STAMP) && existsSync(`${OUTPUT}cli/program.js`) && readFileSync(STAMP, 'utf8') === signSources()
}

/** @param {string} node */
async function build(node) {
  tell('Building …')
  // Taken before the work: what is changed meanwhile is built again the next time.
  const signature = signSources()
  if (!existsSync(`${OUTPUT}cli/program.js`)) rmSync(BUILD_INFO, { force: true })
  rmSync(STAMP, { force: true })
  for (const project of PROJECTS) await compile(node, project)
  copyAssets()
  removeLeftovers()
  writeFileSync(STAMP, signature)
}

/**
 * @param {string} node
 * @param {string} project the name of its settings
 */
async function compile(node, project) {
  const compiler = [`${ROOT}node_modules/typescript/bin/tsc`, '-p', ROOT + project]
  const { status, output } = await runProgram(node, compiler, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  if (status !== 0) throw new SetupError(`${output.trimEnd()}\n\nThe build failed: the compiler's own words are above.`)
}

/** Style sheets, pictures and the like: whatever is not TypeScript stands at the same place in dist/. */
function copyAssets() {
  for (const path of listFiles(SOURCES).filter((file) => !TYPESCRIPT.test(file))) {
    mkdirSync(dirname(OUTPUT + path), { recursive: true })
    copyFileSync(SOURCES + path, OUTPUT + path)
  }
}

/** The compiler never removes: a module whose source is gone would go on being found. */
function removeLeftovers() {
  const expected = new Set(listFiles(SOURCES).map((path) => path.replace(TYPESCRIPT, '.js')))
  for (const path of listFiles(OUTPUT)) {
    if (!expected.has(path) && OUTPUT + path !== BUILD_INFO) rmSync(OUTPUT + path)
  }
}

/** Names, sizes and times of all that the build reads. Not times alone: an older file may come in a newer's place. */
function signSources() {
  const sources = listFiles(SOURCES).filter((path) => !TEST.test(path))
  const files = [...sources.map((path) => `src/${path}`).sort(), ...SETTINGS]
  const hash = createHash('sha256')
  for (const path of files) {
    const { size, mtimeMs } = statSync(ROOT + path)
    hash.update(`${path} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

/**
 * @param {string} folder with a closing slash
 * @param {string} [below] the part of it to list, with a closing slash
 * @returns {string[]} all files there, relative to the folder
 */
function listFiles(folder, below = '') {
  if (!existsSync(folder + below)) return []
  return readdirSync(folder + below, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? listFiles(folder, `${below}${entry.name}/`) : [below + entry.name],
  )
}
