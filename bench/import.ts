// How fast arXiv rows come in, from gzip to committed rows, and whether it stays so as the database grows to 1,000,000.
//   npm run bench -- import [ROUNDS]
// Rows are those of ../shared/data/arxiv/2025.jsonl.gz; each round takes them once more under other ids and titles.
// Beside it in the same run: what better-sqlite3 alone does with the same rows, already parsed, in one table.
import { spawnSync } from 'node:child_process'
import { createReadStream, createWriteStream, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import SqliteDatabase from 'better-sqlite3'

const LIMIT_ROWS_A_SECOND = 15_000
const LIMIT_BYTES = 400e6
const SOURCE = new URL('../../shared/data/arxiv/2025.jsonl.gz', import.meta.url).pathname

type Row = { id: string; title: string; abstract: string; authors: string[]; date: string }

if (!existsSync(SOURCE)) {
  console.error('This bench needs ../shared/data/arxiv/2025.jsonl.gz, which is not here.')
  process.exit(2)
}
const rounds = Number(process.argv[2] ?? 9)
const folder = mkdtempSync(join(tmpdir(), 'broadsheet-bench-'))
try {
  const rates: number[] = []
  let total = 0
  for (let round = 0; round < rounds; round++) {
    const file = join(folder, `round-${round}.jsonl.gz`)
    await writeRound(file, round)
    const { rows, seconds, peakBytes } = runImport(file)
    total += rows
    rates.push(rows / seconds)
    console.log(
      `${total.toLocaleString('en')} papers: ${show(rows / seconds)} rows a second (limit ${show(LIMIT_ROWS_A_SECOND)}), ` +
        `${show(peakBytes / 1e6)} MB at most (limit ${show(LIMIT_BYTES / 1e6)})`,
    )
    rmSync(file)
  }
  const sorted = rates.toSorted((a, b) => a - b)
  console.log(
    `median ${show(sorted[sorted.length >> 1] ?? 0)}, first ${show(rates[0] ?? 0)}, last ${show(rates.at(-1) ?? 0)}`,
  )
  console.log(`better-sqlite3 alone, parsed rows into one table: ${show(await measurePeer())} rows a second`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function runImport(file: string): { rows: number; seconds: number; peakBytes: number } {
  const program = new URL('./import-run.ts', import.meta.url).pathname
  const run = spawnSync(process.execPath, [program, `sqlite:${join(folder, 'bench.db')}`, file], { encoding: 'utf8' })
  if (run.status !== 0) throw new Error(run.stderr)
  return JSON.parse(run.stdout) as { rows: number; seconds: number; peakBytes: number }
}

/** The same rows under other names: round 1 moves every id and day by 24 months, and so on. */
async function writeRound(file: string, round: number): Promise<void> {
  const lines = async function* (): AsyncGenerator<string> {
    for await (const row of readRows()) yield `${JSON.stringify(round === 0 ? row : move(row, round))}\n`
  }
  await pipeline(Readable.from(lines()), createGzip({ level: 1 }), createWriteStream(file))
}

function move(row: Row, round: number): Row {
  const years = 2 * round
  const id = row.id.replace(/^\d{2}/, (year) => String(Number(year) + years).padStart(2, '0'))
  const date = String(Number(row.date.slice(0, 4)) + years) + row.date.slice(4)
  return {
    ...row,
    id,
    title: `${row.title} (part ${round})`,
    date: date.endsWith('02-29') ? date.replace('29', '28') : date,
  }
}

async function* readRows(): AsyncGenerator<Row> {
  const lines = createInterface({ input: createReadStream(SOURCE).pipe(createGunzip()) })
  for await (const line of lines) yield JSON.parse(line) as Row
}

async function measurePeer(): Promise<number> {
  const rows = await Array.fromAsync(readRows())
  const db = new SqliteDatabase(join(folder, 'peer.db'))
  db.pragma('journal_mode = wal')
  db.exec('create table paper (id text primary key, title text, abstract text, authors text, day text)')
  const insert = db.prepare('insert or replace into paper values (?, ?, ?, ?, ?)')
  const start = performance.now()
  for (let from = 0; from < rows.length; from += 1000) {
    db.transaction(() => {
      for (const row of rows.slice(from, from + 1000)) {
        insert.run(row.id, row.title, row.abstract, JSON.stringify(row.authors), row.date)
      }
    })()
  }
  const rate = rows.length / ((performance.now() - start) / 1000)
  db.close()
  return rate
}

function show(value: number): string {
  return Math.round(value).toLocaleString('en')
}
