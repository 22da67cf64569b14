// The thread that keeps the catalogue: started by keep-catalogue.ts, with a connection of its own.
import { setTimeout as wait } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { openDatabase } from '../../store/db.ts'
import { systemClock } from '../../platform/clock.ts'
import { tallyNowAndThen } from './tally-now-and-then.ts'
import { updateCatalogue } from './update-catalogue.ts'

const PAUSE_MS = 1000 // between two looks at the change number: a new paper is under its author a second later
const RETRY_MS = 10_000

const asked = new AbortController()
parentPort?.on('message', () => asked.abort())

const db = openDatabase((workerData as { databaseUrl: string }).databaseUrl)
let failure: string | undefined
const tally = tallyNowAndThen(db, systemClock)
while (!asked.signal.aborted) {
  const pauseMs = await update()
  await wait(pauseMs, undefined, { signal: asked.signal }).catch(() => undefined) // asked to end: so the loop does
}
await db.destroy()
parentPort?.close()

/** One failure is told once, however long it lasts. */
async function update(): Promise<number> {
  try {
    const changes = await updateCatalogue(db, asked.signal, tally.duringChanges)
    if (changes === 0) await tally.afterChanges()
    failure = undefined
    return PAUSE_MS
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (message !== failure) parentPort?.postMessage({ failure: message })
    failure = message
    return RETRY_MS
  }
}
