import { Worker } from 'node:worker_threads'
import type { Log } from '../domain/ports.ts'
import { keepWorking, type WorkingThread } from '../platform/working-thread.ts'

/** The thread that asks the sources, at work. */
export type SyncKeeper = {
  /** Ends it within two seconds. What it was fetching is fetched again the next time; nothing is kept by half. */
  stop: WorkingThread['stop']
}

const STOP_MS = 1500

type Thread = { url: URL; options: unknown; restartMs?: number }

/**
 * Has the sources asked in a thread of its own, until stopped: reading an answer of some thousand records would hold up
 * the thread that answers requests.
 *
 * @param options what its program finds in `workerData`
 */
export function keepSyncing({ url, options, restartMs }: Thread, log: Log): SyncKeeper {
  const start = (): Worker => new Worker(url, { workerData: options, name: 'sync' })
  return keepWorking(start, { endEvent: 'sync.ended', stopMs: STOP_MS, restartMs }, log)
}
