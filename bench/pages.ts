// How fast is a day page, what does asking again cost, and how large is it?
// `npm run bench -- pages [--papers 200000] [--seconds 10]`: the built program on SQLite, beside a bare page.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { parseArgs } from 'node:util'
import type { Paper } from '../src/domain/paper.ts'
import type { Day } from '../src/domain/time.ts'
import { importPapers } from '../src/services/import-papers.ts'
import { samplePapers } from '../src/services/sample/sample-papers.ts'
import { type Db, openDatabase } from '../src/store/db.ts'
import { migrateToLatest } from '../src/store/migrate.ts'
import { type Answers, type Load, loadFully, loadSteadily, percentile } from './load.ts'

const LIMITS = { afresh: 1500, unchanged: 8000, p99Ms: 30, firstByteMs: 5, pageBytes: 60_000 }
const BARE_OF_LIMIT = 2038 // what the bare page reached on the machine for which the limit of 1,500 was set
/** It ends when the index is built, is started again, and opens what it wrote. */
const AFTER_INDEX_MS = 15_000
const PAPERS_A_DAY = 1000
const CONNECTIONS = 8
/** What a page runs through is compiled twice as it grows hot: some six thousand pages. */
const WARM_SECONDS = 5
/** So many days are asked for in turn, spread over all: what is kept of them is the same however large the store. */
const DAYS_IN_TURN = 200

const { values } = parseArgs({
  options: { papers: { type: 'string', default: '200000' }, seconds: { type: 'string', default: '10' } },
})
const [papers, seconds] = [Number(values.papers), Number(values.seconds)]
const folder = mkdtempSync(join(tmpdir(), 'broadsheet-bench-'))
const database = join(folder, 'broadsheet.db')
const children: ChildProcess[] = []
try {
  await fill()
  const days = await listDays()
  await measure(days)
} finally {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
}

async function fill(): Promise<void> {
  const db = openDatabase(`sqlite:${database}`)
  await migrateToLatest(db)
  const options = { count: papers, seed: 1, days: Math.max(1, Math.round(papers / PAPERS_A_DAY)) }
  const readPapers = async function* (): AsyncIterable<{ paper: Paper }[]> {
    let batch: { paper: Paper }[] = []
    for (const paper of samplePapers({ ...options, lastDay: '2026-10-30' as Day })) {
      batch.push({ paper })
      if (batch.length < 1000) continue
      yield batch
      batch = []
      await Promise.resolve()
    }
    yield batch
  }
  await importPapers({ db, readPapers, clock: Date.now }, (async function* () {})())
  await skipCatalogue(db)
  await db.destroy()
}

/** The day pages do not read the catalogue, and the thread that makes it must not work beside what is measured. */
async function skipCatalogue(db: Db): Promise<void> {
  const { last_number } = await db.selectFrom('change_counter').select('last_number').executeTakeFirstOrThrow()
  await db.insertInto('follower').values({ name: 'catalogue', last_number }).execute()
}

async function listDays(): Promise<string[]> {
  const db = openDatabase(`sqlite:${database}`)
  const rows = await db.selectFrom('edition_day').select('day').orderBy('day').execute()
  await db.destroy()
  return rows.map(({ day }) => day)
}

async function measure(days: readonly string[]): Promise<void> {
  const port = await start([`${import.meta.dirname}/../bin/broadsheet.js`, 'serve'])
  const bare = await start([`${import.meta.dirname}/bare-page.ts`, database])
  await waitForIndex()
  const oneDay = `/papers/date/${days[days.length >> 1]}`
  const step = Math.max(1, Math.floor(days.length / DAYS_IN_TURN))
  const oneAll = days.filter((_, index) => index % step === 0).map((day) => `/papers/date/${day}`)
  console.log(
    `${papers.toLocaleString('en')} papers of ${days.length} days; ${CONNECTIONS} connections, ${seconds} s each`,
  )

  const rates: [string, Load][] = [
    ['a bare page (peer)', { port: bare, paths: [oneDay] }],
    ['one day, rendered afresh', { port, paths: [oneDay] }],
    [`${oneAll.length} days in turn, rendered afresh`, { port, paths: oneAll }],
    [`${oneAll.length} days in turn, bare (peer)`, { port: bare, paths: oneAll }],
    ['one day, second page', { port, paths: [`${oneDay}?p=1`] }],
  ]
  await measureFirstVisits(port, oneAll)
  const reached = new Map<string, number>()
  for (const [name, load] of rates) {
    await loadFully(load, CONNECTIONS, WARM_SECONDS)
    const answers = await loadFully(load, CONNECTIONS, seconds)
    reached.set(name, show(name, answers))
  }
  const ratio = (reached.get('one day, rendered afresh') ?? 0) / (reached.get('a bare page (peer)') ?? 1)
  console.log(
    `of the bare page: ${ratio.toFixed(2)} (limit ${(LIMITS.afresh / BARE_OF_LIMIT).toFixed(2)}, or ${LIMITS.afresh} a second)`,
  )
  await measureUnchanged(port, oneDay)
  await measureWaiting(port, oneAll)
  await measureSize(port, oneDay)
}

/** The thread that makes the search index must not work beside what is measured. */
async function waitForIndex(): Promise<void> {
  while (!existsSync(join(folder, 'index', 'manifest.json'))) await new Promise((resolve) => setTimeout(resolve, 500))
  await new Promise((resolve) => setTimeout(resolve, AFTER_INDEX_MS))
}

/** Each day for the first time since the start, one after the other: nothing of it is kept yet. */
async function measureFirstVisits(port: number, paths: string[]): Promise<void> {
  const { latenciesMs } = await loadSteadily({ port, paths }, 20, paths.length / 20)
  const [p50, p99] = [percentile(latenciesMs, 0.5), percentile(latenciesMs, 0.99)]
  console.log(`first visits, ${paths.length} days: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms to the last byte`)
}

async function measureUnchanged(port: number, path: string): Promise<void> {
  const tag = (await fetch(`http://127.0.0.1:${port}${path}`)).headers.get('etag') ?? ''
  const load = { port, paths: [path], headers: { 'If-None-Match': tag } }
  await loadFully(load, CONNECTIONS, WARM_SECONDS)
  const answers = await loadFully(load, CONNECTIONS, seconds)
  show(`unchanged, 304 (limit ${LIMITS.unchanged})`, answers)
}

async function measureWaiting(port: number, paths: string[]): Promise<void> {
  const { latenciesMs } = await loadSteadily({ port, paths }, 300, seconds)
  const [p50, p99] = [percentile(latenciesMs, 0.5), percentile(latenciesMs, 0.99)]
  console.log(`300 a second, the same days: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms (limit ${LIMITS.p99Ms})`)
  const alone = await loadSteadily({ port, paths }, 20, seconds)
  console.log(
    `unloaded: p50 ${percentile(alone.latenciesMs, 0.5).toFixed(1)} ms to the last byte (limit ${LIMITS.firstByteMs} to the first)`,
  )
}

async function measureSize(port: number, path: string): Promise<void> {
  const sizes: string[] = []
  for (const encoding of ['br', 'gzip']) {
    const page = await load(port, path, encoding)
    const [, sheet = ''] = /rel="stylesheet" href="([^"]+)"/.exec(page.text) ?? []
    const style = await load(port, sheet, encoding)
    sizes.push(`${encoding} ${page.bytes} + ${style.bytes} = ${page.bytes + style.bytes}`)
  }
  console.log(`page + style sheet, bytes: ${sizes.join('; ')} (limit ${LIMITS.pageBytes})`)
}

/** The text of an answer and how many bytes it took on the way. */
async function load(port: number, path: string, encoding: string): Promise<{ text: string; bytes: number }> {
  const { get } = await import('node:http')
  const { gunzipSync } = await import('node:zlib')
  return new Promise((resolve, reject) => {
    get({ port, path, host: '127.0.0.1', headers: { 'Accept-Encoding': encoding } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const body = Buffer.concat(chunks)
        const coding = response.headers['content-encoding']
        const plain = coding === 'br' ? brotliDecompressSync(body) : coding === 'gzip' ? gunzipSync(body) : body
        resolve({ text: plain.toString(), bytes: body.length })
      })
    }).on('error', reject)
  })
}

function show(name: string, { count, seconds, statuses, latenciesMs, bytes }: Answers): number {
  const rate = count / seconds
  const kinds = [...statuses].map(([status, times]) => `${status}×${times}`).join(' ')
  const p99 = percentile(latenciesMs, 0.99).toFixed(1)
  console.log(
    `${name.padEnd(38)} ${rate.toFixed(0).padStart(6)} a second, p99 ${p99} ms, ${Math.round(bytes / count)} bytes, ${kinds}`,
  )
  return rate
}

/** Starts a program that says its port or address on its first line. */
async function start(words: string[]): Promise<number> {
  const env = { PATH: process.env['PATH'] ?? '', BROADSHEET_DATA: folder, PORT: '0', SOURCES: 'none' }
  const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'ignore'] })
  children.push(child)
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const [, port = ''] = /(\d+)\s*$/.exec(line.toString().split('\n')[0] ?? '') ?? []
  return Number(port)
}
