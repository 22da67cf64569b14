// Run by itself: plans the made-up sources and runs what is due, to the end; writes a line after each answer that was kept.
//   node sync-and-end.ts DATABASE_URL
import { writeSync } from 'node:fs'
import { planTasks } from '../../src/services/sync/plan-tasks.ts'
import { runDue } from '../../src/services/sync/run-due.ts'
import { openDatabase } from '../../src/store/db.ts'
import { migrateToLatest } from '../../src/store/migrate.ts'
import { madeUpSources, SYNC_AT } from './sync-made-up.ts'

const db = openDatabase(process.argv[2] ?? '')
await migrateToLatest(db)
const deps = { db, sources: madeUpSources(), clock: () => SYNC_AT, log: () => undefined, runner: 'test' }
const onAnswer = (): void => void writeSync(1, 'kept\n')
await planTasks({ ...deps, listDue: () => [] }, SYNC_AT)
await runDue({ ...deps, onAnswer }, new AbortController().signal)
await db.destroy()
