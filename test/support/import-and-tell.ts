// Run by itself: imports a file and writes, after each commit, how many of its records are kept.
//   node import-and-tell.ts DATABASE_URL FILE
import { createReadStream } from 'node:fs'
import { writeSync } from 'node:fs'
import { importPapers } from '../../src/services/import-papers.ts'
import { readPapers } from '../../src/sources/read-papers.ts'
import { openDatabase } from '../../src/store/db.ts'
import { migrateToLatest } from '../../src/store/migrate.ts'

const [url = '', file = ''] = process.argv.slice(2)
const db = openDatabase(url)
await migrateToLatest(db)
// Written straight to the descriptor: what the parent reads was acknowledged before the process can die.
const onCommit = ({ read }: { read: number }): void => void writeSync(1, `${read}\n`)
await importPapers({ db, readPapers, clock: () => 1 }, createReadStream(file), { onCommit })
await db.destroy()
