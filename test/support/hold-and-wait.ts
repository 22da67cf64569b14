// Run by itself: starts a runner that takes arXiv and a turn of its hosts, says so, and waits to be killed.
//   node hold-and-wait.ts DATABASE_URL DATA_FOLDER NOW
import { writeSync } from 'node:fs'
import { setInterval } from 'node:timers'
import { startRunner } from '../../src/services/sync/start-runner.ts'
import { HOST_GROUPS } from '../../src/platform/upstream/host-groups.ts'
import { pause } from '../../src/platform/pause.ts'
import { openDatabase } from '../../src/store/db.ts'
import { storePace } from '../../src/store/paces.ts'
import { claimSource } from '../../src/store/source-states.ts'

const [url = '', dataFolder = '', now = ''] = process.argv.slice(2)
const db = openDatabase(url)
const clock = (): number => Number(now)
const runner = await startRunner(db, dataFolder, { now: clock(), groups: HOST_GROUPS })
await claimSource(db, 'arxiv', { runner: runner.name, now: clock(), until: clock() + 120_000 })
await storePace(db, { clock, pause, runner: runner.name }).take('arxiv', 3000, 180_000, new AbortController().signal)
writeSync(1, `${runner.name}\n`)
// Held on to: what nobody refers to is collected, and a lock with it.
setInterval(() => runner, 60_000)
