// Run by itself, one import in a process of its own; prints {"rows", "seconds", "peakBytes"} as JSON.
//   node bench/import-run.ts DATABASE_URL FILE
import { createReadStream } from 'node:fs'
import { importPapers } from '../src/services/import-papers.ts'
import { readPapers } from '../src/sources/read-papers.ts'
import { openDatabase } from '../src/store/db.ts'
import { migrateToLatest } from '../src/store/migrate.ts'

const [url = '', file = ''] = process.argv.slice(2)
const db = openDatabase(url)
await migrateToLatest(db)
const start = performance.now()
const report = await importPapers(
  { db, readPapers, clock: () => 1 },
  createReadStream(file, { highWaterMark: 256 * 1024 }),
)
const seconds = (performance.now() - start) / 1000
await db.destroy()
const peakBytes = process.resourceUsage().maxRSS * 1024
console.log(
  JSON.stringify({ rows: report.read, seconds, peakBytes, report: { ...report, faults: report.faults.length } }),
)
