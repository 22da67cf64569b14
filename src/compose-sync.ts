// The thread that asks the sources: started by compose.ts through jobs/keep-syncing.ts, with a connection of its own.
import { parentPort, workerData } from 'node:worker_threads'
import { type FetchConfig, toRoundDeps } from './compose-fetching.ts'
import { syncUntilStopped } from './jobs/sync-rounds.ts'
import { joinWork } from './platform/working-thread.ts'
import { setAsideSilence } from './services/sync/set-aside-silence.ts'
import { openDatabase } from './store/db.ts'

const port = parentPort!
const { log, stopped } = joinWork(port)
const config = workerData as FetchConfig
const db = openDatabase(config.databaseUrl)
const deps = await toRoundDeps(db, config, { log })
await setAsideSilence(db, deps.sources)
await syncUntilStopped(deps, stopped)
deps.leave()
await db.destroy()
port.close()
