// The thread that keeps the index: started by keep-index.ts, with a connection to the database of its own.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { toPlanBytes } from '../../engine/embed/dense-plan.ts'
import { toOpenEditionDay } from '../../domain/arxiv-calendar.ts'
import { IndexDamaged } from '../../engine/index/index-damaged.ts'
import { releaseLock, takeLock } from '../../platform/file-lock.ts'
import { systemClock } from '../../platform/clock.ts'
import { openDatabase } from '../../store/db.ts'
import { hasPapers } from '../../store/papers.ts'
import { openSampleStore } from '../sample-store.ts'
import { loadModel } from '../load-model.ts'
import { createIndex, type FollowerDeps, followStore } from './follow-store.ts'
import { type IndexNews, type IndexOrder, type IndexThreadOptions, toSnapshot } from './index-thread.ts'
import { type LiveIndex, removeStrays } from './live-index.ts'
import { loadIndex, removeIndex } from './load-index.ts'
import { findManifestTime } from './manifest.ts'

const PAUSE_MS = 200 // between two looks at the change number: what was committed is found a moment later
const RETRY_MS = 5000
/** After building so many papers the thread ends, and is started again: the memory that it took goes with it. */
const MANY = 20_000

const { databaseUrl, folder, store, modelPath } = workerData as IndexThreadOptions
const stopped = new AbortController()
const shown = new Map<number, LiveIndex>()
let count = 0
let failure: string | undefined

parentPort?.on('message', (order: IndexOrder) => {
  if (order.kind === 'stop') stopped.abort()
  else tidy(order.number)
})

const model = await loadModel(modelPath)
const db = openDatabase(databaseUrl)
const deps: FollowerDeps = { db, folder, store, model, signal: stopped.signal, onPart: (index) => show(index, false) }
mkdirSync(folder, { recursive: true, mode: 0o700 })
const lock = join(folder, 'lock') // one process writes to a folder, others read it
let isOurs = takeLock(lock)
await showSample()
while (!stopped.signal.aborted) await (isOurs ? write() : read())
if (isOurs) releaseLock(lock)
await db.destroy()
parentPort?.close()

/** While the store holds no paper, the sample is shown, so it can be searched too. */
async function showSample(): Promise<void> {
  if (!isOurs || (await hasPapers(db))) return
  const sampleFolder = join(folder, 'sample')
  const sample = await openSampleStore(toOpenEditionDay(systemClock()), systemClock)
  try {
    mkdirSync(sampleFolder, { recursive: true })
    const ofSample = { ...deps, db: sample, folder: sampleFolder, store: 'sample' }
    show({ ...(await followStore(createIndex(ofSample), ofSample)), changeNumber: 0 }, true)
    while (!stopped.signal.aborted && !(await hasPapers(db))) await pause(PAUSE_MS)
  } finally {
    await sample.destroy()
    rmSync(sampleFolder, { recursive: true, force: true })
  }
}

/** Keeps the index up to date. */
async function write(): Promise<void> {
  let index = await start()
  while (!stopped.signal.aborted) {
    const before = index
    const begin = performance.now()
    try {
      index = await followStore(index, deps)
      failure = undefined
      if (index === before) await pause(PAUSE_MS)
      else finish(before, index, performance.now() - begin)
    } catch (error) {
      if (error instanceof IndexDamaged) index = await startAnew(error.message)
      else await tellFailure(error)
    }
  }
}

/** Another process keeps the index: shows what it writes, until it ends. */
async function read(): Promise<void> {
  let seen: number | undefined
  while (!stopped.signal.aborted && !isOurs) {
    try {
      const time = findManifestTime(folder)
      if (time !== seen) {
        const loaded = await loadIndex(folder, store, model?.name)
        if ('index' in loaded) show(loaded.index, true)
        else tell({ kind: 'failure', message: `Another process keeps the index, and ${loaded.reason}` })
        seen = time
      }
      await pause(PAUSE_MS)
      isOurs = takeLock(lock)
    } catch (error) {
      await tellFailure(error)
    }
  }
}

async function start(): Promise<LiveIndex> {
  const loaded = await loadIndex(folder, store, model?.name)
  if (!('index' in loaded)) return startAnew(loaded.reason)
  show(loaded.index, true)
  return loaded.index
}

async function startAnew(reason: string): Promise<LiveIndex> {
  tell({ kind: 'rebuilding', reason })
  await removeIndex(folder)
  return createIndex(deps)
}

/** One failure is told once, however long it lasts. */
async function tellFailure(error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error)
  if (message !== failure) tell({ kind: 'failure', message })
  failure = message
  await pause(RETRY_MS)
}

/** Shows the index after a step, and tells where all of it is new. */
function finish(before: LiveIndex, index: LiveIndex, ms: number): void {
  show(index, true)
  if (before.segments.some(({ name }) => index.segments.some((segment) => segment.name === name))) return
  const papers = index.segments.reduce((sum, { file }) => sum + file.documentCount, 0)
  tell({ kind: 'built', papers, ms })
  if (papers > MANY) stopped.abort()
}

function show(index: LiveIndex, isWhole: boolean): void {
  const number = ++count
  if (isWhole) shown.set(number, index)
  tell({ kind: 'index', snapshot: toSnapshot(index, number, index.plan && toPlanBytes(index.plan), isWhole) })
}

/** Once the newest snapshot is in use everywhere, files that only older ones hold can go. */
function tidy(number: number): void {
  const index = shown.get(number)
  for (const older of shown.keys()) if (older <= number) shown.delete(older)
  if (index && shown.size === 0 && isOurs) void removeStrays(folder, index)
}

function tell(news: IndexNews): void {
  parentPort?.postMessage(news)
}

function pause(ms: number): Promise<void> {
  return wait(ms, undefined, { signal: stopped.signal }).catch(() => undefined)
}
