import { Worker } from 'node:worker_threads'
import { keepStarted } from '../../platform/keep-started.ts'
import { toWorkerUrl } from '../../platform/worker-url.ts'

/** The catalogue's keeper at work. `stop` ends after the batch under way, and cannot fail. */
export type CatalogueKeeper = { stop(): Promise<void> }

const WORKER = toWorkerUrl('catalogue-worker', import.meta.url)
const RESTART_MS = 10_000

/**
 * Keeps the catalogue of authors, categories and organisations up to date in a thread of its own, until stopped: the
 * thread that answers requests is never held up. A thread that ends though nobody stopped it is started again after a
 * pause.
 *
 * @param onFailure told once of what keeps the catalogue behind; it is tried again by itself
 */
export function keepCatalogue(
  databaseUrl: string,
  onFailure: (message: string) => void,
  { worker: url, restartMs } = { worker: WORKER, restartMs: RESTART_MS },
): CatalogueKeeper {
  let told: string | undefined
  const tell = (message: string): void => {
    if (message !== told) onFailure(message)
    told = message
  }
  const start = (onEnd: () => void): Worker => {
    const worker = new Worker(url, { workerData: { databaseUrl }, name: 'catalogue' })
    worker.on('message', ({ failure }: { failure: string }) => tell(failure))
    worker.on('error', (error) => tell(error instanceof Error ? error.message : String(error)))
    worker.once('exit', onEnd)
    return worker
  }
  const thread = keepStarted(start, { pauseMs: restartMs, isNeededAlways: true })
  return {
    async stop() {
      const worker = thread.stop()
      if (!worker) return
      const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
      worker.postMessage('stop')
      await ended
    },
  }
}
