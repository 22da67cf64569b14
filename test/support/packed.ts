import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'

const ROOT = join(import.meta.dirname, '..', '..')
const NODE_22 = join(ROOT, '.cache', 'node-22')
const INSTALL = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--no-update-notifier']
const NO_NETWORK = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED/

/** Makes the package as `npm publish` would send it; returns its path and the files in it. */
export async function packInto(folder: string): Promise<{ tarball: string; files: string[] }> {
  const out = await runNpm(['pack', '--json', '--pack-destination', folder], ROOT)
  const [packed] = JSON.parse(out.slice(out.indexOf('['))) as [{ filename: string; files: { path: string }[] }]
  return { tarball: join(folder, packed.filename), files: packed.files.map(({ path }) => path) }
}

/** Installs a package into a folder, as a user does. Returns false where it needs a network and there is none. */
export async function install(what: string, folder: string): Promise<boolean> {
  mkdirSync(folder, { recursive: true })
  try {
    await runNpm([...INSTALL, '--prefix', folder, what], folder)
    return true
  } catch (error) {
    if (NO_NETWORK.test(String(error))) return false
    throw error
  }
}

/** A Node 22, kept in .cache; undefined where there is none for this machine or no network to bring it. */
export async function findNode22(): Promise<string | undefined> {
  const system = process.platform === 'win32' ? 'win' : process.platform
  const name = `node-${system}-${process.arch}`
  const path = join(NODE_22, 'node_modules', name, 'bin', 'node')
  if (!existsSync(path)) await install(`${name}@22`, NODE_22)
  return existsSync(path) ? path : undefined
}

/**
 * Starts an installed program on one Node, asks it for some paths and ends it. Nothing of ours is in its environment but
 * that it asks no source.
 */
export async function serveAndAsk(
  node: string,
  folder: string,
  paths: readonly string[],
): Promise<{ bodies: string[]; status: number | null; err: string }> {
  const program = join(folder, 'node_modules', '.bin', 'broadsheet')
  const env = { PATH: dirname(node), PORT: '0', SOURCES: 'none' }
  const child = spawn(node, [program, 'serve'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let err = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  const ended = once(child, 'close').then(([status]) => status as number | null)
  const line = await Promise.race([once(child.stdout, 'data').then(([text]) => String(text)), ended])
  const [, url] = /(http:\S+)/.exec(String(line)) ?? []
  if (url === undefined) throw new Error(`The program did not start: ${err}`)
  const bodies = await Promise.all(paths.map(async (path) => (await fetch(url + path)).text()))
  child.kill('SIGTERM')
  return { bodies, status: await ended, err }
}

/** On the Node that runs the tests, whichever the machine's npm belongs to. */
async function runNpm(args: string[], cwd: string): Promise<string> {
  const env = { ...process.env, PATH: dirname(process.execPath) + delimiter + (process.env['PATH'] ?? '') }
  const { stdout } = await promisify(execFile)('npm', args, { cwd, env, maxBuffer: 16 * 1024 * 1024 })
  return stdout
}
