// Asks two stand-in upstreams until a simulated instant: node sync-until.ts OPTIONS, which are JSON (SyncOptions).
import pg from 'pg'
import type { UnixMs } from '../../src/domain/time.ts'
import { createSchedule } from '../../src/jobs/schedule.ts'
import { syncRound } from '../../src/jobs/sync-rounds.ts'
import { createAsk } from '../../src/platform/upstream/create-ask.ts'
import { toHostGroups } from '../../src/platform/upstream/host-groups.ts'
import { toUserAgent } from '../../src/platform/upstream/user-agent.ts'
import { setAsideSilence } from '../../src/services/sync/set-aside-silence.ts'
import { startRunner } from '../../src/services/sync/start-runner.ts'
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
  dataFolder: string
  clockFile: string
  /** Of this process at the clock. */
  place: number
  from: UnixMs
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
simulated.work(options.place)
const { pause, timer, during } = simulatePauses(simulated, options.place)
noticeQueries(during)
await pause(Math.max(0, options.from - clock()))
const db = openDatabase(options.databaseUrl)
await migrateToLatest(db)

const { arxivUrl, dailyPapersUrl, categories, backfillDays } = options
const groups = toHostGroups({ arxiv: [arxivUrl], huggingface: [dailyPapersUrl] })
const userAgent = toUserAgent('proof@example.org')
const runner = await startRunner(db, options.dataFolder, { now: clock(), groups })
const pace = storePace(db, { clock, pause, runner: runner.name })
const ask = createAsk({ pace, clock, userAgent, groups, timer })
const addresses = { oai: `${arxivUrl}/oai`, rss: arxivUrl, api: `${arxivUrl}/api/query` }
const deps = {
  ...{ db, clock, pause, claimPause: pause, backfillDays, runner: runner.name },
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
await setAsideSilence(db, deps.sources)
for (let round = 0; clock() < options.until; round++) {
  if (round % 50 === 0) await pruneSync(db, clock())
  const { nextDueAt = Infinity } = await syncRound(deps, signal)
  const wakeAt = Math.min(nextDueAt, clock() + HOUR_MS, options.until)
  await pause(Math.max(0, wakeAt - clock()))
}
runner.leave()
await db.destroy()
simulated.close()

type Asking = { query(...asked: unknown[]): unknown }

/** PostgreSQL answers in real time, while which simulated time must not pass. */
function noticeQueries(notice: typeof during): void {
  const client = pg.Client.prototype as unknown as Asking
  const { query } = client
  client.query = function (this: Asking, ...asked) {
    const answer = query.apply(this, asked)
    return answer instanceof Promise ? notice(answer) : answer
  }
}
