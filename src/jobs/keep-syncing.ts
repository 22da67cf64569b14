import { Worker } from 'node:worker_threads'
import type { Log } from '../domain/ports.ts'
import { endThread } from '../platform/end-thread.ts'
import { keepStarted } from '../platform/keep-started.ts'

/** The thread that asks the sources, at work. */
export type SyncKeeper = {
  /** Ends it within two seconds. What it was fetching is fetched again the next time; nothing is kept by half. */
  stop(): Promise<void>
}

/** What the thread tells: an event for the log. */
export type SyncNews = { event: string; facts: Record<string, unknown>; level: Parameters<Log>[2] }

/** What the thread takes for the wish to end. */
export const STOP = 'stop'

const STOP_MS = 1500
/** One that breaks at once, time after time, is not to fill the log. */
const RESTART_MS = 10_000

type Thread = { url: URL; options: unknown; restartMs?: number }

/**
 * Has the sources asked in a thread of its own, until stopped: reading an answer of some thousand records would hold up
 * the thread that answers requests. A thread that ends though nobody stopped it is started again after a pause.
 *
 * @param options what its program finds in `workerData`
 */
export function keepSyncing({ url, options, restartMs = RESTART_MS }: Thread, log: Log): SyncKeeper {
  const start = (onEnd: () => void): Worker => {
    const worker = new Worker(url, { workerData: options, name: 'sync' })
    worker.on('message', ({ event, facts, level }: SyncNews) => log(event, facts, level))
    worker.on('error', (error) => log('sync.ended', { message: String(error) }, 'error'))
    worker.once('exit', onEnd)
    return worker
  }
  const thread = keepStarted(start, { pauseMs: restartMs, isNeededAlways: true })
  return {
    async stop() {
      const worker = thread.stop()
      if (worker) await endThread(worker, STOP, STOP_MS)
    },
  }
}
