// The thread that keeps the index: started by keep-index.ts, with a connection to the database of its own.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { toPlanBytes } from '../../engine/embed/dense-plan.ts'
import { toOpenEditionDay } from '../../domain/arxiv-calendar.ts'
import { DocumentTokens } from '../../engine/index/build/document-tokens.ts'
import { IndexDamaged } from '../../engine/index/index-damaged.ts'
import { systemClock } from '../../platform/clock.ts'
import { openDatabase } from '../../store/db.ts'
import { type FileLock, takeFileLock } from '../../store/file-lock.ts'
import { findChangeNumber, hasPapers } from '../../store/papers.ts'
import { openSampleStore } from '../sample-store.ts'
import { loadModel } from '../load-model.ts'
import { countVectorless } from '../vectors/missing-vectors.ts'
import { findServerModel, openServerVectors, type ServerVectors } from '../vectors/server-vectors.ts'
import { tellVectors } from '../vectors/tell-vectors.ts'
import { createIndex, type FollowerDeps, followStore } from './follow-store.ts'
import { isMisplaced, makeIndexFolder } from './files/index-folder.ts'
import { INDEX_LOCK, type IndexNews, type IndexOrder, type IndexThreadOptions, toSnapshot } from './index-thread.ts'
import { type LiveIndex, removeStrays } from './files/live-index.ts'
import { loadIndex, removeIndex } from './files/load-index.ts'
import { findManifestTime } from './files/manifest.ts'
import { createPatience, toSignOfWork } from './patience.ts'

const PAUSE_MS = 200 // between two looks at the change number: what was committed is found a moment later
const RETRY_MS = 5000
/** Another process that keeps the index, is behind, and has written no file for so long is not at work on it. */
const PATIENCE_MS = 60_000
/** After building so many papers the thread ends, and is started again: the memory that it took goes with it. */
const MANY = 20_000

const { databaseUrl, folder, store, modelPath, server } = workerData as IndexThreadOptions
const stopped = new AbortController()
const shown = new Map<number, LiveIndex>()
let count = 0
let failure: string | undefined

parentPort?.on('message', (order: IndexOrder) => {
  if (order.kind === 'stop') stopped.abort()
  else if (order.kind === 'look') vectors?.look()
  else tidy(order.number)
})

const model = server ? undefined : await loadModel(modelPath)
const db = openDatabase(databaseUrl)
const { signal } = stopped
const ofOurs: FollowerDeps = {
  ...{ db, folder, store, model, signal },
  tokens: new DocumentTokens(),
  onPart: (index) => show(index, false),
}
/** While this process keeps the index of a server's vectors. */
let vectors: ServerVectors | undefined
let lock: FileLock | undefined // one process writes to a folder, others read it
await insist(takeFolder)
if (lock) await insist(showSample)
while (!stopped.signal.aborted) await (lock ? write(lock) : read())
await vectors?.ended()
lock?.release()
await db.destroy()
parentPort?.close()

/** What the index is followed with: the vectors of a server as far as they are known by now. */
function toDeps(): FollowerDeps {
  return { ...ofOurs, ...vectors?.deps() }
}

/** Takes the lock, where no other process has it. */
function takeFolder(): void {
  if (makeIndexFolder(folder))
    tell({ kind: 'failure', message: `${folder} was no folder, and was removed`, isKnown: false })
  lock = takeFileLock(join(folder, INDEX_LOCK))
}

/** While the store holds no paper, the sample is shown, so it can be searched too. */
async function showSample(): Promise<void> {
  if (await hasPapers(db)) return
  const sampleFolder = join(folder, 'sample')
  const sample = await openSampleStore(toOpenEditionDay(systemClock()), systemClock)
  try {
    mkdirSync(sampleFolder, { recursive: true })
    const ofSample = { ...ofOurs, db: sample, folder: sampleFolder, store: 'sample' }
    show({ ...(await followStore(createIndex(ofSample), ofSample)), changeNumber: 0 }, true)
    while (!stopped.signal.aborted && !(await hasPapers(db))) await pause(PAUSE_MS)
  } finally {
    await sample.destroy()
    rmSync(sampleFolder, { recursive: true, force: true })
  }
}

/** Keeps the index up to date. */
async function write(held: FileLock): Promise<void> {
  let index = await insist(start)
  const begun = index // what is there can be searched while the vectors that are kept are read
  await insist(() => begun && gatherVectors(begun))
  while (index && !stopped.signal.aborted) {
    if (!isInPlace(held, index)) return giveUp()
    const before = index
    const begin = performance.now()
    try {
      if (await vectors?.takeExchange()) index = await startAnew('the embedding server has another model than before')
      index = await followStore(index, toDeps())
      failure = undefined
      if (index !== before) finish(before, index, performance.now() - begin)
      else index = await fill(index)
    } catch (error) {
      if (!(error instanceof IndexDamaged)) await tellFailure(error)
      if (error instanceof IndexDamaged || isMisplaced(error)) index = await startAnew(error.message)
    }
  }
}

/** Whether the files of an index are still where they were written, and nobody else can write there. */
function isInPlace(held: FileLock, { changeNumber }: LiveIndex): boolean {
  return held.isHeld() && (changeNumber === 0 || findManifestTime(folder) !== undefined)
}

/** The thread ends, and is started again after a pause: then it begins with what there is. */
function giveUp(): void {
  tell({ kind: 'removed', message: `The index in ${folder} was removed; it is built anew` })
  stopped.abort()
}

/** Begins to ask a server for the vectors that an index lacks. */
function gatherVectors(index: LiveIndex): void {
  if (!server) return
  vectors = openServerVectors({ server, db, folder, signal, ...tellVectors(tell, () => vectors) })
  vectors.see(index)
  tell({ kind: 'vectors', missing: vectors.countMissing(), asked: 0 })
}

/** Nothing is to be followed: vectors that came meanwhile are brought in. */
async function fill(before: LiveIndex): Promise<LiveIndex> {
  const index = (await vectors?.fill(before, toDeps())) ?? before
  if (index === before) await pause(PAUSE_MS)
  else show(index, true)
  return index
}

/** Another process keeps the index: shows what it writes, until it ends. */
async function read(): Promise<void> {
  const patience = createPatience(PATIENCE_MS, () => performance.now())
  let seen: number | 'nothing' | undefined
  let changeNumber: number | undefined
  tell({ kind: 'waiting' })
  while (!stopped.signal.aborted && !lock) {
    await insist(async () => {
      const time = findManifestTime(folder) ?? 'nothing'
      if (time !== seen) changeNumber = await showWritten(time)
      seen = changeNumber === undefined ? undefined : time
      const isBehind = changeNumber !== (await findChangeNumber(db))
      if (patience.isOver(isBehind ? toSignOfWork(folder) : undefined)) throw new Error(SILENCE)
      await pause(PAUSE_MS)
      takeFolder()
      failure = undefined
    })
  }
}

const SILENCE = 'Another process keeps the index, and has written nothing for a minute though it is behind'

/**
 * Shows the index that another process wrote at some time.
 *
 * @returns the last change that it holds; 0 while there is none; `undefined` where it was written anew meanwhile
 */
async function showWritten(time: number | 'nothing'): Promise<number | undefined> {
  const loaded = await load()
  if ('reason' in loaded && time !== 'nothing') {
    if (findManifestTime(folder) !== time) return undefined
    throw new Error(`Another process keeps the index, and ${loaded.reason}`)
  }
  const index = 'index' in loaded ? loaded.index : createIndex(toDeps())
  if ('index' in loaded || (await findChangeNumber(db)) === 0) show(index, true)
  return index.changeNumber
}

async function start(): Promise<LiveIndex> {
  const loaded = await load()
  if (!('index' in loaded)) return startAnew(loaded.reason)
  show(loaded.index, true)
  return loaded.index
}

function load(): ReturnType<typeof loadIndex> {
  const name = server ? findServerModel(server, folder)?.name : model?.name
  return loadIndex(folder, store, name, server !== undefined)
}

async function startAnew(reason: string): Promise<LiveIndex> {
  tell({ kind: 'rebuilding', reason })
  await removeIndex(folder)
  return createIndex(toDeps())
}

/** Tries a step until it succeeds; `undefined` where the thread was stopped before. */
async function insist<T>(step: () => T | Promise<T>): Promise<T | undefined> {
  while (!stopped.signal.aborted) {
    try {
      return await step()
    } catch (error) {
      await tellFailure(error)
    }
  }
  return undefined
}

async function tellFailure(error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error)
  tell({ kind: 'failure', message, isKnown: message === failure })
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
  vectors?.see(index)
  if (server) tell({ kind: 'vectors', missing: vectors?.countMissing() ?? countVectorless(index), asked: 0 })
  const plan = index.plan && toPlanBytes(index.plan)
  tell({ kind: 'index', snapshot: toSnapshot(index, number, plan, isWhole, server && findServerModel(server, folder)) })
}

/** Once the newest snapshot is in use everywhere, files that only older ones hold can go. */
function tidy(number: number): void {
  const index = shown.get(number)
  for (const older of shown.keys()) if (older <= number) shown.delete(older)
  if (index && shown.size === 0 && lock) removeStrays(folder, index).catch(tellFailure)
}

function tell(news: IndexNews): void {
  parentPort?.postMessage(news)
}

function pause(ms: number): Promise<void> {
  return wait(ms, undefined, { signal: stopped.signal }).catch(() => undefined)
}
