import { toWorkerUrl } from '../../platform/worker-url.ts'
import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Log } from '../../domain/ports.ts'
import { type AskedThread, startAskedThread } from '../../platform/asked-thread.ts'
import type { IndexNews, IndexOrder, IndexSnapshot, IndexThreadOptions } from './index-thread.ts'
import type {
  Answer,
  MapFindings,
  MapQuestion,
  Question,
  SearchFindings,
  SearchQuestion,
  SimilarFindings,
  SimilarQuestion,
  SuggestFindings,
  SuggestQuestion,
} from './questions.ts'

/** How far the index is. */
export type IndexState = {
  /** The last change of the store that it holds; 0 for none. */
  changeNumber: number
  /** Documents in it; those of a paper that changed count twice until they are merged. */
  documents: number
  /** False until all papers of the store have been indexed once. */
  isWhole: boolean
}

/** The search index at work. */
export type IndexKeeper = {
  search(question: SearchQuestion): Promise<SearchFindings>
  listSimilar(question: SimilarQuestion): Promise<SimilarFindings>
  suggest(question: SuggestQuestion): Promise<SuggestFindings>
  gatherMap(question: MapQuestion): Promise<MapFindings>
  state(): IndexState
  /** Settles once the index has held every change up to a number. */
  reach(changeNumber: number): Promise<void>
  stop(): Promise<void>
}

const INDEX_WORKER = toWorkerUrl('index-worker', import.meta.url)
const SEARCH_WORKER = toWorkerUrl('search-worker', import.meta.url)

const RETRY_MS = 5000
const STOP_MS = 1500
/** More questions than these wait longer than anybody would. */
const MOST_WAITING = 200
const NOTHING: IndexState = { changeNumber: 0, documents: 0, isWhole: false }

/**
 * Keeps the search index up to date in one thread and searches it in another, so that neither building nor searching
 * ever holds up the thread that answers requests. A thread that ends unasked is started again.
 */
export function keepIndex(options: IndexThreadOptions, log: Log): IndexKeeper {
  const stopped = new AbortController()
  const reached = createReached()
  const searching = startSearching(options, log, stopped.signal)
  let state = NOTHING
  const use = async (snapshot: IndexSnapshot): Promise<void> => {
    if (!(await searching.use(snapshot))) return
    const documents = snapshot.segments.reduce((sum, { file }) => sum + file.documentCount, 0)
    state = { changeNumber: snapshot.changeNumber, documents, isWhole: snapshot.isWhole }
    if (snapshot.isWhole) reached.tell(snapshot.changeNumber)
    following.order({ kind: 'inUse', number: snapshot.number })
  }
  const following = startFollowing(options, log, stopped.signal, (snapshot) => void use(snapshot))
  return {
    search: (question) => searching.ask(question) as Promise<SearchFindings>,
    listSimilar: (question) => searching.ask(question) as Promise<SimilarFindings>,
    suggest: (question) => searching.ask(question) as Promise<SuggestFindings>,
    gatherMap: (question) => searching.ask(question) as Promise<MapFindings>,
    state: () => state,
    reach: (changeNumber) => reached.wait(changeNumber),
    async stop() {
      stopped.abort()
      await Promise.all([following.stop(), searching.close()])
    },
  }
}

/** Starts something again after a pause, unless all is to end. */
async function again(signal: AbortSignal, start: () => void): Promise<void> {
  await wait(RETRY_MS, undefined, { signal, ref: false }).catch(() => undefined)
  if (!signal.aborted) start()
}

/** The thread that searches, with the index it was last given. */
function startSearching({ modelPath }: IndexThreadOptions, log: Log, signal: AbortSignal) {
  let latest: IndexSnapshot | undefined
  const start = (): AskedThread<Question, Answer> =>
    startAskedThread(SEARCH_WORKER, {
      name: 'search',
      workerData: { modelPath },
      mostWaiting: MOST_WAITING,
      onEnd: (message) => {
        log('search.ended', { message }, 'error')
        void again(signal, () => {
          thread = start()
          if (latest) void use(latest)
        })
      },
    })
  const use = async (snapshot: IndexSnapshot): Promise<boolean> => {
    latest = snapshot
    try {
      await thread.ask({ kind: 'use', snapshot })
      return true
    } catch (error) {
      log('index.delayed', { message: error instanceof Error ? error.message : String(error) }, 'warn')
      return false
    }
  }
  let thread = start()
  return { use, ask: (question: Question) => thread.ask(question), close: () => thread.close() }
}

/** The thread that keeps the index. */
function startFollowing(
  options: IndexThreadOptions,
  log: Log,
  signal: AbortSignal,
  onSnapshot: (snapshot: IndexSnapshot) => void,
) {
  const hear = (news: IndexNews): void => {
    if (news.kind === 'index') onSnapshot(news.snapshot)
    if (news.kind === 'rebuilding') log('index.rebuilding', { reason: news.reason })
    if (news.kind === 'built') log('index.built', { papers: news.papers, ms: Math.round(news.ms) })
    if (news.kind === 'failure') log('index.delayed', { message: news.message }, 'warn')
  }
  const start = (): Worker => {
    const started = new Worker(INDEX_WORKER, { workerData: options, name: 'index' })
    started.on('message', hear)
    started.on('error', (error) => log('index.ended', { message: String(error) }, 'error'))
    started.on('exit', () => void again(signal, () => (worker = start())))
    return started
  }
  let worker = start()
  const order = (message: IndexOrder): void => worker.postMessage(message)
  return {
    order,
    async stop() {
      const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
      order({ kind: 'stop' })
      // In the middle of a long step it does not hear; what it was writing takes no place, and is made again.
      const timer = setTimeout(() => void worker.terminate(), STOP_MS)
      await ended
      clearTimeout(timer)
    },
  }
}

/** Those who wait for a number to be reached. */
function createReached() {
  let highest = -1
  let waiting: { number: number; resolve: () => void }[] = []
  return {
    tell(number: number): void {
      highest = number
      const [done, rest] = [waiting.filter((one) => one.number <= number), waiting.filter((one) => one.number > number)]
      waiting = rest
      for (const { resolve } of done) resolve()
    },
    wait: (number: number) =>
      number <= highest ? Promise.resolve() : new Promise<void>((resolve) => waiting.push({ number, resolve })),
  }
}
