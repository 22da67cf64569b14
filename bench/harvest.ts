// How fast a harvest over OAI-PMH goes, from the socket to committed rows, and in how much memory.
//   npm run bench -- harvest [COUNT]
// Records are those of the sample, made up and packed by a server in a process of its own (bench/harvest-server.ts); they
// are asked for, read, joined and written by what `serve` runs (runDue), page by page of 2,000.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'

const LIMIT_RECORDS_A_SECOND = 5000
const LIMIT_BYTES = 500e6

type Run = { records: number; papers: number; faults: number; failures: number } & {
  seconds: number
  cpuSeconds: number
  peakBytes: number
}

const count = Number(process.argv[2] ?? 100_000)
const folder = mkdtempSync(join(tmpdir(), 'broadsheet-bench-'))
const { server, address } = await startServer(count)
try {
  console.log(`${cpus().length} cores; load before: ${loadavg()[0]?.toFixed(1)}`)
  const program = join(import.meta.dirname, 'harvest-run.ts')
  const args = [program, `sqlite:${join(folder, 'bench.db')}`, address, String(count)]
  const run = spawnSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  if (run.status !== 0) throw new Error(`the harvest ended with ${run.status}`)
  const { records, papers, faults, failures, seconds, cpuSeconds, peakBytes } = JSON.parse(run.stdout) as Run
  const rate = `${show(records / seconds)} records a second (limit ${show(LIMIT_RECORDS_A_SECOND)})`
  console.log(`${show(records)} records, ${show(papers)} papers, ${faults} faults, ${failures} failures: ${rate}`)
  // Where other work takes the processor, the rate says little; this says what the harvest takes of it.
  console.log(`${show(records / cpuSeconds)} records for each second of processor time`)
  console.log(
    `${show(peakBytes / 1e6)} MB at most (limit ${show(LIMIT_BYTES / 1e6)}); load after: ${loadavg()[0]?.toFixed(1)}`,
  )
} finally {
  server.kill()
  rmSync(folder, { recursive: true, force: true })
}

async function startServer(records: number): Promise<{ server: ChildProcess; address: string }> {
  const program = join(import.meta.dirname, 'harvest-server.ts')
  const child = spawn(process.execPath, [program, String(records)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const line = await new Promise<string>((resolve) =>
    child.stdout.once('data', (text: Buffer) => resolve(text.toString())),
  )
  return { server: child, address: line.trim() }
}

function show(value: number): string {
  return Math.round(value).toLocaleString('en')
}
