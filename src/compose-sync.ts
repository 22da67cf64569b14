// The thread that asks the sources: started by compose.ts through jobs/keep-syncing.ts, with a connection of its own.
import { parentPort, workerData } from 'node:worker_threads'
import { type FetchConfig, toRoundDeps } from './compose-fetching.ts'
import type { Log } from './domain/ports.ts'
import { toIso } from './domain/time.ts'
import { STOP, type SyncNews } from './jobs/keep-syncing.ts'
import { syncUntilStopped } from './jobs/sync-rounds.ts'
import { setAsideSilence } from './services/sync/set-aside-silence.ts'
import { openDatabase } from './store/db.ts'

const asked = new AbortController()
parentPort?.on('message', (message) => {
  if (message === STOP) asked.abort()
})
const log: Log = (event, facts, level) => {
  const told = Object.entries(facts).map(([name, value]) => [name, toTold(name, value)])
  parentPort?.postMessage({ event, facts: Object.fromEntries(told), level } satisfies SyncNews)
}

/** Instants as people read them. */
function toTold(name: string, value: unknown): unknown {
  return typeof value === 'number' && /(?:At|Until)$/.test(name) ? toIso(value) : value
}

const config = workerData as FetchConfig
const db = openDatabase(config.databaseUrl)
const deps = await toRoundDeps(db, config, { log })
await setAsideSilence(db, deps.sources)
await syncUntilStopped(deps, asked.signal)
deps.leave()
await db.destroy()
parentPort?.close()
