import { MessageChannel, Worker } from 'node:worker_threads'
import type { Log } from '../domain/ports.ts'
import { answerInThread } from '../platform/asked-thread.ts'
import { endThread } from '../platform/end-thread.ts'
import { keepStarted } from '../platform/keep-started.ts'
import type { Searching, SearchRequest } from '../services/search/searching.ts'

/** The thread that composes digests and sends mail, at work. */
export type MailKeeper = {
  /** Has it look at once whether there is something to do: somebody subscribed, or wants a digest now. */
  wake(): void
  /**
   * Ends it within four seconds. What was handed over by then is settled; what was not is sent by whoever starts next, and
   * of the few messages whose end was on its way nobody knows (docs/operating.md).
   */
  stop(): Promise<void>
}

/** What the thread tells: an event for the log. */
export type MailNews = { event: string; facts: Record<string, unknown>; level: Parameters<Log>[2] }

/** What the thread is told. */
export const STOP = 'stop'
export const WAKE = 'wake'

/** What the thread finds in `workerData`. Its port answers a `SearchRequest` with a `SearchPage`. */
export type MailThreadData<Options> = { options: Options; searchPort: MessageChannel['port2'] }

/** A mail server that is about to answer has this long; a shutdown is to take no longer than five seconds. */
const STOP_MS = 4000
const RESTART_MS = 10_000

type Thread = {
  url: URL
  options: unknown
  /** The search of the thread that starts it: the index is opened once. */
  searching: Pick<Searching, 'searchPapers'>
  restartMs?: number
}

/**
 * Has digests composed and sent in a thread of its own, until stopped. A thread that ends though nobody stopped it is
 * started again after a pause.
 */
export function keepMailing({ url, options, searching, restartMs = RESTART_MS }: Thread, log: Log): MailKeeper {
  const start = (onEnd: () => void): Worker => {
    const { port1, port2 } = new MessageChannel()
    answerInThread(
      port1,
      (request: SearchRequest) => searching.searchPapers(request),
      () => undefined,
    )
    port1.unref() // it is the thread, and not the port, that keeps the program going
    const workerData: MailThreadData<unknown> = { options, searchPort: port2 }
    const worker = new Worker(url, { workerData, transferList: [port2], name: 'mail' })
    worker.on('message', ({ event, facts, level }: MailNews) => log(event, facts, level))
    worker.on('error', (error) => log('mailing.ended', { message: String(error) }, 'error'))
    worker.once('exit', () => {
      port1.close()
      onEnd()
    })
    return worker
  }
  const thread = keepStarted(start, { pauseMs: restartMs, isNeededAlways: true })
  return {
    wake: () => thread.find()?.postMessage(WAKE),
    async stop() {
      const worker = thread.stop()
      if (worker) await endThread(worker, STOP, STOP_MS)
    },
  }
}
