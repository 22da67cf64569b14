// Run by itself: imports a file and writes how many of its records are kept, first none, then after each commit.
//   node import-and-tell.ts DATABASE_URL FILE
import { createReadStream, writeSync } from 'node:fs'
import { importPapers } from '../../src/services/import-papers.ts'
import { readPapers } from '../../src/sources/read-papers.ts'
import { openDatabase } from '../../src/store/db.ts'
import { migrateToLatest } from '../../src/store/migrate.ts'

const [url = '', file = ''] = process.argv.slice(2)
// Written straight to the descriptor: what the parent reads was acknowledged before the process can die.
const onCommit = ({ read }: { read: number }): void => void writeSync(1, `${read}\n`)
onCommit({ read: 0 })
const db = openDatabase(url)
await migrateToLatest(db)
await importPapers({ db, readPapers, clock: () => 1 }, createReadStream(file), { onCommit })
await db.destroy()
