// Run by itself: the same papers and queries in SQLite's FTS5 (contentless, detail = column), as JSON.
//   node bench/search-lexical-fts5.ts FOLDER PAPERS arxiv|sample
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { analyse, toTerm } from '../src/engine/text/analyzer.ts'

import { mixPapers, readRealPapers, samplePapersAsDocuments } from './paper-corpus.ts'

const [folder = '', papers = '', corpus = ''] = process.argv.slice(2)
const count = Number(papers)
const PASSES = 3
const LIMIT = 10
const PER_TRANSACTION = 10_000

const path = join(folder, 'fts5.db')
const db = new SqliteDatabase(path)
db.pragma('journal_mode = off')
db.pragma('synchronous = off')
db.pragma('cache_size = -262144')
db.exec(`create virtual table paper using fts5(title, abstract, authors, content = '', detail = column)`)
const insert = db.prepare('insert into paper (rowid, title, abstract, authors) values (?, ?, ?, ?)')
// FTS5 is given terms, so that both find the same papers; analysis is not in its time.
const toText = (text: string): string => analyse(text).reduce((all, { term }) => `${all} ${term}`, '')

const documents = corpus === 'sample' ? samplePapersAsDocuments(count) : mixPapers(await readRealPapers(), count)
let insertMs = 0
for (let number = 0; number < count; number += PER_TRANSACTION) {
  const rows: [number, string, string, string][] = []
  while (rows.length < Math.min(PER_TRANSACTION, count - number)) {
    const { title, abstract, authors } = documents.next().value!
    rows.push([number + rows.length + 1, toText(title), toText(abstract), toText(authors.join(' '))])
  }
  const before = process.cpuUsage()
  db.transaction(() => rows.forEach((row) => insert.run(...row)))()
  const { user, system } = process.cpuUsage(before)
  insertMs += (user + system) / 1_000
}
db.exec(`insert into paper (paper) values ('optimize')`)

const words = JSON.parse(readFileSync(join(folder, 'queries.json'), 'utf8')) as string[][]
const select = db.prepare(`select rowid from paper where paper match ? order by bm25(paper, 2, 1, 1) limit ${LIMIT}`)
console.log(
  JSON.stringify({
    count,
    insertMs,
    bytes: statSync(path).size,
    times: { OR: measure(' OR '), AND: measure(' AND ') },
  }),
)
db.close()

function measure(operator: string): { p50: number; p95: number } {
  const best = words.map((query) => {
    const expression = query.map((word) => `"${toTerm(word)}"`).join(operator)
    return Math.min(...Array.from({ length: PASSES }, () => timeOf(() => select.all(expression))))
  })
  const sorted = best.sort((a, b) => a - b)
  return { p50: sorted[sorted.length >> 1]!, p95: sorted[Math.floor(sorted.length * 0.95)]! }
}

function timeOf(work: () => unknown): number {
  const begin = performance.now()
  work()
  return performance.now() - begin
}
