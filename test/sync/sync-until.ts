// Asks two stand-in upstreams until a simulated instant: node sync-until.ts OPTIONS, which are JSON (SyncOptions).
import type { UnixMs } from '../../src/domain/time.ts'
import { createSchedule } from '../../src/jobs/schedule.ts'
import { syncRound } from '../../src/jobs/sync-rounds.ts'
import { createAsk } from '../../src/platform/upstream/create-ask.ts'
import { toHostGroups } from '../../src/platform/upstream/host-groups.ts'
import { toUserAgent } from '../../src/platform/upstream/user-agent.ts'
import { pruneSync } from '../../src/services/sync/prune-sync.ts'
import { createArxivSource } from '../../src/sources/arxiv/source.ts'
import { createDailyPapersSource } from '../../src/sources/daily-papers/source.ts'
import { openDatabase } from '../../src/store/db.ts'
import { migrateToLatest } from '../../src/store/migrate.ts'
import { storePace } from '../../src/store/paces.ts'
import { openClock } from './simulated-clock.ts'
import { simulatePauses } from './simulated-pauses.ts'

/** What the program is told. */
export type SyncOptions = {
  databaseUrl: string
  clockFile: string
  until: UnixMs
  arxivUrl: string
  dailyPapersUrl: string
  categories: string[]
  backfillDays: number
}

const HOUR_MS = 3_600_000

const options = JSON.parse(process.argv[2] ?? '') as SyncOptions
const simulated = openClock(options.clockFile)
const clock = simulated.now
const { pause, timer } = simulatePauses(simulated)
const db = openDatabase(options.databaseUrl)
await migrateToLatest(db)

const { arxivUrl, dailyPapersUrl, categories, backfillDays } = options
const groups = toHostGroups({ arxiv: [arxivUrl], huggingface: [dailyPapersUrl] })
const userAgent = toUserAgent('proof@example.org')
const ask = createAsk({ pace: storePace(db, { clock, pause }), clock, userAgent, groups, timer })
const addresses = { oai: `${arxivUrl}/oai`, rss: arxivUrl, api: `${arxivUrl}/api/query` }
const deps = {
  ...{ db, clock, backfillDays, runner: 'proof' },
  sources: [
    createArxivSource({ ask, clock, categories, addresses }),
    createDailyPapersSource({ ask, clock, address: dailyPapersUrl }),
  ],
  listDue: createSchedule('proof'),
  log(event: string, facts: Record<string, unknown>): void {
    process.stderr.write(`${new Date(clock()).toISOString()} ${event} ${JSON.stringify(facts)}\n`)
  },
}

// As syncUntilStopped, but asleep until something is due: looking every fifteen seconds is for who lives in real time.
const { signal } = new AbortController()
for (let round = 0; clock() < options.until; round++) {
  if (round % 50 === 0) await pruneSync(db, clock())
  const { nextDueAt = Infinity } = await syncRound(deps, signal)
  const wakeAt = Math.min(nextDueAt, clock() + HOUR_MS, options.until)
  await pause(Math.max(0, wakeAt - clock()))
}
await db.destroy()
simulated.close()
