// Run by itself, one harvest in a process of its own; prints its progress to stderr, and at the end {"records",
// "seconds", "peakBytes", …} as JSON.
//   node bench/harvest-run.ts DATABASE_URL OAI_ADDRESS COUNT
import { performance } from 'node:perf_hooks'
import { createAsk } from '../src/platform/upstream/create-ask.ts'
import { planNow } from '../src/services/sync/plan-tasks.ts'
import { runDue, type SyncDeps } from '../src/services/sync/run-due.ts'
import { createArxivSource } from '../src/sources/arxiv/source.ts'
import { openDatabase } from '../src/store/db.ts'
import { migrateToLatest } from '../src/store/migrate.ts'

const TELL_EVERY = 100_000

const [url = '', oai = '', wanted = '0'] = process.argv.slice(2)
const db = openDatabase(url)
await migrateToLatest(db)
// As the program makes it, but without arXiv's three seconds between two requests.
const pace = { take: () => Promise.resolve(() => Promise.resolve()) }
const ask = createAsk({ pace, clock: Date.now, userAgent: 'Broadsheet (a bench)' })
const source = createArxivSource({
  ask,
  clock: Date.now,
  categories: undefined,
  addresses: { oai, rss: oai, api: oai },
})
const told = { records: 0, faults: 0, failures: 0, next: TELL_EVERY, at: 0 }
const start = performance.now()
const deps: SyncDeps = {
  ...{ db, sources: [source], clock: Date.now, runner: 'bench' },
  log: (event, facts) => {
    if (event !== 'sync.failed') return
    told.failures++
    console.error(JSON.stringify(facts))
  },
  onAnswer: ({ taken, faults }) => {
    ;[told.records, told.faults] = [taken, faults]
    if (taken < told.next) return
    const [now, rss] = [performance.now() - start, process.memoryUsage().rss]
    const rate = Math.round((TELL_EVERY * 1000) / (now - told.at))
    console.error(`${taken.toLocaleString('en')} records, the last ${rate} a second, ${Math.round(rss / 1e6)} MB now`)
    told.next += TELL_EVERY
    told.at = now
  },
}
await planNow(db, 'arxiv', [{ key: 'changed all 2026-11-18 2026-11-20', subject: 'bench' }], Date.now())
while (told.records < Number(wanted) && told.failures < 5) await runDue(deps, new AbortController().signal)
const seconds = (performance.now() - start) / 1000
const { count } = await db.selectFrom('paper').select(db.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
await db.destroy()
const peakBytes = process.resourceUsage().maxRSS * 1024
const { records, faults, failures } = told
const { user, system } = process.cpuUsage()
const cpuSeconds = (user + system) / 1e6
console.log(JSON.stringify({ records, papers: Number(count), faults, failures, seconds, cpuSeconds, peakBytes }))
