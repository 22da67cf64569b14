import { toWorkerUrl } from '../../platform/worker-url.ts'
import { Worker } from 'node:worker_threads'

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
  let isStopped = false
  let restart: NodeJS.Timeout | undefined
  let told: string | undefined
  const tell = (message: string): void => {
    if (message !== told) onFailure(message)
    told = message
  }
  const start = (): { worker: Worker; ended: Promise<void> } => {
    const worker = new Worker(url, { workerData: { databaseUrl }, name: 'catalogue' })
    worker.on('message', ({ failure }: { failure: string }) => tell(failure))
    worker.on('error', (error) => tell(error instanceof Error ? error.message : String(error)))
    const ended = new Promise<void>((resolve) => {
      worker.once('exit', () => {
        if (!isStopped) restart = setTimeout(() => (current = start()), restartMs)
        resolve()
      })
    })
    return { worker, ended }
  }
  let current = start()
  return {
    async stop() {
      isStopped = true
      clearTimeout(restart)
      current.worker.postMessage('stop')
      await current.ended
    },
  }
}
