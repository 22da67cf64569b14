// Do ten thousand polls of feeds a minute, answered from their tags, disturb who reads pages?
// `npm run bench -- feeds [--papers 50000] [--seconds 20]`: the built program on SQLite, with made up papers.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Paper } from '../src/domain/paper.ts'
import type { Day } from '../src/domain/time.ts'
import { updateCatalogue } from '../src/services/catalogue/update-catalogue.ts'
import { importPapers } from '../src/services/import-papers.ts'
import { samplePapers } from '../src/services/sample/sample-papers.ts'
import { type Db, openDatabase } from '../src/store/db.ts'
import { migrateToLatest } from '../src/store/migrate.ts'
import { type Answers, loadFully, loadSteadily, percentile } from './load.ts'

const POLLS_A_MINUTE = 10_000
/** What a busy installation has besides. */
const PAGES_A_SECOND = 50
const LIMITS = { pollP99Ms: 30, pageP99Ms: 50 }
const PAPERS_A_DAY = 1000
const LAST_DAY = '2026-10-30' as Day
const CATEGORIES = ['cs.LG', 'cs.CL', 'cs.CV', 'cs.IR', 'stat.ML']
/** So many papers change votes a second while the store changes. */
const WRITTEN_A_SECOND = 20

const { values } = parseArgs({
  options: { papers: { type: 'string', default: '50000' }, seconds: { type: 'string', default: '20' } },
})
const [count, seconds] = [Number(values.papers), Number(values.seconds)]
const folder = mkdtempSync(join(tmpdir(), 'broadsheet-bench-'))
const database = join(folder, 'broadsheet.db')
let server: ChildProcess | undefined
let voter: ChildProcess | undefined
const papers = [
  ...samplePapers({ count, seed: 1, days: Math.max(1, Math.round(count / PAPERS_A_DAY)), lastDay: LAST_DAY }),
]
const db = openDatabase(`sqlite:${database}`)
try {
  await migrateToLatest(db)
  for (let from = 0; from < papers.length; from += 1000) await write(db, papers.slice(from, from + 1000))
  await updateCatalogue(db)
  await measure(await start())
} finally {
  voter?.kill('SIGKILL')
  server?.kill('SIGKILL')
  await db.destroy()
  rmSync(folder, { recursive: true, force: true })
}

async function write(db: Db, records: readonly Paper[]): Promise<void> {
  const readPapers = async function* (): AsyncIterable<{ paper: Paper }[]> {
    yield await Promise.resolve(records.map((paper) => structuredClone({ paper })))
  }
  await importPapers({ db, readPapers, clock: Date.now }, (async function* () {})())
}

async function measure(port: number): Promise<void> {
  const feeds = listFeeds()
  console.log(`${count.toLocaleString('en')} papers, ${feeds.length} feeds, ${seconds} s each`)
  const first = await loadSteadily({ port, paths: feeds }, 10, feeds.length / 10)
  show('made for the first time', first)
  const tags = await Promise.all(feeds.map(async (path) => (await ask(port, path)).headers.get('etag') ?? ''))
  // A list of all tags, since the load has one set of headers: dearer to read than the one that a reader sends.
  const polls = { port, paths: feeds, headers: { 'If-None-Match': tags.join(', ') } }
  const pages = { port, paths: ['/', '/papers/trending', '/categories/cs.LG'] }
  await loadFully(polls, 8, 3) // compiled as it grows hot
  show('as many polls as it answers', await loadFully(polls, 8, seconds))
  show('pages alone', await loadSteadily(pages, PAGES_A_SECOND, seconds))
  const together = () =>
    Promise.all([loadSteadily(polls, POLLS_A_MINUTE / 60, seconds), loadSteadily(pages, PAGES_A_SECOND, seconds)])
  const [quiet, besides] = await together()
  show(`10,000 polls a minute (limit ${LIMITS.pollP99Ms} ms)`, quiet)
  show(`pages beside them (limit ${LIMITS.pageP99Ms} ms)`, besides)
  voter = keepVoting()
  const [busy, disturbed] = await together()
  show('polls while votes come in', busy)
  show('pages beside them', disturbed)
}

/** Votes come in, so that the store changes and no feed does. */
function keepVoting(): ChildProcess {
  const file = join(folder, 'voted.json')
  writeFileSync(file, JSON.stringify(papers.slice(-WRITTEN_A_SECOND)))
  return spawn(process.execPath, [join(import.meta.dirname, 'feeds-votes.ts'), database, file], { stdio: 'inherit' })
}

function listFeeds(): string[] {
  const names = [
    ...['papers', 'editions', 'trending', `date/${LAST_DAY}`],
    ...CATEGORIES.map((code) => `categories/${code}`),
    ...papers
      .slice(0, 20)
      .flatMap(({ fields: { authors: [name] = [] } }) => (name ? [`authors/${encodeURIComponent(name)}`] : [])),
  ]
  return [...new Set(names)].flatMap((name) => ['atom', 'rss', 'json'].map((form) => `/feeds/${name}.${form}`))
}

async function ask(port: number, path: string): Promise<Response> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`)
  if (answer.status !== 200) throw new Error(`${path} is answered ${answer.status}`)
  await answer.arrayBuffer()
  return answer
}

function show(name: string, { count, seconds, statuses, latenciesMs, bytes }: Answers): void {
  const kinds = [...statuses].map(([status, times]) => `${status}×${times}`).join(' ')
  const [p50, p99] = [percentile(latenciesMs, 0.5), percentile(latenciesMs, 0.99)].map((ms) => ms.toFixed(1))
  const rate = (count / seconds).toFixed(0).padStart(6)
  console.log(
    `${name.padEnd(42)} ${rate} a second, p50 ${p50} ms, p99 ${p99} ms, ${Math.round(bytes / count)} bytes, ${kinds}`,
  )
}

async function start(): Promise<number> {
  const env = { PATH: process.env['PATH'] ?? '', BROADSHEET_DATA: folder, PORT: '0', SOURCES: 'none' }
  const words = [`${import.meta.dirname}/../bin/broadsheet.js`, 'serve']
  server = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'ignore'] })
  const [line] = (await once(server.stdout!, 'data')) as [Buffer]
  await wait(15_000) // the threads of the catalogue and of the index must not work beside what is measured
  return Number(/(\d+)\s*$/.exec(line.toString().split('\n')[0] ?? '')?.[1])
}
