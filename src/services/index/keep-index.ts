import { Worker } from 'node:worker_threads'
import type { Log } from '../../domain/ports.ts'
import { type AskedThread, startAskedThread, toEnded } from '../../platform/asked-thread.ts'
import { endThread } from '../../platform/end-thread.ts'
import { keepStarted } from '../../platform/keep-started.ts'
import { toWorkerUrl } from '../../platform/worker-url.ts'
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
} from './answers/questions.ts'
import { createReached } from './reached.ts'

/** How far the index is. */
export type IndexState = {
  /** The last change of the store that it holds; 0 for none. */
  changeNumber: number
  /** Documents in it; those of a paper that changed count twice until they are merged. */
  documents: number
  /** False until all papers of the store have been indexed once. */
  isWhole: boolean
  /** Papers without a vector, because an embedding server has not made it yet. */
  vectorless: number
  /** Rises with every state of the index that is searched. */
  stateNumber: number
  /** Whether the last query had to do without the vector that an embedding server makes. */
  isMeaningAway: boolean
}

/** The search index at work. */
export type IndexKeeper = {
  search(question: SearchQuestion): Promise<SearchFindings>
  listSimilar(question: SimilarQuestion): Promise<SimilarFindings>
  suggest(question: SuggestQuestion): Promise<SuggestFindings>
  gatherMap(question: MapQuestion): Promise<MapFindings>
  state(): IndexState
  /**
   * Settles once the index has held every change up to a number.
   *
   * @throws AppError `unavailable` once it has failed, after a pause failed again, and was not whole in between
   */
  reach(changeNumber: number): Promise<void>
  stop(): Promise<void>
}

const INDEX_WORKER = toWorkerUrl('index-worker', import.meta.url)
const SEARCH_WORKER = toWorkerUrl('search-worker', import.meta.url)

const RESTART = { pauseMs: 5000, isNeededAlways: true }
const STOP_MS = 1500
/** More questions than these wait longer than anybody would. */
const MOST_WAITING = 200
const NOTHING: IndexState = {
  changeNumber: 0,
  documents: 0,
  isWhole: false,
  vectorless: 0,
  stateNumber: 0,
  isMeaningAway: false,
}

/**
 * Keeps the search index up to date in one thread and searches it in another, so that neither building nor searching
 * ever holds up the thread that answers requests. A thread that ends unasked is started again.
 */
export function keepIndex(options: IndexThreadOptions, log: Log): IndexKeeper {
  const reached = createReached()
  const searching = startSearching(options, log, reached.fail)
  let state = NOTHING
  const use = async (snapshot: IndexSnapshot): Promise<void> => {
    if (!(await searching.use(snapshot))) return
    const documents = snapshot.segments.reduce((sum, { file }) => sum + file.documentCount, 0)
    const { changeNumber, isWhole } = snapshot
    state = { ...state, changeNumber, documents, isWhole, stateNumber: state.stateNumber + 1 }
    if (snapshot.isWhole) reached.tell(snapshot.changeNumber)
    following.order({ kind: 'inUse', number: snapshot.number })
  }
  const following = startFollowing(options, log, {
    onSnapshot: (snapshot) => void use(snapshot),
    onFailure: reached.fail,
    onMissing(vectorless, asked) {
      if (asked > 0) log('vectors.made', { made: asked, missing: vectorless })
      if (vectorless === 0 && state.vectorless > 0) log('vectors.completed', {})
      state = { ...state, vectorless }
    },
  })
  return {
    async search(question) {
      const findings = (await searching.ask(question)) as SearchFindings
      if (findings.isExchanged) following.order({ kind: 'look' })
      if (options.server) state = { ...state, isMeaningAway: findings.meaningNote !== undefined }
      return findings
    },
    listSimilar: (question) => searching.ask(question) as Promise<SimilarFindings>,
    suggest: (question) => searching.ask(question) as Promise<SuggestFindings>,
    gatherMap: (question) => searching.ask(question) as Promise<MapFindings>,
    state: () => state,
    reach: (changeNumber) => reached.wait(changeNumber),
    async stop() {
      // One after the other: V8 may abort where two threads give back the code of their kernels at once.
      await following.stop()
      await searching.close()
    },
  }
}

type Searcher = AskedThread<Question, Answer>

/** The thread that searches, with the index it was last given. */
function startSearching({ modelPath, server }: IndexThreadOptions, log: Log, onFailure: (message: string) => void) {
  let latest: IndexSnapshot | undefined
  const start = (onEnd: () => void): Searcher => {
    const started: Searcher = startAskedThread(SEARCH_WORKER, {
      name: 'search',
      workerData: { modelPath, server },
      mostWaiting: MOST_WAITING,
      onEnd: (message) => {
        log('search.ended', { message }, 'error')
        onFailure(message)
        onEnd()
      },
    })
    if (latest) void use(latest, started)
    return started
  }
  const thread = keepStarted(start, RESTART)
  const ask = (question: Question, searcher = thread.find()): Promise<Answer> =>
    searcher?.ask(question) ?? Promise.reject(toEnded('search'))
  const use = async (snapshot: IndexSnapshot, searcher?: Searcher): Promise<boolean> => {
    latest = snapshot
    try {
      await ask({ kind: 'use', snapshot }, searcher)
      return true
    } catch (error) {
      log('index.delayed', { message: error instanceof Error ? error.message : String(error) }, 'warn')
      return false
    }
  }
  return { use, ask: (question: Question) => ask(question), close: async () => thread.stop()?.close() }
}

type Listener = {
  onSnapshot: (snapshot: IndexSnapshot) => void
  onMissing: (vectorless: number, asked: number) => void
  onFailure: (message: string) => void
}

/** The thread that keeps the index. */
function startFollowing(options: IndexThreadOptions, log: Log, { onSnapshot, onMissing, onFailure }: Listener) {
  const hear = (news: IndexNews): void => {
    if (news.kind === 'index') onSnapshot(news.snapshot)
    if (news.kind === 'rebuilding') log('index.rebuilding', { reason: news.reason })
    if (news.kind === 'built') log('index.built', { papers: news.papers, ms: Math.round(news.ms) })
    if (news.kind === 'waiting') log('index.waiting', { message: 'Another process keeps the index; it is read here' })
    if (news.kind === 'removed') log('index.delayed', { message: news.message }, 'warn')
    if (news.kind === 'failure' && !news.isKnown) log('index.delayed', { message: news.message }, 'warn')
    if (news.kind === 'failure') onFailure(news.message)
    if (news.kind === 'vectors') onMissing(news.missing, news.asked)
    if (news.kind === 'vectorFailure') log('vectors.delayed', { message: news.message }, 'warn')
  }
  const start = (onEnd: () => void): Worker => {
    const started = new Worker(INDEX_WORKER, { workerData: options, name: 'index' })
    started.on('message', hear)
    started.on('error', (error) => {
      log('index.ended', { message: String(error) }, 'error')
      onFailure(String(error))
    })
    started.on('exit', onEnd)
    return started
  }
  const thread = keepStarted(start, RESTART)
  return {
    /** What nobody hears in the pause tells a new thread nothing: it begins with what is on disk. */
    order: (message: IndexOrder): void => thread.find()?.postMessage(message),
    async stop() {
      const worker = thread.stop()
      // In the middle of a long step it does not hear; what it was writing takes no place, and is made again.
      if (worker) await endThread(worker, { kind: 'stop' } satisfies IndexOrder, STOP_MS)
    },
  }
}
