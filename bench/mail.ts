// How fast composed digests are handed over to a mail server, and in how much memory: claimed in a database on disk,
// rendered with both parts, signed with DKIM (2,048 bits), sent over five connections, and noted as handed over and sent.
//   npm run bench -- mail [COUNT [DATABASE_URL]]
// The mail server is a process of its own on this machine (bench/mail-server.ts); so is the sender (bench/mail-run.ts).
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'

const LIMIT_A_SECOND = 200
/** Flat: however many there are, it is not much more at any time than after half of them. */
const LIMIT_GROWTH = 1.25

type Run = {
  sent: number
  seconds: number
  cpuSeconds: number
  halfBytes: number
  peakBytes: number
  messageBytes: number
}

const [count = '10000', url] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'broadsheet-bench-'))
const { server, port } = await startServer()
try {
  console.log(`${cpus().length} cores; load before: ${loadavg()[0]?.toFixed(1)}`)
  const program = join(import.meta.dirname, 'mail-run.ts')
  const args = [program, url ?? `sqlite:${join(folder, 'bench.db')}`, port, count]
  const run = spawnSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  if (run.status !== 0) throw new Error(`the run ended with ${run.status}`)
  const { sent, seconds, cpuSeconds, halfBytes, peakBytes, messageBytes } = JSON.parse(run.stdout) as Run
  console.log(`${show(sent)} digests of ${show(messageBytes / 1e3)} kB in ${seconds.toFixed(1)} s`)
  console.log(`${show(sent / seconds)} a second (limit ${show(LIMIT_A_SECOND)})`)
  console.log(`${show(sent / cpuSeconds)} for each second of processor time of the sender`)
  const memory = `${show(halfBytes / 1e6)} MB after half of them, ${show(peakBytes / 1e6)} MB at most`
  console.log(`${memory} (limit ${show((halfBytes * LIMIT_GROWTH) / 1e6)}); load after: ${loadavg()[0]?.toFixed(1)}`)
  console.log(`the server took: ${await stopServer()}`)
} finally {
  server.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
}

async function startServer(): Promise<{ server: ChildProcess; port: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'mail-server.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { server: child, port: line.toString().trim() }
}

async function stopServer(): Promise<string> {
  const told = once(server.stdout!, 'data') as Promise<[Buffer]>
  server.kill('SIGTERM')
  return (await told)[0].toString().trim()
}

function show(value: number): string {
  return Math.round(value).toLocaleString('en')
}
