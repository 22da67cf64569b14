// Run by itself: brings a database up to date.   node migrate-and-end.ts DATABASE_URL
import { openDatabase } from '../../src/store/db.ts'
import { migrateToLatest } from '../../src/store/migrate.ts'

const db = openDatabase(process.argv[2] ?? '')
await migrateToLatest(db)
await db.destroy()
