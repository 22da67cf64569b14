// How fast a store of 200,000 papers is backed up and restored, and how much memory that takes, on SQLite.
//   npm run bench -- backup [PAPERS]
// The papers are those of ../shared/data/arxiv. Beside it in the same run: SQLite's own copy of the file, page by page,
// and SQLite copying all rows into empty tables with the same indexes.
import { spawnSync } from 'node:child_process'
import { createReadStream, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import SqliteDatabase from 'better-sqlite3'
import { updateCatalogue } from '../src/services/catalogue/update-catalogue.ts'
import { importPapers } from '../src/services/import-papers.ts'
import { readPapers } from '../src/sources/read-papers.ts'
import { openDatabase } from '../src/store/db.ts'
import { migrateToLatest } from '../src/store/migrate.ts'

const RUNS = 3
const FILES = ['2025', '2026', 'older'].map(
  (name) => new URL(`../../shared/data/arxiv/${name}.jsonl.gz`, import.meta.url),
)

if (!FILES.every((file) => existsSync(file))) {
  console.error('This bench needs the files of ../shared/data/arxiv, which are not here.')
  process.exit(2)
}
const papers = Number(process.argv[2] ?? 200_000)
const folder = mkdtempSync(join(tmpdir(), 'broadsheet-bench-'))
const [source, file] = [join(folder, 'source.db'), join(folder, 'a.backup')]
try {
  await fill(source)
  console.log(`${show(papers)} papers, database ${show(statSync(source).size / 1e6)} MB`)
  for (let run = 1; run <= RUNS; run++) {
    tell('backup', runApart('backup', source))
    tell('restore', runApart('restore', join(folder, `target-${run}.db`)))
    if (run === 1) console.log(`the file takes ${show(statSync(file).size / 1e6)} MB`)
    await tellPeers(join(folder, `peer-${run}`), join(folder, `target-${run}.db`))
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function fill(path: string): Promise<void> {
  const db = openDatabase(`sqlite:${path}`)
  await migrateToLatest(db)
  await importPapers({ db, readPapers, clock: () => 1 }, readLines())
  await updateCatalogue(db)
  await db.destroy()
}

async function* readLines(): AsyncGenerator<Uint8Array> {
  let left = papers
  for (const path of FILES) {
    for await (const line of createInterface({ input: createReadStream(path).pipe(createGunzip()) })) {
      if (left-- <= 0) return
      yield Buffer.from(`${line}\n`)
    }
  }
}

type Run = { rows: number; seconds: number; peakBytes: number }

function runApart(action: 'backup' | 'restore', path: string): Run {
  const program = new URL('./backup-run.ts', import.meta.url).pathname
  const run = spawnSync(process.execPath, [program, action, `sqlite:${path}`, file], { encoding: 'utf8' })
  if (run.status !== 0) throw new Error(run.stderr)
  return JSON.parse(run.stdout) as Run
}

function tell(name: string, { rows, seconds, peakBytes }: Run): void {
  console.log(
    `${name}: ${seconds.toFixed(1)} s, ${show(rows / seconds)} rows a second, ${show(peakBytes / 1e6)} MB at most`,
  )
}

/** What SQLite needs for the same: to copy the file, and to copy the rows into a new one. */
async function tellPeers(path: string, restored: string): Promise<void> {
  const from = new SqliteDatabase(source, { readonly: true })
  let start = performance.now()
  await from.backup(`${path}-pages.db`)
  console.log(`SQLite's copy of the pages: ${((performance.now() - start) / 1000).toFixed(1)} s`)
  const tables = from.prepare(`select name, sql from sqlite_master where sql is not null order by type = 'index'`).all()
  from.close()
  const db = new SqliteDatabase(`${path}-rows.db`)
  db.pragma('page_size = 8192')
  db.pragma('journal_mode = off')
  db.pragma('synchronous = off')
  db.pragma('cache_size = -65536')
  for (const { sql } of tables as { sql: string }[]) db.exec(sql)
  db.exec(`attach '${restored}' as old`)
  start = performance.now()
  db.exec('begin')
  for (const { name, sql } of tables as { name: string; sql: string }[]) {
    if (/^create table/i.test(sql)) db.exec(`insert into main.${name} select * from old.${name}`)
  }
  db.exec('commit')
  console.log(`SQLite's copy of the rows, with indexes: ${((performance.now() - start) / 1000).toFixed(1)} s`)
  db.close()
}

function show(value: number): string {
  return Math.round(value).toLocaleString('en')
}
